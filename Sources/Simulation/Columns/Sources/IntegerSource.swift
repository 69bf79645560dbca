import Diagnostics
import Tables

/// Whole numbers: evenly spread, counts, or a sequence.
struct IntegerSource: ColumnSource {
  enum Law: Sendable {
    case sequence(start: Int, step: Int)
    case uniform(ClosedRange<Int>)
    /// Every number once at most: the row's place in a shuffle.
    case unique(start: Int, Permutation)
    case poisson(mean: Double)
    case binomial(trials: Int, p: Double)
  }

  let law: Law
  /// Numbers outside are put at the nearer end.
  let limits: ClosedRange<Int>
  let stream: RandomStream

  var type: DataType { .int64 }

  func column(_ making: Making) throws(Diagnostic) -> Column {
    let builder = FixedWidthBuilder<Int64>(capacity: making.rows.count)
    switch law {
    case .sequence(let start, let step):
      for row in making.rows { builder.append(Int64(start &+ step &* row)) }
    case .unique(let start, let shuffle):
      for row in making.rows { builder.append(Int64(start + shuffle(row))) }
    case .uniform(let range):
      let count = range.upperBound - range.lowerBound + 1
      fill(builder, making) { range.lowerBound + $0.below(count) }
    case .poisson(let mean): fill(builder, making) { $0.poisson(mean) }
    case .binomial(let trials, let p): fill(builder, making) { $0.binomial(trials, p) }
    }
    return builder.finish()
  }

  @inline(__always)
  private func fill(
    _ builder: FixedWidthBuilder<Int64>,
    _ making: Making,
    _ draw: (inout RowRandom) -> Int
  ) {
    for row in making.rows {
      var random = making.random(stream, row: row)
      builder.append(Int64(min(max(draw(&random), limits.lowerBound), limits.upperBound)))
    }
  }
}

/// Truth values.
struct BooleanSource: ColumnSource {
  let share: Double
  let stream: RandomStream

  var type: DataType { .bool }

  func column(_ making: Making) throws(Diagnostic) -> Column {
    let builder = BoolBuilder()
    for row in making.rows {
      var random = making.random(stream, row: row)
      builder.append(random.unit() < share)
    }
    return builder.finish()
  }
}
