import Diagnostics
import Tables

/// Moments of a Poisson process, in order: the row's number is its place in time.
///
/// Given how many events there are, the moments of a Poisson process are that many independent draws
/// from its density, sorted. So the rows of the first half of the time are a binomial number of all
/// rows, of them those of the first quarter again, and so on down to a few rows that are drawn and
/// sorted. Each split depends on the seed and the stretch of time only, so any rows can be made alone,
/// and no two ways of cutting the rows give different moments. (L. Devroye, "Non-Uniform Random Variate
/// Generation", 1986, V.3 and XI, on order statistics by splitting.)
struct ArrivalsSource: ColumnSource {
  /// How busy the time is, in pieces over each of which nothing changes.
  struct Shape: Sendable {
    /// Microseconds since 1970 at which pieces begin, and the end of the last one.
    let bounds: [Int]
    /// The weight of all pieces before each bound.
    let weights: [Double]

    var total: Double { weights.last ?? 0 }
  }

  let shape: Shape
  let rowCount: Int
  /// Moments are cut down to multiples of this many microseconds.
  let step: Int
  let stream: RandomStream

  var type: DataType { .timestamp(.microsecond, zone: nil) }

  func column(_ making: Making) throws(Diagnostic) -> Column {
    let builder = FixedWidthBuilder<Int64>(capacity: making.rows.count)
    let walk = Walk(self, making.seed, builder)
    let rows = making.rows
    // Rows that follow each other are made in one walk.
    var start = 0
    while start < rows.count {
      var end = start + 1
      while end < rows.count, rows[end] == rows[end - 1] + 1 { end += 1 }
      walk.pieces(
        0..<(shape.bounds.count - 1),
        first: 0,
        count: rowCount,
        rows[start]..<(rows[end - 1] + 1)
      )
      start = end
    }
    return builder.finish(as: type)
  }

  /// One descent from the whole time to the moments of some rows.
  private struct Walk {
    /// As many rows are drawn and sorted at once.
    private static let leaf = 24

    private let source: ArrivalsSource
    private let seed: UInt64
    private let builder: FixedWidthBuilder<Int64>

    init(_ source: ArrivalsSource, _ seed: UInt64, _ builder: FixedWidthBuilder<Int64>) {
      self.source = source
      self.seed = seed
      self.builder = builder
    }

    /// `count` rows from number `first` on fall into `range` of the shape's pieces; of them `wanted`
    /// are written.
    func pieces(_ range: Range<Int>, first: Int, count: Int, _ wanted: Range<Int>) {
      guard count > 0, wanted.lowerBound < first + count, wanted.upperBound > first else { return }
      let bounds = source.shape.bounds
      if range.count == 1 {
        let time = bounds[range.lowerBound]..<bounds[range.upperBound]
        return moments(time, first: first, count: count, wanted)
      }
      let weights = source.shape.weights
      let middle = (range.lowerBound + range.upperBound) / 2
      let low = weights[range.lowerBound]
      let all = weights[range.upperBound] - low
      let share = all > 0 ? min(1, (weights[middle] - low) / all) : 0
      var random = random(bounds[range.lowerBound], bounds[range.upperBound])
      let early = random.binomial(count, share)
      pieces(range.lowerBound..<middle, first: first, count: early, wanted)
      pieces(middle..<range.upperBound, first: first + early, count: count - early, wanted)
    }

    /// The same inside a stretch over which nothing changes.
    private func moments(_ time: Range<Int>, first: Int, count: Int, _ wanted: Range<Int>) {
      guard count > 0, wanted.lowerBound < first + count, wanted.upperBound > first else { return }
      var random = random(time.lowerBound, time.upperBound)
      if count <= Self.leaf {
        return sorted(time, first: first, count: count, wanted, &random)
      }
      if time.count == 1 {
        let rows = wanted.clamped(to: first..<(first + count))
        for _ in rows { append(time.lowerBound) }
        return
      }
      let middle = time.lowerBound + time.count / 2
      let share = Double(middle - time.lowerBound) / Double(time.count)
      let early = random.binomial(count, share)
      moments(time.lowerBound..<middle, first: first, count: early, wanted)
      moments(middle..<time.upperBound, first: first + early, count: count - early, wanted)
    }

    private func sorted(
      _ time: Range<Int>,
      first: Int,
      count: Int,
      _ wanted: Range<Int>,
      _ random: inout RowRandom
    ) {
      var moments = InlineArray<24, Int>(repeating: 0)
      for index in 0..<count {
        let moment = time.lowerBound + random.below(time.count)
        var place = index
        while place > 0, moments[place - 1] > moment {
          moments[place] = moments[place - 1]
          place -= 1
        }
        moments[place] = moment
      }
      for row in wanted.clamped(to: first..<(first + count)) { append(moments[row - first]) }
    }

    private func append(_ moment: Int) {
      var rest = moment % source.step
      if rest < 0 { rest += source.step }
      builder.append(Int64(moment - rest))
    }

    /// The random numbers of a stretch of time, whichever rows are asked for.
    private func random(_ start: Int, _ end: Int) -> RowRandom {
      RowRandom(seed: seed, stream: source.stream, row: start, part: end)
    }
  }
}

extension ArrivalsSource.Shape {
  /// Weights of the hours of a day and of the days of a week, from Monday, over a stretch of time.
  ///
  /// - Parameters:
  ///   - time: Microseconds since 1970; not empty.
  ///   - hours: 24 weights, or none for a day without a shape.
  ///   - days: Seven weights, or none.
  init(over time: Range<Int>, hours: [Double], days: [Double]) {
    // Only what changes makes pieces: ten years without a shape are one.
    let hour = 3_600_000_000
    let piece = hours.isEmpty ? days.isEmpty ? time.count : 24 * hour : hour
    var bounds = [time.lowerBound]
    var weights = [0.0]
    var start = time.lowerBound
    while start < time.upperBound {
      var rest = hours.isEmpty && days.isEmpty ? 0 : start % piece
      if rest < 0 { rest += piece }
      let end = min(start - rest + piece, time.upperBound)
      var weight = Double(end - start) / Double(hour)
      if !hours.isEmpty || !days.isEmpty {
        let hourNumber = Int((Double(start - rest) / Double(hour)).rounded(.down))
        let day = Int((Double(hourNumber) / 24).rounded(.down))
        // 1970-01-01 was a Thursday.
        let weekday = ((day + 3) % 7 + 7) % 7
        if !hours.isEmpty { weight *= hours[hourNumber - day * 24] }
        if !days.isEmpty { weight *= days[weekday] }
      }
      bounds.append(end)
      weights.append((weights.last ?? 0) + weight)
      start = end
    }
    self.init(bounds: bounds, weights: weights)
  }
}
