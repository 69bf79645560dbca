import Diagnostics
import Exporting
import Options
import Pipeline
import Tables

/// What the rows of a `store` become in files.
enum StoredFormat: String, CaseIterable, Sendable {
  case parquet, csv, jsonl, lines

  /// How the rows are written as text; nil for Parquet, which the engine writes.
  var text: (any RowFormat)? {
    switch self {
    case .parquet: nil
    case .csv: CSVFormat()
    case .jsonl: JSONLinesFormat()
    case .lines: LinesFormat()
    }
  }

  /// The ending of files without the dot.
  var ending: String { text?.fileExtension ?? "parquet" }

  /// Endings that a file's name may have.
  private var endings: [String] {
    switch self {
    case .parquet: ["parquet", "pq"]
    case .csv: ["csv"]
    case .jsonl: ["jsonl", "ndjson"]
    case .lines: ["txt", "log"]
    }
  }

  /// The format that a file's name tells; nil for any other name, which is a folder's.
  init?(path: String) {
    let name = path.split(separator: "/").last?.lowercased() ?? ""
    guard
      let format = Self.allCases.first(where: { $0.endings.contains { name.hasSuffix(".\($0)") } })
    else { return nil }
    self = format
  }
}

/// The options of a `store` that writes files, wherever they lie: one, or a folder of them.
///
///     to: out/study.csv      # a file: its ending tells the format
///     to: lake/study         # a folder of part-0-….parquet
///     partition_by: [dt]     # lake/study/dt=2022-03-01/part-0-….parquet
///     format: csv            # parquet csv jsonl lines
///     mode: replace          # or create, append
struct StoredFileOptions: Sendable {
  enum Mode: String, Sendable {
    /// Nothing may be there.
    case create
    /// Whatever is there makes way.
    case replace
    /// New files stand beside those of the set.
    case append
  }

  let to: Spanned<String>
  let format: StoredFormat
  let partitionBy: [Spanned<String>]
  /// Whether `to` is a folder of files.
  let isFolder: Bool
  /// Nil where the author says nothing: what this project wrote makes way, nothing else.
  let mode: Mode?
  /// Whether files that are there are known by their rows: where none may be replaced.
  var keepsFiles: Bool { mode == .append || mode == .create }
  /// Where the option that a complaint about the format points at stands.
  let formatSpan: SourceSpan

  /// Nil when an option is wrong; complaints stay with the reader.
  init?(_ to: Spanned<String>, _ reader: inout OptionReader) {
    self.to = to
    let count = reader.diagnostics.count
    let given: StoredFormat? = reader.choice("format")
    partitionBy = reader.texts("partition_by") ?? []
    let named = StoredFormat(path: to.value)
    format = given ?? named ?? .parquet
    formatSpan = reader.node["format"]?.span ?? to.span
    isFolder = named == nil && !to.value.lowercased().hasSuffix(".json")
    mode = reader.text("mode").flatMap { word in
      if let mode = Mode(rawValue: word.value) { return mode }
      reader.complain(.modeOfFiles(word))
      return nil
    }
    if mode == .append, !isFolder { reader.complain(.appendToOne(to)) }
    let name = to.value.lowercased()
    if [".gz", ".zst", ".bz2", ".xz", ".zip"].contains(where: name.hasSuffix) {
      reader.complain(.packedFile(to))
    } else if name.hasSuffix(".json") || given != nil && named != nil && given != named {
      reader.complain(.formatOfOtherName(given?.rawValue ?? "JSON lines", to))
    }
    for (index, column) in partitionBy.enumerated()
    where partitionBy[..<index].contains(where: {
      $0.value.lowercased() == column.value.lowercased()
    }) {
      reader.complain(.doubledColumn(column, "partition_by"))
    }
    if !partitionBy.isEmpty, !isFolder { reader.complain(.partitionedFile(to)) }
    for column in partitionBy
    where Self.accountColumns.names.contains(column.value.lowercased()) || column.value == "etag" {
      reader.complain(.accountColumn(column))
    }
    if reader.diagnostics.count > count { return nil }
  }

  /// What decides the files' bytes and names.
  var identity: [KeyPart] {
    [
      KeyPart("option 'to'", to.value), KeyPart("option 'format'", format.rawValue),
      KeyPart("option 'partition_by'", "\(partitionBy.map(\.value))"),
      KeyPart("option 'mode'", mode?.rawValue ?? ""),
    ]
  }

  /// What is wrong with the columns of the data, those of `partition_by` being there.
  func complaints(about schema: Schema) -> [Diagnostic] {
    let names = Set(partitionBy.map { $0.value.lowercased() })
    let rest = schema.fields.filter { !names.contains($0.name.lowercased()) }
    if rest.isEmpty { return [.onlyPartitions(at: partitionBy.first?.span ?? to.span)] }
    var complaints = partitionBy.compactMap { column -> Diagnostic? in
      let field = schema.fields.first { $0.name.lowercased() == column.value.lowercased() }
      guard let field, !field.type.canDivide else { return nil }
      return .badPartitionType(column, field.type.inWords)
    }
    if format == .lines, !LinesFormat.writes(Schema(rest)) {
      let names = rest.map(\.name).joined(separator: ", ")
      let why = rest.count == 1 ? "and '\(names)' is none" : "and the table has \(names)"
      complaints.append(.notLines(why, at: formatSpan))
    }
    return complaints
  }

  /// The account: a row for each file, with the values of its partition behind.
  func accountSchema(of data: Schema) -> Schema {
    let divided = partitionBy.compactMap { column in
      data.fields.first { $0.name.lowercased() == column.value.lowercased() }
    }
    return Schema(Self.accountColumns.fields + divided.map { Field($0.name, $0.type) })
  }

  static let accountColumns = Schema([
    Field("path", .utf8), Field("rows", .int64), Field("bytes", .int64), Field("sha256", .utf8),
  ])
}

extension DataType {
  /// Whether rows may be divided into folders by it: its values have one spelling each.
  fileprivate var canDivide: Bool {
    switch valueType {
    case .utf8, .largeUtf8, .bool, .date32, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32,
      .uint64:
      true
    default: false
    }
  }

  fileprivate var inWords: String {
    switch valueType {
    case .timestamp: "moments"
    case .float32, .float64, .decimal128: "fractions"
    case .structure: "structs"
    case .list, .largeList, .fixedSizeList: "lists"
    default: "something else"
    }
  }
}
