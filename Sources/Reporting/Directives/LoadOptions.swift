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

extension LoadOptions {
  /// The SELECT over the files found.
  func query(_ files: [String]) throws(Diagnostic) -> String {
    guard let first = files.first, let format = format ?? Format(path: first) else {
      throw .unknownFormat(Spanned(files.first ?? paths[0].value, at: paths[0].span))
    }
    let list = "[" + files.map { SQL.literal(.string($0)) }.joined(separator: ", ") + "]"
    let source = reader(format) + "(\(list)\(arguments(format)))"
    let casts = format == .csv || format == .tsv ? types.filter { $0.type.format != nil } : types
    var replaced = casts.map { column, type in
      let name = SQL.quote(identifier: column.value)
      return "\(type.conversion(of: name)) AS \(name)"
    }
    // RENAME passes over a column that is not there; REPLACE does not.
    let typed = Set(casts.map { $0.column.value.lowercased() })
    for (from, _) in renames where !typed.contains(from.value.lowercased()) {
      let name = SQL.quote(identifier: from.value)
      replaced.append("\(name) AS \(name)")
    }
    let star = replaced.isEmpty ? "*" : "* REPLACE (\(replaced.joined(separator: ", ")))"
    let renamed = renames.map {
      "\(SQL.quote(identifier: $0.from.value)) AS \(SQL.quote(identifier: $0.to.value))"
    }
    let base = "SELECT \(star) FROM \(source)"
    guard !columns.isEmpty || !renames.isEmpty else { return base }
    let rename = renamed.isEmpty ? "" : " RENAME (\(renamed.joined(separator: ", ")))"
    if columns.isEmpty { return "SELECT *\(rename) FROM (\(base))" }
    let chosen = columns.map { SQL.quote(identifier: $0.value) }.joined(separator: ", ")
    return "SELECT \(chosen) FROM (SELECT *\(rename) FROM (\(base)))"
  }

  /// A SELECT of everything as the files have it.
  func plainQuery(_ files: [String]) throws(Diagnostic) -> String {
    try LoadOptions(plain: self).query(files)
  }

  private init(plain other: LoadOptions) {
    paths = other.paths
    format = other.format
    (types, renames, columns) = ([], [], [])
    isHive = other.isHive
    delimiter = other.delimiter
    quote = other.quote
    nullText = other.nullText
    hasHeader = other.hasHeader
  }

  /// Complaints about columns that are named and not there: in the files, or after the renames.
  func missingColumns(in schema: Schema) -> [Diagnostic] {
    let place = paths.map(\.value).joined(separator: ", ")
    let named = types.map(\.column) + renames.map(\.from)
    let missing = named.compactMap { schema.complaint(about: $0, of: place) }
    let renamed = schema.names.map { name in
      renames.first { $0.from.value.lowercased() == name.lowercased() }?.to.value ?? name
    }
    // A misspelled rename is not also a missing column.
    let meant = Set(renames.map { $0.to.value.lowercased() })
    let unchosen = columns.filter { column in
      !meant.contains(column.value.lowercased())
        && !renamed.contains { $0.lowercased() == column.value.lowercased() }
    }
    return missing + unchosen.map { .unknownColumn($0, of: place, known: renamed) }
  }

  private func reader(_ format: Format) -> String {
    switch format {
    case .csv, .tsv: "read_csv"
    case .json, .jsonl: "read_json"
    case .parquet: "read_parquet"
    }
  }

  private func arguments(_ format: Format) -> String {
    var arguments: [String] = ["union_by_name=true"]
    if let isHive { arguments.append("hive_partitioning=\(isHive)") }
    func text(_ key: String, _ value: Spanned<String>?) {
      if let value { arguments.append("\(key)=\(SQL.literal(.string(value.value)))") }
    }
    switch format {
    case .csv, .tsv:
      if format == .tsv, delimiter == nil { arguments.append("delim='\t'") }
      text("delim", delimiter)
      text("quote", quote)
      text("nullstr", nullText)
      if let hasHeader { arguments.append("header=\(hasHeader)") }
      if !types.isEmpty {
        // Dates of a given format are read as text, whatever they look like.
        let pairs = types.map { column, type in
          let sql = type.format == nil ? type.sql : "VARCHAR"
          return "\(SQL.literal(.string(column.value))): \(SQL.literal(.string(sql)))"
        }
        arguments.append("types={\(pairs.joined(separator: ", "))}")
      }
    case .json: arguments.append("format='auto'")
    case .jsonl: arguments.append("format='newline_delimited'")
    case .parquet: break
    }
    return arguments.map { ", \($0)" }.joined()
  }

  /// The engine's complaint, pointed at the column or path that it is about.
  func explain(_ error: EngineError, at span: SourceSpan) -> Diagnostic {
    let spots = types.map(\.column) + renames.map(\.from) + columns
    let spot = spots.first { spot in
      error.name?.lowercased() == spot.value.lowercased()
        || error.message.contains("\"\(spot.value)\"") || error.message.contains("'\(spot.value)'")
    }
    if let spot, error.kind == .binder || error.kind == .catalog {
      return .unknownColumn(
        spot,
        of: paths.map(\.value).joined(separator: ", "),
        known: error.candidates
      )
    }
    let path = paths.first
    if error.message.contains("magic bytes") || error.message.contains("too small to be a Parquet") {
      return .notInFormat("Parquet", path?.value ?? "", at: path?.span ?? span)
    }
    if error.message.hasPrefix("Malformed JSON") {
      return .notInFormat("JSON", path?.value ?? "", at: path?.span ?? span)
    }
    if let value = UnreadableValue(error.message) {
      return .unreadableValue(value, at: spot?.span ?? path?.span ?? span)
    }
    let wrong = types.first { type in
      error.message.contains("format specifier")
        && type.type.format.map { error.message.contains($0) } == true
    }
    if let wrong {
      return .badDateFormat(wrong.type.format ?? "", at: wrong.column.span)
    }
    return Diagnostic(
      .error,
      "load",
      SQLWords(error).message,
      at: spot?.span ?? path?.span ?? span,
      hint: error.kind == .conversion ? "give the column another type under 'types:'" : nil
    )
  }
}
