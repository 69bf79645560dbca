import Tables

/// A column of a parsed table: a field of the lines, read as a type.
public struct LogColumn: Sendable, Hashable {
  public let name: String
  /// The field it is made of.
  public let field: String
  public let type: FieldType
  /// Texts that stand for null, such as the `-` of web servers.
  public let nulls: [[UInt8]]

  public init(name: String, field: String, type: FieldType, nulls: [String] = []) {
    self.name = name
    self.field = field
    self.type = type
    self.nulls = nulls.map { Array($0.utf8) }
  }

  @inline(__always)
  func isNull(_ text: UnsafeRawBufferPointer) -> Bool {
    !nulls.isEmpty && nulls.contains { $0.count == text.count && text.elementsEqual($0) }
  }

  /// The column's type in the table.
  func dataType(_ invalidText: InvalidText) -> DataType {
    let text: DataType = invalidText == .bytes ? .binary : .utf8
    return switch type {
    case .string: text
    case .int, .bytes: .int64
    case .float, .duration: .float64
    case .bool: .bool
    case .timestamp(let format): .timestamp(.microsecond, zone: format.isInstant ? "UTC" : nil)
    case .list: .list(Field("item", text))
    case .url: URLSink.dataType
    }
  }
}
