/// What an engine said was wrong: facts for the layers above to put at the template's line.
public struct EngineError: Error, Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    /// The statement was cancelled, by `cancel()` or with its task.
    case cancelled
    /// The SQL cannot be parsed.
    case syntax
    /// A table, function, type or schema that does not exist, or exists already.
    case catalog
    /// A column that does not exist, or an expression that makes no sense.
    case binder
    /// A value that cannot be converted or is out of range.
    case conversion
    /// A key or check that the data violates.
    case constraint
    /// A file or the network.
    case io
    case outOfMemory
    /// An argument that a function refuses, and `error()`.
    case invalidInput
    case permission
    /// Something that the engine, or Quire, cannot do.
    case unsupported
    /// The engine's library cannot be found or loaded.
    case library
    case other
  }

  public var kind: Kind
  /// The engine's words, without its prefixes, its suggestions and its picture of the line.
  public var message: String
  /// Names that the engine thinks were meant, nearest first.
  public var candidates: [String]
  /// Where in the SQL text, as an offset in UTF-8 bytes, when the engine says it.
  public var offset: Int?
  /// The name that is wrong, when known.
  public var name: String?
  /// The five characters of SQLSTATE, from engines that have them.
  public var sqlState: String?

  public init(
    _ kind: Kind,
    _ message: String,
    candidates: [String] = [],
    offset: Int? = nil,
    name: String? = nil,
    sqlState: String? = nil
  ) {
    self.kind = kind
    self.message = message
    self.candidates = candidates
    self.offset = offset
    self.name = name
    self.sqlState = sqlState
  }

  static let cancelled = EngineError(.cancelled, "the statement was cancelled")

  /// A driver's word that a statement was interrupted, though nobody has cancelled it.
  ///
  /// When one of DuckDB's threads fails it interrupts the others before it notes its own error; another
  /// thread's "interrupted" may then be the first that is noted.
  static let interrupted = EngineError(
    .other,
    "the engine stopped after an error that it does not tell; running again mostly tells it"
  )
}
