import Diagnostics
import Expressions
import Options
import Tables

/// Turns lists into rows: each row becomes as many as the longest of its lists has elements.
///
/// Shorter lists are filled up with null; a single value counts as a list of one, and a row whose
/// lists are all empty or null is gone.
struct FlattenTransform: Transform {
  var flattened: [Spanned<String>]
  var names: [String]

  init(flattened: [Spanned<String>], names: [String]) {
    self.flattened = flattened
    self.names = names
  }

  init?(_ reader: inout OptionReader) {
    let flattened = reader.requiredFields("flatten")
    let names = reader.texts("as")?.map(\.value) ?? []
    guard let flattened, !flattened.isEmpty else { return nil }
    let all = flattened.names.enumerated().map { $0 < names.count ? names[$0] : $1 }
    self.init(flattened: flattened, names: all)
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    let columns = try frame.series(flattened, context)
    var rows: [Int] = []
    var builders = columns.map { _ in SeriesBuilder() }
    for row in 0..<frame.rowCount {
      let lists = columns.map { Self.elements(of: $0.level(at: row)) }
      let count = lists.map(\.count).max() ?? 0
      for element in 0..<count {
        rows.append(row)
        for (column, list) in lists.enumerated() {
          builders[column].append(element < list.count ? list[element] : .null)
        }
      }
    }
    var out = frame.rows(rows)
    for (name, builder) in zip(names, builders) { out[name] = builder.finish() }
    return out
  }

  private static func elements(of level: Level) -> [Value] {
    switch level {
    case .null: []
    case .nested(.list(let values)): values
    default: [level.value]
    }
  }

  var fields: [Spanned<String>] { flattened }
  var produced: [String] { names }
}
