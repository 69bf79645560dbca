import Diagnostics
import Tables

/// Looking into a value: members of records, columns and rows of tables, elements of lists.
struct Access {
  private let context: Context
  /// Where the value looked into is written, and where the member or index is.
  private let objectPlace: Range<Int>
  private let place: Range<Int>

  init(_ context: borrowing Context, _ objectPlace: Range<Int>, _ place: Range<Int>) {
    self.context = copy context
    self.objectPlace = objectPlace
    self.place = place
  }

  private var objectText: String { context.place(objectPlace).text }
  private var span: SourceSpan { context.place(place) }

  /// `value.name`; `isRow` tells whether the value was taken out of a table by its index.
  func member(_ name: String, of value: Value, isRow: () -> Bool) throws(Diagnostic) -> Value {
    switch value {
    case .record(let record):
      if let member = record[name] { return member }
      if context.isLenient { return .null }
      throw .unknownMember(name, of: objectText, known: record.names, isRow: isRow(), at: span)
    case .table(let table):
      if let column = table.schema.index(of: name) {
        return .list(table.values(ofColumn: column))
      }
      if context.isLenient { return .null }
      throw .unknownColumn(name, of: objectText, known: table.schema.names, at: span)
    case .list(let values) where name == "length": return .int(Int64(values.count))
    case .string(let text) where name == "length": return .int(Int64(text.count))
    default:
      if context.isLenient { return .null }
      throw .noMembers(name, of: objectText, value, at: span)
    }
  }

  /// `value[key]`.
  func element(_ key: Value, of value: Value) throws(Diagnostic) -> Value {
    switch value {
    case .record:
      return try member(Coercion.text(key), of: value, isRow: { false })
    case .list(let values):
      if case .string(let name) = key { return try member(name, of: value, isRow: { false }) }
      return try at(key, count: values.count, .element) { values[$0] }
    case .table(let table):
      if case .string(let name) = key { return try member(name, of: value, isRow: { false }) }
      return try at(key, count: table.rowCount, .row) { .record(table.row($0)) }
    case .string(let text):
      if case .string(let name) = key { return try member(name, of: value, isRow: { false }) }
      return try at(key, count: text.count, .character) {
        .string(String(text[text.index(text.startIndex, offsetBy: $0)]))
      }
    default:
      if context.isLenient { return .null }
      throw .noElements(of: objectText, value, at: span)
    }
  }

  /// What an index counts.
  enum Unit { case row, element, character }

  private func at(
    _ key: Value,
    count: Int,
    _ unit: Unit,
    _ get: (Int) -> Value
  ) throws(Diagnostic) -> Value {
    let index = key.number.flatMap { Int(exactly: $0) }
    if let index, index >= 0, index < count { return get(index) }
    if context.isLenient { return .null }
    guard let index else { throw .notAnIndex(key, at: span) }
    throw .outOfRange(index, of: objectText, count: count, unit, at: span)
  }
}
