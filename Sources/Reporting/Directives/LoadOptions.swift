import Diagnostics
import Engines
import Options
import Pipeline
import Tables

/// The options of `load`, and the SELECT they stand for.
struct LoadOptions: Sendable {
  enum Format: String, CaseIterable, Sendable {
    case csv, tsv, json, jsonl, parquet

    /// Endings of file names that mean this format; a compressed text file has `.gz` or `.zst` more.
    var extensions: [String] {
      switch self {
      case .csv: ["csv"]
      case .tsv: ["tsv", "tab"]
      case .json: ["json"]
      case .jsonl: ["jsonl", "ndjson"]
      case .parquet: ["parquet", "pq"]
      }
    }

    init?(path: String) {
      var name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
      for ending in [".gz", ".zst"] where name.hasSuffix(ending) {
        name.removeLast(ending.count)
      }
      let format = Self.allCases.first { $0.extensions.contains { name.hasSuffix(".\($0)") } }
      guard let format else { return nil }
      self = format
    }
  }

  let paths: [Spanned<String>]
  let format: Format?
  let types: [(column: Spanned<String>, type: ColumnType)]
  let renames: [(from: Spanned<String>, to: Spanned<String>)]
  let columns: [Spanned<String>]
  let isHive: Bool?
  let delimiter: Spanned<String>?
  let quote: Spanned<String>?
  let nullText: Spanned<String>?
  let hasHeader: Bool?

  /// Nil when an option that everything hangs on is missing; complaints stay with the reader.
  init?(_ reader: inout OptionReader) {
    let path = reader.required("path")
    format = reader.choice("format")
    types = Self.types(&reader)
    renames = Self.pairs("rename", &reader)
    columns = reader.texts("columns") ?? []
    isHive = reader.bool("hive")
    delimiter = reader.text("delimiter")
    quote = reader.text("quote")
    nullText = reader.text("null")
    hasHeader = reader.bool("header")
    guard let path, let paths = reader.texts(of: path, "path"), !paths.isEmpty else {
      if case .sequence(let items)? = path?.content, items.isEmpty {
        reader.complain(.noPath(at: reader.node["path"]?.span ?? reader.node.span))
      }
      return nil
    }
    self.paths = paths
    complainAboutFormat(&reader)
  }

  private func complainAboutFormat(_ reader: inout OptionReader) {
    if format == nil {
      for path in paths where Format(path: path.value) == nil && path.value.contains(".") {
        let isPattern = path.value.contains { "*?[{".contains($0) } || path.value.hasSuffix("/")
        if !isPattern { reader.complain(.unknownFormat(path)) }
      }
    }
    let known = format ?? paths.first.flatMap { Format(path: $0.value) }
    guard let known, known != .csv, known != .tsv else { return }
    for (key, span) in [
      ("delimiter", delimiter?.span), ("quote", quote?.span), ("null", nullText?.span),
      ("header", hasHeader.flatMap { _ in reader.node["header"]?.span }),
    ] {
      if let span { reader.complain(.optionOfOtherFormat(key, known.rawValue, at: span)) }
    }
  }

  private static func types(
    _ reader: inout OptionReader
  ) -> [(column: Spanned<String>, type: ColumnType)] {
    guard let node = reader.node("types") else { return [] }
    guard case .mapping(let entries) = node.content else {
      reader.complain(.wrongShape("types", "a mapping of columns to types", node))
      return []
    }
    return entries.compactMap { entry in
      ColumnType(entry.node, &reader).map { (entry.key, $0) }
    }
  }

  private static func pairs(
    _ key: String,
    _ reader: inout OptionReader
  ) -> [(from: Spanned<String>, to: Spanned<String>)] {
    guard let node = reader.node(key) else { return [] }
    guard case .mapping(let entries) = node.content else {
      reader.complain(.wrongShape(key, "a mapping of old names to new ones", node))
      return []
    }
    return entries.compactMap { entry in
      reader.text(of: entry.node, key).map { (entry.key, $0) }
    }
  }

  /// Everything that decides the result beside the files' bytes, in a fixed order.
  var identity: [KeyPart] {
    var parts = [KeyPart("way of loading", "1")]
    func add(_ name: String, _ value: String?) {
      if let value { parts.append(KeyPart("option '\(name)'", value)) }
    }
    add("format", format?.rawValue)
    add("hive", isHive.map { "\($0)" })
    add("header", hasHeader.map { "\($0)" })
    add("delimiter", delimiter?.value)
    add("quote", quote?.value)
    add("null", nullText?.value)
    for (column, type) in types {
      parts.append(KeyPart("type of '\(column.value)'", "\(type.sql) \(type.format ?? "")"))
    }
    for (from, to) in renames { parts.append(KeyPart("new name of '\(from.value)'", to.value)) }
    if !columns.isEmpty { add("columns", columns.map(\.value).joined(separator: ", ")) }
    return parts
  }
}
