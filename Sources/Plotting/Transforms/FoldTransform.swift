import Diagnostics
import Expressions
import Options
import Tables

/// Turns columns into rows: each row becomes one for each column, with its name and its value.
struct FoldTransform: Transform {
  var folded: [Spanned<String>]
  var key: String
  var value: String

  init(folded: [Spanned<String>], key: String = "key", value: String = "value") {
    self.folded = folded
    self.key = key
    self.value = value
  }

  init?(_ reader: inout OptionReader) {
    let folded = reader.requiredFields("fold")
    let names = reader.pairOfNames("key", "value")
    guard let folded, !folded.isEmpty else { return nil }
    self.init(folded: folded, key: names.0, value: names.1)
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    let columns = try frame.series(folded, context)
    let count = frame.rowCount
    var out = frame.rows((0..<count * folded.count).map { $0 / folded.count })
    let codes = (0..<count * folded.count).map { Int32($0 % folded.count) }
    out[key] = Series(recoding: codes, levels: folded.names.map { .text($0) })
    out[value] = Self.interleaved(columns, count)
    return out
  }

  /// The values of all columns of the first row, then of the second.
  private static func interleaved(_ columns: [Series], _ count: Int) -> Series {
    let areNumbers = columns.allSatisfy { if case .numbers = $0 { true } else { false } }
    guard areNumbers else { return mixed(columns, count) }
    var numbers = Array(repeating: Double.nan, count: count * columns.count)
    for (place, column) in columns.enumerated() {
      let values = column.doubles
      for row in 0..<count { numbers[row * columns.count + place] = values[row] }
    }
    return .numbers(numbers)
  }

  private static func mixed(_ columns: [Series], _ count: Int) -> Series {
    var builder = SeriesBuilder(capacity: count * columns.count)
    for row in 0..<count {
      for column in columns { builder.append(column.level(at: row)) }
    }
    return builder.finish()
  }

  var fields: [Spanned<String>] { folded }
  var produced: [String] { [key, value] }
}
