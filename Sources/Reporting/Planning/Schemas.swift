import Diagnostics
import Tables

/// The columns of tables by label, as far as they are known.
struct Schemas: Sendable {
  private var schemas: [String: Schema] = [:]

  /// All tables by folded name.
  var all: [(name: String, schema: Schema)] {
    schemas.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  subscript(table: String) -> Schema? {
    get { schemas[table.lowercased()] }
    set { schemas[table.lowercased()] = newValue }
  }
}

extension Schema {
  /// A complaint when the schema has no such column; the engine's names ignore case.
  func complaint(about column: Spanned<String>, of table: String) -> Diagnostic? {
    guard !names.contains(where: { $0.lowercased() == column.value.lowercased() }) else {
      return nil
    }
    return .unknownColumn(column, of: table, known: names)
  }
}
