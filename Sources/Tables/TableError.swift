/// What can be wrong with columns and tables; facts only, the layers above put them in words.
public enum TableError: Error, Hashable, Sendable {
  /// A value that the column's type cannot hold.
  case valueOutOfType(Value, DataType, index: Int)
  /// An Arrow format string that Quire does not read (`field` names the column).
  case unsupportedFormat(String, field: String)
  /// A C structure that breaks the Arrow C data interface.
  case malformed(String)
  /// An error that the producer of a stream reported.
  case stream(code: Int32, message: String)
}
