import Cloud
import Tables

/// A result of Athena's with the types of its columns.
///
/// Numbers, dates, moments and bytes are read exactly as they are written; lists, maps and rows stay the
/// text that Athena makes of them (`json_format(CAST(x AS JSON))` makes one that can be read again).
struct AthenaRows {
  private let columns: [AthenaColumn]
  private let pages: [[[String?]]]

  /// Reads all pages; what comes back of a query should be few rows.
  ///
  /// - Throws: `CloudError`.
  init(_ source: Athena.Pages) async throws {
    var columns: [AthenaColumn] = []
    var pages: [[[String?]]] = []
    for try await page in source {
      if columns.isEmpty { columns = page.columns }
      pages.append(page.rows)
    }
    self.init(columns, pages)
  }

  init(_ columns: [AthenaColumn], _ pages: [[[String?]]]) {
    self.columns = columns
    self.pages = pages
  }

  /// A batch for each page.
  ///
  /// - Throws: `CloudError` of kind `unexpected` for a text that is no value of its column.
  func batches() throws -> [Batch] {
    let types = columns.indices.map(type)
    let schema = Schema(zip(columns, types).map { Field($0.name, $1) })
    return try pages.map { rows in
      let cells = try columns.indices.map { index in
        try Column(types[index], rows.map { try value($0[index], types[index], columns[index]) })
      }
      return Batch(schema: schema, columns: cells, rowCount: rows.count)
    }
  }

  private func type(_ index: Int) -> DataType {
    let column = columns[index]
    switch column.type {
    case "boolean": return .bool
    case "tinyint": return .int8
    case "smallint": return .int16
    case "integer", "int": return .int32
    case "bigint": return .int64
    case "real", "float": return .float32
    case "double": return .float64
    case "decimal":
      // Some servers do not tell the scale; the values do.
      let found = pages.joined().lazy.compactMap { $0[index].map(Self.decimals) }.max() ?? 0
      let precision = (1...38).contains(column.precision) ? column.precision : 38
      return .decimal128(precision: precision, scale: min(precision, max(column.scale, found)))
    case "date": return .date32
    case "time": return .time(.microsecond)
    case "timestamp": return .timestamp(.microsecond, zone: nil)
    case "timestamp with time zone": return .timestamp(.microsecond, zone: "UTC")
    case "varbinary": return .binary
    default: return .utf8
    }
  }

  private func value(_ text: String?, _ type: DataType, _ column: AthenaColumn) throws -> Value {
    guard let text else { return .null }
    let value: Value? =
      switch type {
      case .bool: text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
      case .int8: Int8(text).map { .int(Int64($0)) }
      case .int16: Int16(text).map { .int(Int64($0)) }
      case .int32: Int32(text).map { .int(Int64($0)) }
      case .int64: Int64(text).map { .int($0) }
      case .float32: Float(text).map { .double(Double($0)) }
      case .float64: Double(text).map { .double($0) }
      case .decimal128(_, let scale): AthenaText.decimal(text, scale: scale)
      case .date32: AthenaText.days(text[...]).map { .date(Int64($0)) }
      case .time: AthenaText.microseconds(text[...]).map { .time($0 * 1_000) }
      case .timestamp(_, let zone): AthenaText.moment(text, zone: zone)
      case .binary: AthenaText.bytes(text).map { .bytes($0) }
      default: .string(text)
      }
    if let value { return value }
    let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
    throw CloudError(
      .unexpected,
      "Athena answers '\(shown)' for the column '\(column.name)', which is no \(column.type)",
      service: AWSService.athena.name
    )
  }

  /// The digits behind the point.
  private static func decimals(_ text: String) -> Int {
    text.firstIndex(of: ".").map { text[$0...].count - 1 } ?? 0
  }
}
