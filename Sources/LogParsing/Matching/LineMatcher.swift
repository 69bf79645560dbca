/// Finds the fields of a line.
///
/// A matcher is made once and used by all workers at the same time; what changes from line to line
/// is in the slots, one set for each worker.
protocol LineMatcher: Sendable {
  /// The fields in the order of their slots, each name once.
  var fields: [MatchedField] { get }

  /// Slots for one worker.
  func makeSlots() -> FieldSlots

  /// Fills the slots, or says why the line is not of this format.
  ///
  /// The line is without its line end. After a mismatch the slots hold nothing of use.
  func match(_ line: UnsafeRawBufferPointer, _ slots: FieldSlots) -> Mismatch?
}

extension LineMatcher {
  func makeSlots() -> FieldSlots { FieldSlots(count: fields.count) }
}

/// A field that a format finds.
struct MatchedField: Sendable, Hashable {
  let name: String
  /// What the pattern itself says of the type, as `%{status:int}` does.
  var type: FieldType? = nil
}

/// Why a line is not of a format.
///
/// Offsets count bytes from the start of the line.
enum Mismatch: Sendable, Hashable {
  /// The text that must stand here does not.
  case textMissing(String, after: Int)
  /// The pattern ends and the line goes on.
  case textLeft(at: Int)
  /// The expression does not match the line.
  case noMatch
  /// The expression took more steps than a line may cost.
  case matchLimit
  /// The line is no JSON, logfmt or CSV record; says why.
  case malformed(String, at: Int)
  /// A field's text is not of its type.
  case badValue(field: String, type: String, text: String)
  case invalidUTF8(String, at: Int)
  /// The line has another number of columns than the format.
  case columns(Int, expected: Int)
  /// The line names the columns of those below: no row, and nothing wrong with it either.
  case header
  /// The line stands before the first one that begins a record.
  case noRecord

  /// The reason as rejects show it.
  var reason: String {
    switch self {
    case .textMissing(let text, let offset): "no '\(text)' after byte \(offset)"
    case .textLeft(let offset): "text left at byte \(offset)"
    case .noMatch: "the pattern does not match"
    case .matchLimit: "the pattern took too many steps"
    case .malformed(let what, let offset): "\(what) at byte \(offset)"
    case .badValue(let field, let type, let text): "\(field): '\(text)' is no \(type)"
    case .invalidUTF8(let field, let offset): "\(field): no UTF-8 at its byte \(offset)"
    case .columns(let count, let expected): "\(count) columns where \(expected) are named"
    case .header: "the line names the columns"
    case .noRecord: "no line up to here begins a record"
    }
  }
}
