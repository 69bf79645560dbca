extension DataType {
  /// The bytes of one element in the values buffer; nil for types that are not of fixed width (bool,
  /// whose values are bits, included).
  public var byteWidth: Int? {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .float32, .date32: 4
    case .int64, .uint64, .float64, .date64, .timestamp, .duration: 8
    case .time(.second), .time(.millisecond): 4
    case .time: 8
    case .decimal128, .interval: 16
    case .fixedSizeBinary(let width): width
    case .dictionary(let index, _, _): index.byteWidth
    case .null, .bool, .utf8, .largeUtf8, .binary, .largeBinary, .list, .largeList, .fixedSizeList,
      .structure, .map:
      nil
    }
  }

  /// The type of the values: a dictionary column's value type, any other type itself.
  public var valueType: DataType {
    if case .dictionary(_, let value, _) = self { value.valueType } else { self }
  }

  /// The number of buffers that Arrow gives the type, validity included.
  var bufferCount: Int {
    switch self {
    case .null: 0
    case .structure, .fixedSizeList: 1
    case .utf8, .largeUtf8, .binary, .largeBinary: 3
    default: 2
    }
  }

  /// The fields of the child columns.
  var children: [Field] {
    switch self {
    case .list(let item), .largeList(let item), .fixedSizeList(let item, _): [item]
    case .map(let entries): [entries]
    case .structure(let fields): fields
    default: []
    }
  }

  /// Whether the offsets of a variable length type are 64 bits wide; nil for the other types.
  var hasWideOffsets: Bool? {
    switch self {
    case .utf8, .binary, .list, .map: false
    case .largeUtf8, .largeBinary, .largeList: true
    default: nil
    }
  }
}
