import Cloud
import Diagnostics
import Tables

extension Schema {
  /// The column of an option's name.
  func field(_ column: Spanned<String>) -> Field? {
    fields.first { $0.name.lowercased() == column.value.lowercased() }
  }
}

extension DataType {
  /// The type of a key made of such a column; nil when none can be.
  var keyKind: DynamoDBKey.Kind? {
    switch valueType {
    case .utf8, .largeUtf8, .date32, .date64, .time, .timestamp: .text
    case .binary, .largeBinary, .fixedSizeBinary: .binary
    case _ where isNumber: .number
    default: nil
    }
  }

  /// Whether DynamoDB has a type for its values.
  var isOfDynamoDB: Bool {
    switch valueType {
    case .duration, .interval: false
    case .list(let item), .largeList(let item), .fixedSizeList(let item, _), .map(let item):
      item.type.isOfDynamoDB
    case .structure(let fields): fields.allSatisfy { $0.type.isOfDynamoDB }
    default: true
    }
  }

  /// Whether its lists can be sets: of text, numbers or bytes.
  var isListOfScalars: Bool { elementType.keyKind != nil }

  private var isNumber: Bool {
    switch self {
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float32, .float64,
      .decimal128:
      true
    default: false
    }
  }
}
