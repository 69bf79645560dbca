import Diagnostics
import Tables

/// What makes a column's values: each a function of the seed and the row's number only.
protocol ColumnSource: Sendable {
  var type: DataType { get }

  /// About how many bytes a value takes in memory.
  var bytesPerRow: Int { get }

  /// The values of the rows that are being made, in their order.
  func column(_ making: Making) throws(Diagnostic) -> Column
}

extension ColumnSource {
  var bytesPerRow: Int { type == .utf8 ? 24 : type.valueWidth ?? 1 }
}

extension DataType {
  /// The bytes of a value of the types that columns are generated in; nil for text and truth values.
  var valueWidth: Int? {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .float32, .date32: 4
    case .int64, .uint64, .float64, .timestamp: 8
    default: nil
    }
  }
}

/// A column that is the same for all rows, null for instance.
struct ConstantSource: ColumnSource {
  let type: DataType
  let value: Value

  var bytesPerRow: Int {
    if case .string(let text) = value { text.utf8.count + 8 } else { type.valueWidth ?? 1 }
  }

  func column(_ making: Making) throws(Diagnostic) -> Column {
    do throws(TableError) {
      return try Column(type, Array(repeating: value, count: making.rows.count))
    } catch {
      preconditionFailure("a constant of its own type")
    }
  }
}

/// A column of which a share is null.
struct NullableSource: ColumnSource {
  let source: any ColumnSource
  let share: Double
  let stream: RandomStream

  var type: DataType { source.type }
  var bytesPerRow: Int { source.bytesPerRow }

  func column(_ making: Making) throws(Diagnostic) -> Column {
    let rows = making.rows
    return try source.column(making).withNulls { index in
      var random = making.random(stream, row: rows[index])
      return random.unit() < share
    }
  }
}
