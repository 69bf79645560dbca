/// Very many discs of one size, as few thick lines: places are rounded to whole pixels, and discs
/// of a row that nearly cover one another become one line with round ends.
///
/// What is left of the picture differs by less than a pixel, and a page of a hundred thousand
/// points stays small.
struct DiscRuns {
  /// So many discs are worth the loss.
  static let least = 10_000

  /// Keeps places left of the plot in their row.
  private static let shift: Int64 = 1 << 24

  private var cells: [Int64] = []
  /// Pixels between the middles of two discs that are joined: their radius, at least one.
  private let gap: Int64

  init(diameter: Double) {
    gap = Int64(max(1, min(100, (diameter / 2).rounded(.down))))
  }

  /// Adds a disc; those far outside of any picture are left out.
  mutating func add(_ x: Double, _ y: Double) {
    guard abs(x) < 1e6, abs(y) < 1e6 else { return }
    // Rows, then places in a row, in one number that sorts.
    cells.append((Int64(y.rounded()) << 32) + Int64(x.rounded()) + Self.shift)
  }

  /// Path data to be drawn with a stroke as wide as the discs and round caps.
  func path() -> [UInt8] {
    var bytes: [UInt8] = []
    var penX: Int64 = 0
    var penY: Int64 = 0
    let sorted = cells.sorted()
    var index = 0
    while index < sorted.count {
      let start = sorted[index]
      var end = start
      index += 1
      while index < sorted.count, sorted[index] - end <= gap {
        end = sorted[index]
        index += 1
      }
      let y = start >> 32
      let x = start - (y << 32) - Self.shift
      bytes.append(UInt8(ascii: "m"))
      bytes += String(x - penX).utf8
      let down = y - penY
      if down >= 0 { bytes.append(UInt8(ascii: " ")) }
      bytes += String(down).utf8
      bytes.append(UInt8(ascii: "h"))
      bytes += String(end - start).utf8
      penX = x + end - start
      penY = y
    }
    return bytes
  }
}
