import ArgumentParser
import Diagnostics
import Exporting
import Foundation
import Reporting
import Simulation
import Tables

/// Which tables are written, in what form, and where to.
struct GenerateFiles: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable { case csv, json, jsonl, parquet, log }

  @Option(
    name: .customLong("table"),
    parsing: .singleValue,
    help: ArgumentHelp("Only this table. May be repeated.", valueName: "name")
  )
  var tables: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      A folder; for one table a file with an ending, or - for standard output. Either may lie on S3: \
      s3://bucket/prefix.
      """,
      valueName: "path"
    ),
    completion: .file()
  )
  var output = "."

  @Option(
    help: "csv, json (one array), jsonl, parquet or log (default: by the file's ending, csv)."
  )
  var format: Format?

  @Option(
    help: ArgumentHelp(
      """
      Folders by day, as in dt=2022-03-01. The day is the table's first date or time, unless a column \
      is named: dt=logout_timestamp.
      """,
      valueName: "name[=column]"
    )
  )
  var partition: String?

  @Option(name: .customLong("files"), help: ArgumentHelp("So many parts.", valueName: "n"))
  var fileCount: Int?

  @Option(help: ArgumentHelp("Only part i of n: 1/n … n/n.", valueName: "i/n"))
  var shard: String?

  @Option(help: ArgumentHelp("Threads (default: one for each core).", valueName: "n"))
  var workers: Int?

  /// The part to make, counted from 0.
  private var piece: (index: Int, count: Int)? {
    guard let shard else { return nil }
    let numbers = shard.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let index = numbers[0], let count = numbers[1], count >= 1,
      (1...count).contains(index)
    else { return nil }
    return (index - 1, count)
  }

  func check() throws {
    if shard != nil, piece == nil { throw ValidationError("--shard takes i/n, as in 2/5") }
    if let fileCount, !(1...100_000).contains(fileCount) {
      throw ValidationError("--files must be between 1 and 100000")
    }
    if let workers, !(1...1_024).contains(workers) {
      throw ValidationError("--workers must be between 1 and 1024")
    }
    if fileCount != nil, shard != nil || partition != nil {
      throw ValidationError("--files goes with neither --shard nor --partition")
    }
    if partition?.hasPrefix("=") == true { throw ValidationError("--partition needs a name: dt") }
    if output.isEmpty { throw ValidationError("--output must not be empty") }
  }

  /// A table on its way to its files.
  struct Planned: Sendable {
    let table: String
    let export: Export
    /// The folder of its files when they are a set: parts or partitions, all of them.
    var setFolder: String?

    func run(_ onProgress: @escaping @Sendable (ExportProgress) -> Void) async throws
      -> ExportProgress
    {
      try await export.run(onProgress: onProgress)
    }
  }

  struct Misuse: Error { let message: String }

  /// What is to be written.
  ///
  /// - Throws: `Misuse` for what does not go together.
  func exports(of recipe: Recipe, named what: String) throws(Misuse) -> [Planned] {
    let names = recipe.tableNames
    for table in tables where !names.contains(table) {
      let hint = NearMatch.hint(table, in: names, kind: "tables").map { " (\($0))" } ?? ""
      throw Misuse(message: "there is no table '\(table)'\(hint)")
    }
    var chosen = names.indices.filter { tables.isEmpty || tables.contains(names[$0]) }
    if tables.isEmpty, format == .log {
      chosen = chosen.filter { recipe.logs[names[$0]] != nil }
      if chosen.isEmpty { throw Misuse(message: "'\(what)' has no table with a log format") }
    }
    var planned: [Planned] = []
    for place in chosen {
      let source = recipe.source(place)
      let format = try exportFormat(of: source.name, recipe)
      let target = try target(of: source, format, isOnly: chosen.count == 1)
      let export = Export(
        source,
        as: format,
        to: target,
        workers: workers ?? ProcessInfo.processInfo.activeProcessorCount
      )
      planned.append(
        Planned(table: source.name, export: export, setFolder: Self.setFolder(target))
      )
    }
    return planned
  }

  private static func setFolder(_ target: ExportTarget) -> String? {
    switch target {
    case .parts(let folder, _), .partitions(let folder, _, shard: nil): folder
    case .file, .standardOutput, .shard, .part, .partitions: nil
    }
  }

  /// Turns an output on S3 into a folder of this machine; nil for other outputs.
  mutating func divertToS3() throws -> S3Upload? {
    guard S3Upload.isMeant(by: output) else { return nil }
    do throws(Diagnostic) {
      let upload = try S3Upload(to: output)
      output = upload.output
      return upload
    } catch {
      Terminal.printDiagnostics([error])
      throw ExitCode(1)
    }
  }

  /// Whether the output is a file rather than a folder: it has an ending, or is a device or a pipe.
  private var isFile: Bool {
    if output.hasSuffix("/") || output == "." || output == ".." { return false }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: output, isDirectory: &isFolder) {
      return !isFolder.boolValue
    }
    return output.split(separator: "/").last?.contains(".") ?? false
  }

  private func exportFormat(of table: String, _ recipe: Recipe) throws(Misuse) -> ExportFormat {
    let ending = output.split(separator: ".").last.map(String.init) ?? ""
    let byEnding =
      isFile ? ["ndjson": .jsonl, "txt": .log][ending] ?? Format(rawValue: ending) : nil
    switch format ?? byEnding ?? .csv {
    case .csv: return .text(CSVFormat(times: recipe.times))
    case .json: return .text(JSONArrayFormat(times: recipe.times))
    case .jsonl: return .text(JSONLinesFormat(times: recipe.times))
    case .parquet:
      if output == "-" { throw Misuse(message: "Parquet cannot go to standard output") }
      return .parquet
    case .log:
      guard let log = recipe.logs[table] else {
        throw Misuse(message: "the table '\(table)' has no log format; choose another --table")
      }
      return .text(log)
    }
  }

  private func target(
    of source: RowSource,
    _ format: ExportFormat,
    isOnly: Bool
  ) throws(Misuse) -> ExportTarget {
    if output == "-" || isFile {
      guard isOnly else { throw Misuse(message: "several tables need a folder, or --table") }
      guard partition == nil, fileCount == nil else {
        throw Misuse(message: "parts and partitions need a folder, not '\(output)'")
      }
      if let piece { return .shard(output, index: piece.index, count: piece.count) }
      return output == "-" ? .standardOutput : .file(output)
    }
    let folder = output.hasSuffix("/") ? output + source.name : "\(output)/\(source.name)"
    if let partition {
      return .partitions(folder: folder, try key(partition, source), shard: piece)
    }
    if let fileCount { return .parts(folder: folder, count: fileCount) }
    if let piece { return .part(folder: folder, index: piece.index, count: piece.count) }
    return .file("\(folder).\(format.fileExtension)")
  }

  private func key(_ text: String, _ source: RowSource) throws(Misuse) -> PartitionKey {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let columns = PartitionKey.columns(of: source.schema)
    guard let column = parts.count > 1 ? parts[1] : columns.first else {
      throw Misuse(message: "the table '\(source.name)' has no date to divide it by")
    }
    guard columns.contains(column) else {
      let hint = NearMatch.hint(column, in: columns, kind: "dates and times").map { " (\($0))" }
      throw Misuse(
        message: "the table '\(source.name)' has no date or time '\(column)'\(hint ?? "")"
      )
    }
    if source.schema.names.contains(parts[0]) {
      throw Misuse(message: "the folders' name '\(parts[0])' would hide a column of that name")
    }
    return PartitionKey(name: parts[0], column: column)
  }
}
