import Diagnostics
import Tables

extension Frame {
  /// The rows of a source.
  ///
  ///     let frame = try Frame.load(source, from: files, datasets: top.datasets)
  ///
  /// - Parameters:
  ///   - source: where the rows are.
  ///   - files: files and tables beside the specification.
  ///   - datasets: rows that the specification has under names.
  ///   - sources: sources that views gave names to.
  ///   - columns: of a table, the columns to pull in; nil takes all.
  /// - Returns: the rows, read as the types that the format asks for.
  /// - Throws: a diagnostic when there is no such data, or at the place in it that cannot be read.
  static func load(
    _ source: DataSource,
    from files: some DataFiles,
    datasets: [String: Spanned<Value>] = [:],
    sources: [String: DataSource] = [:],
    columns: Set<String>? = nil
  ) throws(Diagnostic) -> Frame {
    switch source {
    case .empty: return Frame(rowCount: 0)
    case .sequence(let start, let stop, let step, let name):
      let count = step == 0 ? 0 : ((stop - start) / step).rounded(.up)
      let values = (0..<Int(max(0, min(10_000_000, count)))).map { start + Double($0) * step }
      return Frame([(name, .numbers(values))])
    case .inline(let rows, let format):
      return try inline(rows.value, format, at: rows.span)
    case .file(let url, let format):
      guard let cache = files.cache, let identity = files.identity(of: url.value) else {
        return try read(try files.bytes(at: url), of: url, format)
      }
      return try cache.frame(identity, format) { () throws(Diagnostic) in
        let bytes = try files.bytes(at: url)
        return (try read(bytes, of: url, format), bytes.count)
      }
    case .named(let name):
      if let table = files.table(named: name.value) { return Frame(table, columns: columns) }
      if let rows = datasets[name.value] {
        return try inline(rows.value, DataFormat(), at: rows.span)
      }
      if let other = sources[name.value] {
        // A source that is called by its own name again would never end.
        var rest = sources
        rest[name.value] = nil
        return try load(other, from: files, datasets: datasets, sources: rest, columns: columns)
      }
      let known = files.tableNames + datasets.keys.sorted() + sources.keys.sorted()
      throw DataProblem.unknownTable(name, known: known)
    }
  }

  /// The rows in the bytes of a file.
  static func read(
    _ bytes: [UInt8],
    of url: Spanned<String>,
    _ format: DataFormat
  ) throws(Diagnostic) -> Frame {
    let path = url.value.prefix { $0 != "?" && $0 != "#" }
    var ending = ""
    if let dot = path.lastIndex(of: "."), !path[dot...].contains("/") {
      ending = path[path.index(after: dot)...].lowercased()
    }
    if format.kind == nil, ending == "topojson" || ending == "geojson" {
      throw DataProblem.geographic(url)
    }
    let kind = format.kind ?? DataFormat.Kind(ending: ending) ?? .json
    return try read(bytes, named: url.value, kind, format)
  }

  /// The rows in bytes of a known format; messages about places in them name the file.
  static func read(
    _ bytes: [UInt8],
    named name: String,
    _ kind: DataFormat.Kind,
    _ format: DataFormat
  ) throws(Diagnostic) -> Frame {
    let types = try format.types()
    let untyped = Set(format.parse?.keys.map { $0 } ?? [])
    let frame: Frame =
      switch kind {
      case .json: try JSONRows.read(bytes, named: name, property: format.property)
      case .ndjson: try JSONRows.read(bytes, named: name, property: nil, isLines: true)
      case .csv, .tsv, .dsv:
        try DelimitedRows(bytes, delimiter: format.separator(of: kind))
          .frame(leaving: format.isRaw ? nil : untyped)
      }
    return frame.parsed(as: types)
  }

  /// The rows of a value in a specification: a list of records or scalars, one of either, or text in
  /// a format.
  static func inline(
    _ value: Value,
    _ format: DataFormat,
    at span: SourceSpan
  ) throws(Diagnostic) -> Frame {
    if case .string(let text) = value {
      let bytes = Array(text.utf8)
      let first = bytes.first { $0 > 32 }
      let looksLikeJSON = first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
      let kind = format.kind ?? (looksLikeJSON ? .json : .csv)
      return try read(bytes, named: "values", kind, format)
    }
    if case .table(let table) = value { return Frame(table) }
    return InlineRows.frame(of: InlineRows.property(format.property, of: value))
      .parsed(as: try format.types())
  }
}

extension DataFormat.Kind {
  /// The format that the ending of a file's name stands for.
  init?(ending: String) {
    switch ending {
    case "json": self = .json
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "dsv": self = .dsv
    case "ndjson", "jsonl": self = .ndjson
    default: return nil
    }
  }
}

extension DataFormat {
  /// The types that columns are to be read as.
  func types() throws(Diagnostic) -> [String: ParseType] {
    var types: [String: ParseType] = [:]
    guard !isRaw else { return types }
    for (field, text) in (parse ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let text else { continue }
      guard let type = ParseType(text) else {
        throw DataProblem.unknownParse(text, field, at: span)
      }
      if case .dateFormat(let specifier) = type, (try? TimeFormat(specifier)) == nil {
        throw DataProblem.unknownParse(text, field, at: span)
      }
      types[field] = type
    }
    return types
  }

  fileprivate func separator(of kind: Kind) throws(Diagnostic) -> UInt8 {
    if kind == .tsv { return UInt8(ascii: "\t") }
    guard kind == .dsv || delimiter != nil else { return UInt8(ascii: ",") }
    let bytes = Array((delimiter ?? ",").utf8)
    guard bytes.count == 1, bytes[0] != UInt8(ascii: "\""), bytes[0] != UInt8(ascii: "\n") else {
      throw DataProblem.wrongDelimiter(delimiter ?? "", at: span)
    }
    return bytes[0]
  }
}

extension DataProblem {
  static func unknownParse(_ text: String, _ field: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .error,
      "unknown-type",
      "'\(text)' is no type to read column '\(field)' as",
      at: span,
      hint: "types: \(ParseType.names.joined(separator: ", "))"
    )
  }

  static func wrongDelimiter(_ text: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .error,
      "wrong-type",
      "'\(text)' is no delimiter",
      at: span,
      hint: "a delimiter is one ASCII character, as in ';'"
    )
  }
}
