public import Tables

/// By what a table is divided into folders: the day of a date or timestamp column.
public struct PartitionKey: Sendable {
  /// The folders' names begin with it: `dt` for `dt=2024-01-31`.
  public let name: String
  /// The column, `transaction.time_stamp` for a struct's field.
  public let column: String

  public init(name: String, column: String) {
    self.name = name
    self.column = column
  }

  /// The columns of a schema by which it can be divided, in order.
  public static func columns(of schema: Schema) -> [String] {
    schema.fields.flatMap { columns(of: $0) }
  }

  private static func columns(of field: Field) -> [String] {
    switch field.type {
    case .date32, .timestamp: [field.name]
    case .structure(let fields): fields.flatMap { columns(of: $0) }.map { "\(field.name).\($0)" }
    default: []
    }
  }

  /// The days since 1970-01-01 of a batch's rows; `none` for nulls.
  func days(of batch: Batch) -> [Int32] {
    let path = column.split(separator: ".").map(String.init)
    var days = [Int32](repeating: 0, count: batch.rowCount)
    var fields = batch.schema.fields
    var columns = batch.columns
    for name in path {
      guard let index = fields.firstIndex(where: { $0.name == name }) else { return days }
      let column = columns[index]
      for row in 0..<column.count where column.isNull(at: row) { days[row] = Self.none }
      if case .structure(let inner) = column.type {
        (fields, columns) = (inner, column.fieldColumns)
      } else {
        Self.read(column, into: &days)
      }
    }
    return days
  }

  static let none = Int32.min

  private static func read(_ column: Column, into days: inout [Int32]) {
    if case .timestamp(let unit, _) = column.type {
      _ = column.withElements(as: Int64.self) { counts in
        let perDay = unit.perSecond * 86_400
        for row in 0..<counts.count where days[row] != none {
          days[row] = Int32(clamping: floorDivide(counts[row], perDay))
        }
      }
    } else {
      _ = column.withElements(as: Int32.self) { counts in
        for row in 0..<counts.count where days[row] != none { days[row] = counts[row] }
      }
    }
  }

  /// A folder's name.
  func folder(_ day: Int32) -> String {
    // Hive's own name for what has no value.
    if day == Self.none { return name + "=__HIVE_DEFAULT_PARTITION__" }
    let text = ByteWriter()
    text.append(date: Int(day))
    return name + "=" + text.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }
}
