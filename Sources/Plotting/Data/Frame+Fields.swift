import Diagnostics
import Tables

extension Frame {
  /// The column a field names: exactly, without its escapes, or a member of a nested column.
  ///
  /// A field without a column is a diagnostic at its place, with a near match; `name` is what it
  /// calls the data. A frame without columns, whose schema nobody knows, has every field, of nulls.
  func series(_ field: Spanned<String>, in name: String) throws(Diagnostic) -> Series {
    if let series = series(field.value) { return series }
    throw DataProblem.unknownColumn(field, in: name, known: names)
  }

  /// Whether a field names a column or a member of one.
  func contains(field: String) -> Bool { series(field) != nil }

  /// As `series(_:in:)`; nil when there is no such column.
  func series(_ field: String) -> Series? {
    if let exact = self[field] { return exact }
    if names.isEmpty || isOpen { return .nulls(rowCount) }
    let path = FieldPath(field).names
    guard let first = path.first, let column = self[first] else { return nil }
    if path.count == 1 { return column }
    guard case .levels(let codes, let levels) = column else {
      return column.isAllNull ? .nulls(rowCount) : nil
    }
    var isFound = rowCount == 0 || column.isAllNull
    let members = levels.map { level -> Level in
      var current: Level? = level
      for name in path.dropFirst() { current = current?.member(name) }
      if current != nil { isFound = true }
      return current ?? .null
    }
    guard isFound else { return nil }
    var builder = SeriesBuilder(capacity: rowCount)
    for code in codes { builder.append(members[Int(code)]) }
    return builder.finish()
  }
}
