public import Diagnostics
import Exporting
import LogParsing
import Options
import Pipeline
import Tables

/// Parses logs without a report: what `quire parse` does.
public struct LogTool: Sendable {
  /// What the command line says of it.
  public struct Request: Sendable {
    /// Files; `-` is standard input.
    public var logs: [String] = []
    /// Keys of the directive `parse` with their values in YAML, each with the option that gave it.
    public var options: [(key: String, yaml: String, flag: String)] = []
    /// A YAML file of such keys.
    public var optionsFile: String?
    /// Where rows are written; nil shows a preview, `-` is standard output.
    public var output: String?
    public var format: TableFileFormat?
    /// Where rejects are written.
    public var rejects: String?
    public var workers = Runner.processorCount

    public init() {}
  }

  /// The names that the option `format` takes.
  public static let formatNames =
    NamedFormat.all.map(\.name) + ["json", "logfmt", "kv", "csv", "tsv"]

  private let request: Request
  private let onProgress: @Sendable (LineCount) -> Void

  /// `onProgress`: told after each block of lines.
  public init(_ request: Request, onProgress: @escaping @Sendable (Int, Int) -> Void) {
    self.request = request
    self.onProgress = { onProgress($0.lines, $0.byteCount) }
  }

  /// What came of it.
  public struct Outcome: Sendable {
    /// The columns with their first values, when no file was asked for.
    public var preview = ""
    /// `40 lines: 30 rows, 0 rejects, 10 blank`.
    public var summary = ""
    public var diagnostics: [Diagnostic] = []
    /// Whether rows were made and not too many lines are rejects.
    public var isFine = true
  }

  public func run() async -> Outcome {
    var outcome = Outcome()
    var reader = OptionReader(
      LogToolOptions(request).node(&outcome.diagnostics),
      of: "a parse"
    )
    let first = request.logs.first { $0 != "-" }
    let options =
      outcome.diagnostics.isEmpty
      ? ParseOptions(&reader) { () throws(LogSourceError) in
        try first.map { (path) throws(LogSourceError) in try LogSample(path) }
      } : nil
    if outcome.diagnostics.isEmpty { outcome.diagnostics = reader.finish() }
    guard let options, outcome.diagnostics.isEmpty else {
      outcome.isFine = false
      return outcome
    }
    outcome.diagnostics = options.notes
    do {
      try await parse(options, &outcome)
    } catch let error as LogSourceError {
      let (message, hint) = error.words
      outcome.diagnostics.append(Diagnostic(.error, "log", message, at: nil, hint: hint))
      outcome.isFine = false
    } catch let diagnostic as Diagnostic {
      outcome.diagnostics.append(diagnostic)
      outcome.isFine = false
    } catch {
      outcome.diagnostics.append(Diagnostic(.error, "parse", "\(error)", at: nil))
      outcome.isFine = false
    }
    return outcome
  }

  private func parse(_ options: ParseOptions, _ outcome: inout Outcome) async throws {
    let schema = options.parser.schema
    let rows = try request.output.map { path in
      let format = try request.format ?? TableFileFormat(path)
      return try TableFile(path == "-" ? nil : path, format.format, schema)
    }
    let rejects = try request.rejects.map { path in
      try TableFile(path, TableFileFormat(path).format, LogPart.rejectSchema)
    }
    var preview = LogPreview(schema)
    var count = LineCount()
    let logs = request.logs.map { $0 == "-" ? LogSource.standardInput : .file($0) }
    try await LogRun(options.parser, workers: request.workers).parse(logs) { part in
      count += part.count
      onProgress(count)
      if rows == nil { preview.add(part) }
      try await rows?.append(part.rows)
      try await rejects?.append(part.rejects)
    }
    try await rows?.finish()
    try await rejects?.finish()
    outcome.summary = preview.summary(count)
    outcome.preview = rows == nil ? preview.text : ""
    if let limit = options.maximumRejects, limit.isExceeded(by: count) {
      outcome.isFine = false
      outcome.diagnostics.append(.tooManyRejects(count.rejects, of: count.lines, limit.text))
    } else if count.rows == 0, count.rejects > 0 {
      outcome.isFine = false
      outcome.diagnostics.append(.noLineFits(count.rejects))
    }
  }
}

/// The formats of files that `quire parse` writes.
public enum TableFileFormat: String, Sendable, CaseIterable {
  case parquet, csv, json, jsonl

  var format: ExportFormat {
    switch self {
    case .parquet: .parquet
    case .csv: .text(CSVFormat())
    case .json: .text(JSONArrayFormat())
    case .jsonl: .text(JSONLinesFormat())
    }
  }

  /// What the ending of a file's name means; JSON lines on standard output.
  init(_ path: String) throws(Diagnostic) {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if path == "-" {
      self = .jsonl
    } else if let format = Self(rawValue: ending == "ndjson" ? "jsonl" : ending) {
      self = format
    } else {
      throw Diagnostic(
        .error,
        "unknown-format",
        "the name '\(path)' does not say how to write it",
        at: nil,
        hint: "end it with .parquet, .csv, .jsonl or .json"
      )
    }
  }
}

extension Diagnostic {
  fileprivate static func tooManyRejects(_ rejects: Int, of lines: Int, _ limit: String) -> Self {
    Diagnostic(
      .error,
      "rejects",
      "\(rejects) of \(lines) lines are rejects, and max_rejects is \(limit)",
      at: nil
    )
  }

  fileprivate static func noLineFits(_ rejects: Int) -> Self {
    Diagnostic(.error, "rejects", "not one of \(rejects) lines has this format", at: nil)
  }
}
