import Cloud
import Diagnostics
import Engines
import Files
import Foundation
import Pipeline
import Tables

/// The objects of S3 as files of steps: `s3://bucket/study/*.parquet`.
///
/// Nothing is asked of the network before a step needs it. Credentials and addresses are those that
/// AWS's own tools would take.
struct S3Files: RemoteFiles {
  private let access: S3Access
  /// Whether queries name paths in place of tables.
  private let areTables: Bool

  init(_ access: S3Access = .shared, areTables: Bool = false) {
    self.access = access
    self.areTables = areTables
  }

  /// Whether a path of a template is meant for S3.
  static func mean(_ path: String) -> Bool { S3Location.isLocation(path) }

  func list(_ input: InputFiles) async throws -> [RemoteFile] {
    let objects = try await naming(input) { try await found(input) }
    guard !objects.isEmpty else { throw Diagnostic.noObject(input) }
    return objects.map {
      RemoteFile(url: $0.location.description, etag: $0.etag, byteCount: $0.byteCount)
    }
  }

  func fetch(_ file: RemoteFile, of input: InputFiles, to path: String) async throws {
    try await naming(input) {
      guard let location = S3Location(file.url) else { throw Diagnostic.noObject(input) }
      let object = try await access.s3().get(location, to: path)
      guard object.etag == file.etag || file.etag.isEmpty else {
        throw CloudError(
          .conflict,
          "the object '\(location)' was replaced while it was read",
          hint: "render again when nothing writes to it"
        )
      }
    }
  }

  /// The first bytes of the first file, as they lie there.
  ///
  /// - Throws: `Diagnostic`, also when there is no file; `CancellationError`.
  func beginning(of input: InputFiles, count: Int) async throws -> [UInt8] {
    try await naming(input) {
      guard let first = try await found(input).first else { throw Diagnostic.noObject(input) }
      return try await access.s3().beginning(of: first.location, count: count)
    }
  }

  /// A path that stands for many objects, as of a set that a `store` wrote, becomes a view of exactly
  /// these; a pattern is the engine's own matter.
  func prepare(_ engine: Engine, for input: InputFiles, _ files: [RemoteFile]) async throws {
    try await naming(input) { try await access.prepare(engine) }
    let urls = files.map(\.url)
    guard areTables, InputFiles.keyPrefix(of: input.pattern) == input.pattern,
      urls != [input.pattern]
    else { return }
    guard let reader = ObjectFormat.of(urls)?.reader else { throw Diagnostic.noTable(input) }
    let list = urls.map { SQL.literal(.string($0)) }.joined(separator: ", ")
    try await naming(input) {
      try await access.makeView(input.pattern, "\(reader)([\(list)])", engine)
    }
  }

  func explain(_ message: String, of input: InputFiles) -> Diagnostic? {
    let first = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let lower = first.lowercased()
    let signs = ["http", "connection error", "s3://", "could not establish connection"]
    guard signs.contains(where: lower.contains), !lower.contains("magic bytes") else { return nil }
    return Diagnostic(
      .error,
      "s3",
      "'\(input.pattern)' cannot be read: \(first)",
      at: input.span,
      hint: "try again; if it stays so, look at the server"
    )
  }

  private func found(_ input: InputFiles) async throws -> [S3Object] {
    guard let location = S3Location(input.pattern) else {
      throw Diagnostic.noBucket(input)
    }
    let s3 = try await access.s3()
    let prefix = InputFiles.keyPrefix(of: location.key)
    let isPattern = prefix != location.key
    if !isPattern, !location.key.isEmpty, !location.key.hasSuffix("/"),
      let object = try await s3.head(location)
    {
      return [object]
    }
    let start = isPattern ? S3Location(bucket: location.bucket, key: prefix) : location.asFolder
    if !isPattern, let set = try await S3Set(s3, at: start).published() { return set }
    let objects = try await s3.list(below: start)
    if objects.isEmpty { try await s3.requireBucket(location.bucket) }
    let keys = Set(InputFiles.keys(objects.map(\.location.key), matching: location.key))
    return objects.filter { keys.contains($0.location.key) }
  }

  /// Runs `body` and says at the path what went wrong.
  private func naming<Result>(
    _ input: InputFiles,
    _ body: () async throws -> Result
  ) async throws -> Result {
    do { return try await body() } catch let error as CloudError {
      throw Diagnostic(error, at: input.span)
    } catch let error as EngineError {
      throw Diagnostic(.error, "s3", error.message, at: input.span)
    }
  }
}

extension Diagnostic {
  /// What a cloud service, or the way to it, says, at the option that names it.
  init(_ error: CloudError, at span: SourceSpan?) {
    if case .file(let failure) = error.kind, failure.action == "write" {
      let base = Diagnostic.cannotWrite(failure)
      self.init(.error, base.code, base.message, at: span, hint: base.hint)
      return
    }
    self.init(.error, "s3", error.message, at: span, hint: error.hint)
  }

  fileprivate static func noObject(_ input: InputFiles) -> Self {
    let isPattern = InputFiles.keyPrefix(of: input.pattern) != input.pattern
    return Diagnostic(
      .error,
      isPattern ? "no-match" : "no-file",
      isPattern ? "no object matches '\(input.pattern)'" : "no object '\(input.pattern)'",
      at: input.span,
      hint: "look at what is there: aws s3 ls --recursive"
    )
  }

  fileprivate static func noTable(_ input: InputFiles) -> Self {
    Diagnostic(
      .error,
      "wrong-format",
      "the objects of '\(input.pattern)' are not all Parquet, CSV or JSON lines",
      at: input.span,
      hint: "name those of one format by a pattern, or read them with {load name}"
    )
  }

  fileprivate static func noBucket(_ input: InputFiles) -> Self {
    Diagnostic(
      .error,
      "no-file",
      "'\(input.pattern)' names no bucket",
      at: input.span,
      hint: "write s3://bucket/key"
    )
  }
}
