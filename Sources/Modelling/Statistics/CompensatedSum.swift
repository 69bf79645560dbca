/// A sum that keeps what rounding takes away at each step.
///
/// Knuth's TwoSum (The Art of Computer Programming, volume 2, 4.2.2): the error of the whole is
/// about that of one addition, however many terms there are. Terms are finite.
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  var value: Double { sum + lost }

  @inline(__always)
  mutating func add(_ term: Double) {
    let next = sum + term
    let back = next - sum
    lost += (sum - (next - back)) + (term - back)
    sum = next
  }
}

/// Runs of rows short enough to be added up plainly, before they go into a `CompensatedSum`.
///
/// Adding 256 terms loses at most 256 units in the last place; a loop of plain additions is several
/// times as fast as one of compensated ones.
@inline(__always)
func forEachBlock(of count: Int, _ body: (Range<Int>) -> Void) {
  var start = 0
  while start < count {
    let end = min(start + 256, count)
    body(start..<end)
    start = end
  }
}

/// A number that may be told, or nil where arithmetic left the range of numbers.
@inline(__always)
func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }

/// A quotient, or nil where it is undefined.
@inline(__always)
func ratio(_ numerator: Double, _ denominator: Double) -> Double? {
  denominator > 0 ? finite(numerator / denominator) : nil
}
