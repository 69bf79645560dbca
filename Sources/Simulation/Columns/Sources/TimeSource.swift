import Diagnostics
import Tables

/// Days or moments evenly spread over a stretch of time.
struct TimeSource: ColumnSource {
  /// `.date32`, counted in days, or `.timestamp(.microsecond, zone: nil)`.
  let type: DataType
  /// The first value, in the type's unit.
  let start: Int
  /// How many of the type's unit a step is.
  let step: Int
  /// How many steps there are to choose from.
  let count: Int
  let stream: RandomStream

  func column(_ making: Making) throws(Diagnostic) -> Column {
    if type == .date32 {
      let builder = FixedWidthBuilder<Int32>(capacity: making.rows.count)
      for row in making.rows {
        var random = making.random(stream, row: row)
        builder.append(Int32(truncatingIfNeeded: start + step * random.below(count)))
      }
      return builder.finish(as: type)
    }
    let builder = FixedWidthBuilder<Int64>(capacity: making.rows.count)
    for row in making.rows {
      var random = making.random(stream, row: row)
      builder.append(Int64(start + step * random.below(count)))
    }
    return builder.finish(as: type)
  }
}
