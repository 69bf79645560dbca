import Diagnostics
import Engines
import Options
import Pipeline
import Tables

/// Where a `store` writes to: files in a folder, objects, a database.
///
/// A target is decoded while the report is planned and writes when the step runs. What it writes becomes
/// visible whole or not at all, and running the same step again after a crash leaves the same as running
/// it once.
protocol StoreTarget: Sendable {
  /// Everything that decides what is written and where, without secrets.
  var identity: [KeyPart] { get }

  /// The local files and folders it writes.
  var writes: [String] { get }

  /// The tables of servers that it writes.
  var served: [ServedTable] { get }

  /// The columns of the data that options name.
  var columns: [Spanned<String>] { get }

  /// What is wrong with the columns of the data, all that options name being there.
  func complaints(about schema: Schema) -> [Diagnostic]

  /// The columns of the account, given those of the data.
  func accountSchema(of data: Schema) -> Schema

  /// Writes the table `data` and gives the account of what was written.
  ///
  /// - Throws: `Diagnostic`, `SystemError` of files, or `EngineError`, for `explain`.
  func store(_ data: String, _ context: StepContext) async throws -> Table

  /// Whether what an account tells of is still there; asked at every render, so it should be quick.
  func isStillTrue(_ account: Table) async throws -> Bool

  /// Puts an engine's error in words; `span` is where the target is named.
  func explain(_ error: EngineError, at span: SourceSpan) -> Diagnostic
}

extension StoreTarget {
  var writes: [String] { [] }
  var served: [ServedTable] { [] }
  var columns: [Spanned<String>] { [] }
  func complaints(about schema: Schema) -> [Diagnostic] { [] }
  func isStillTrue(_ account: Table) async throws -> Bool { true }

  func explain(_ error: EngineError, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.error, "store-failed-there", error.message, at: span)
  }
}

/// The targets there are, by what `to` says.
enum StoreTargets {
  /// Reads the options of the target that `to` names; nil, with complaints, when it cannot be made.
  static func target(
    _ to: Spanned<String>,
    _ reader: inout OptionReader,
    _ planning: Planning
  ) -> (any StoreTarget)? {
    if to.value == DynamoDBTarget.word { return DynamoDBTarget(to, &reader) }
    if S3Files.mean(to.value) { return S3Target(to, &reader, planning.engines) }
    if let scheme = to.value.firstRange(of: "://") {
      reader.complain(.unknownTarget(String(to.value[..<scheme.lowerBound]), at: to.span))
      return nil
    }
    if let kind = DatabaseKind(rawValue: to.value) {
      return DatabaseTarget(kind, to, &reader)
    }
    return FolderTarget(to, &reader, planning)
  }

  /// Every option of every target: what is no misspelling while the target is not known.
  static let options = [
    "format", "partition_by", "mode", "connection", "table", "key", "sets", "verify",
  ]
}
