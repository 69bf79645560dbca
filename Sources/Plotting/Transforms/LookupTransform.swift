import Diagnostics
import Expressions
import Options
import Tables

/// Adds columns of another table, from the row whose key is that of each row.
struct LookupTransform: Transform {
  var field: Spanned<String>
  var source: DataSource
  var key: Spanned<String>
  /// Columns of the other table; none gives the whole row as one nested column.
  var taken: [Spanned<String>]
  var names: [String]
  /// For rows whose key the other table lacks.
  var standard: Value

  init?(_ reader: inout OptionReader, _ read: TransformList.SourceReader) {
    let field = reader.field("lookup")
    let from = reader.required("from")
    let names = reader.texts("as")
    let standard = reader.node("default")
    guard let from else { return nil }
    if let param = from.entries.first(where: { $0.key.value == "param" }) {
      reader.complain(DataProblem.selection(param.key))
      return nil
    }
    var part = OptionReader(from, of: "'from'")
    let data = part.required("data")
    let key = part.field("key")
    let taken = part.fields("fields")
    for problem in part.finish() { reader.complain(problem) }
    guard let field, let data, let key else { return nil }
    var diagnostics: [Diagnostic] = []
    let source = read(data, &diagnostics)
    for problem in diagnostics { reader.complain(problem) }
    guard let source else { return nil }
    if taken.isEmpty, names == nil {
      reader.complain(DataProblem.lookupNeedsName(at: from.span))
      return nil
    }
    if let names, !taken.isEmpty, names.count != taken.count {
      reader.complain(DataProblem.lookupNames(taken.count, names.count, at: from.span))
      return nil
    }
    self.field = field
    self.source = source
    self.key = key
    self.taken = taken
    self.names = names?.map(\.value) ?? taken.names
    self.standard = .null
    if case .value(let value)? = standard?.content { self.standard = value }
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    let other = try context.table(source)
    let (codes, levels) = try frame.series(field, in: context.name).coded
    var rows: [String: Int] = [:]
    let keys = try other.series(key, in: "the table looked up")
    // Of rows with the same key the last counts.
    for row in 0..<other.rowCount { rows[keys.level(at: row).scriptText] = row }
    let found = levels.map { rows[$0.scriptText] }
    var out = frame
    if taken.isEmpty, let name = names.first {
      let nested = found.map { row -> Level in
        row.map { .nested(.record(other.record(at: $0))) } ?? Level(standard)
      }
      out[name] = Series(recoding: codes, levels: nested)
      return out
    }
    for (field, name) in zip(taken, names) {
      let series = try other.series(field, in: "the table looked up")
      let values = found.map { $0.map { series.level(at: $0) } ?? Level(standard) }
      out[name] = Series(levels: codes.lazy.map { values[Int($0)] })
    }
    return out
  }

  var fields: [Spanned<String>] { [field] }
  var produced: [String] { names }
}

extension DataProblem {
  static func lookupNeedsName(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .error,
      "missing-option",
      "a lookup of whole rows needs the option 'as'",
      at: span,
      hint: "add a name, or list 'fields' of the other table"
    )
  }

  static func lookupNames(_ fields: Int, _ names: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .error,
      "wrong-type",
      "'as' has \(names) names for \(fields) fields",
      at: span
    )
  }
}
