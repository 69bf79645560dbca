import Tables

/// What a column holds, as far as showing and sorting it are concerned.
enum ColumnKind: String, Sendable {
  case number, time, text, truth

  init(_ type: DataType) {
    switch type {
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float32, .float64,
      .decimal128:
      self = .number
    case .date32, .date64, .timestamp: self = .time
    case .bool: self = .truth
    case .dictionary(_, let value, _): self = ColumnKind(value)
    default: self = .text
    }
  }

  /// For messages: "column 'x' holds numbers".
  var noun: String {
    switch self {
    case .number: "numbers"
    case .time: "dates or times"
    case .text: "text"
    case .truth: "true or false"
    }
  }

  /// How the script orders the column: truth values sort as the words they are.
  var sortName: String { self == .truth ? Self.text.rawValue : rawValue }

  var alignment: ColumnOptions.Alignment {
    switch self {
    case .number: .right
    case .truth: .center
    case .time, .text: .left
    }
  }
}
