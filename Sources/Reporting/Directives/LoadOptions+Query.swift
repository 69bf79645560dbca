import Diagnostics
import Engines
import Options
import Pipeline
import Tables

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
    if error.message.contains("magic bytes") || error.message.contains("too small to be a Parquet")
    {
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
