extension Column {
  /// Whether the element at `index` is null.
  public func isNull(at index: Int) -> Bool {
    guard nullCount != 0 else { return false }
    if type == .null { return true }
    guard let validity = buffers.first ?? nil else { return false }
    let bit = offset + index
    let byte = validity.pointer.load(fromByteOffset: bit >> 3, as: UInt8.self)
    return byte & (1 << (bit & 7)) == 0
  }

  /// The element at `index` as a value; traps outside `0..<count`.
  public func value(at index: Int) -> Value {
    preconditionFailure("to be written")
  }

  /// A column of `type` holding `values`.
  ///
  /// - Throws: `TableError.valueOutOfType` when a value cannot be held by the type.
  public init(_ type: DataType, _ values: [Value]) throws(TableError) {
    preconditionFailure("to be written")
  }

  /// The elements of `range`, sharing this column's memory.
  public func slice(_ range: Range<Int>) -> Column {
    preconditionFailure("to be written")
  }
}
