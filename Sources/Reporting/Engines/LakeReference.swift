import Cloud
import Diagnostics
import Engines
import Pipeline
import Tables

/// What stands for a table in a query on another engine, `FROM 's3://lake/study'`: its path, and the Parquet files
/// that this meant when the step began, which are those of the manifest where a `store` wrote it.
struct LakeReference: Sendable {
  let path: Spanned<String>
  /// The addresses of the files, in order, each once.
  let urls: [String]
  let files: LakeFiles
  /// All that the files hold, in bytes.
  let byteCount: Int64
  /// Changes with the files and with what the query takes them for.
  let fingerprint: Fingerprint

  /// `engine`: whose query it is, for messages.
  ///
  /// - Throws: `Diagnostic` at the path for what such an engine does not read.
  init(_ reference: ObjectReference, _ query: EngineQuery, engine: String) throws(Diagnostic) {
    let (path, found) = try Self.named(reference, query)
    let hive = try Self.hivePartitioning(reference, path, engine)
    let urls = found.map(\.path)
    guard ObjectFormat.of(urls) == .parquet else { throw .notParquet(path, engine) }
    guard let files = LakeFiles(urls.compactMap(S3Location.init), partitions: hive) else {
      throw .unlikeFolders(path)
    }
    self.path = path
    self.urls = urls
    self.files = files
    byteCount = found.reduce(0) { $0 + ($1.remote?.byteCount ?? 0) }
    let stamps = found.map { "\($0.path) \($0.remote?.etag ?? "")" }
    fingerprint = Fingerprint(["\(!files.partitions.isEmpty)"] + stamps)
  }

  /// The columns as the embedded engine reads them, those of folders last.
  ///
  /// - Throws: `EngineError`, `Diagnostic`.
  func columns(_ query: EngineQuery) async throws -> [Output.Column] {
    let list = urls.map { SQL.literal(.string($0)) }.joined(separator: ", ")
    return try await query.columns(
      of: "FROM read_parquet([\(list)], hive_partitioning = \(!files.partitions.isEmpty))"
    )
  }

  private static func named(
    _ reference: ObjectReference,
    _ query: EngineQuery
  ) throws(Diagnostic) -> (Spanned<String>, [ResolvedFiles.File]) {
    var files: [ResolvedFiles.File] = []
    var first: Spanned<String>?
    for path in reference.paths ?? [] {
      guard let meant = query.files.first(where: { $0.input.pattern == path.text }) else {
        continue
      }
      first = first ?? Spanned(path.text, at: meant.input.span)
      files += meant.files.filter { file in !files.contains { $0.path == file.path } }
    }
    guard let first else {
      throw Diagnostic(
        .error,
        "file-in-sql",
        "a path in the query is no plain text",
        at: query.span
      )
    }
    return (first, files)
  }

  /// Whether folders say columns; nil where the query leaves it to them.
  private static func hivePartitioning(
    _ reference: ObjectReference,
    _ path: Spanned<String>,
    _ engine: String
  ) throws(Diagnostic) -> Bool? {
    guard let function = reference.function else { return nil }
    guard ["read_parquet", "parquet_scan"].contains(function) else {
      throw .notParquet(path, engine)
    }
    guard let options = reference.options else {
      throw .unknownArgument(nil, function, path, engine)
    }
    if let other = options.keys.filter({ $0 != "hive_partitioning" }).min() {
      throw .unknownArgument(other, function, path, engine)
    }
    guard let value = options["hive_partitioning"]?.lowercased() else { return nil }
    guard value == "true" || value == "false" else {
      throw .unknownArgument("hive_partitioning", function, path, engine)
    }
    return value == "true"
  }
}

extension Diagnostic {
  fileprivate static func notParquet(_ path: Spanned<String>, _ engine: String) -> Self {
    Diagnostic(
      .error,
      "wrong-format",
      "\(engine) reads Parquet in place, and '\(path.value)' is something else",
      at: path.span,
      hint: "read it with {load name}, and name that table here"
    )
  }

  fileprivate static func unlikeFolders(_ path: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "unlike-folders",
      "the folders of '\(path.value)' do not all say the same columns",
      at: path.span,
      hint:
        "name files of one bucket in folders such as dt=2025-01-31, or leave out 'hive_partitioning'"
    )
  }

  fileprivate static func unknownArgument(
    _ name: String?,
    _ function: String,
    _ path: Spanned<String>,
    _ engine: String
  ) -> Self {
    Diagnostic(
      .error,
      "unknown-option",
      "on \(engine) '\(function)' takes nothing but a path and 'hive_partitioning' (true or false)"
        + (name.map { ", not '\($0)' so" } ?? ""),
      at: path.span,
      hint: "leave it out, or read the files with {load name}"
    )
  }
}
