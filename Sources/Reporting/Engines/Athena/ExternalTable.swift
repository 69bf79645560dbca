import Cloud

/// A table of Athena's over Parquet files in S3, and the statements that make it.
///
/// Partitions are told one by one with their places (`ALTER TABLE … ADD PARTITION`) and not worked out from
/// ranges (partition projection): that holds for texts, nulls and several columns alike, no folder is read
/// that was not meant, and Spark, Redshift and whatever else reads the Glue catalogue see the same rows.
struct ExternalTable: Sendable, Hashable {
  struct Column: Sendable, Hashable {
    let name: String
    /// In the words of Hive: `bigint`, `array<string>`.
    let type: String
  }

  struct Partition: Sendable, Hashable {
    /// The values of the partition columns as their folders say them; nil is null.
    let values: [String?]
    let folder: S3Location
  }

  /// Nil for that of the session.
  var database: String?
  var name: String
  var columns: [Column]
  var partitionColumns: [Column] = []
  var location: S3Location
  /// Names and values for whoever looks at the table later.
  var properties: [String: String] = [:]

  /// The table's name in a statement.
  private var path: String {
    (database.map { [$0] } ?? []).appending(name).map(HiveText.name).joined(separator: ".")
  }

  /// Makes the table; one that is there stays as it is.
  var creation: String {
    var text = "CREATE EXTERNAL TABLE IF NOT EXISTS \(path) (\(Self.list(columns)))"
    if !partitionColumns.isEmpty { text += " PARTITIONED BY (\(Self.list(partitionColumns)))" }
    text += " STORED AS PARQUET LOCATION \(HiveText.literal(location.asFolder.description))"
    let pairs = properties.sorted { $0.key < $1.key }.map {
      "\(HiveText.literal($0.key)) = \(HiveText.literal($0.value))"
    }
    if !pairs.isEmpty { text += " TBLPROPERTIES (\(pairs.joined(separator: ", ")))" }
    return text
  }

  /// Takes the table out of the catalogue; its files stay.
  var removal: String { "DROP TABLE IF EXISTS \(path)" }

  /// The most partitions that one statement adds: of ordinary ones, a fifth of what a statement may hold.
  static let partitionsAtOnce = 250

  /// Statements that make partitions known; those that are known stay as they are.
  func additions(_ partitions: [Partition]) -> [String] {
    var statements: [String] = []
    let head = "ALTER TABLE \(path) ADD IF NOT EXISTS"
    var text = head
    var count = 0
    for partition in partitions {
      let values = zip(partitionColumns, partition.values).map { column, value in
        "\(HiveText.name(column.name)) = \(HiveText.value(value, of: column.type))"
      }
      let part =
        " PARTITION (\(values.joined(separator: ", ")))"
        + " LOCATION \(HiveText.literal(partition.folder.asFolder.description))"
      // A statement may hold 262,144 bytes.
      if count == Self.partitionsAtOnce || text.utf8.count + part.utf8.count > 200_000 {
        statements.append(text)
        text = head
        count = 0
      }
      text += part
      count += 1
    }
    return count > 0 ? statements + [text] : statements
  }

  private static func list(_ columns: [Column]) -> String {
    columns.map { "\(HiveText.name($0.name)) \($0.type)" }.joined(separator: ", ")
  }
}

/// Names and values in statements about tables, which Athena reads as Hive does.
enum HiveText {
  static func name(_ name: String) -> String { "`" + name.replacing("`", with: "``") + "`" }

  /// Hive puts `'a''b'` together to `ab`: a quote needs a backslash.
  static func literal(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }

  /// The value of a partition column; null is a name of its own.
  static func value(_ text: String?, of type: String) -> String {
    let text = text ?? HiveFolder.null
    let isNumber = ["tinyint", "smallint", "int", "bigint"].contains(type) && Int64(text) != nil
    let isTruth = type == "boolean" && (text == "true" || text == "false")
    return isNumber || isTruth ? text : literal(text)
  }
}

extension [String] {
  fileprivate func appending(_ last: String) -> [String] { self + [last] }
}
