/// What the store knows of one result: the tables it holds and the files they are in.
///
/// It is written last, when all its files are on the disk: a result without a manifest does not
/// exist, however the writing ended.
struct Manifest: Codable, Hashable, Sendable {
  struct Table: Codable, Hashable, Sendable {
    var name: String
    var rowCount: Int
    var files: [File]
    var columns: [Output.Column]
  }

  struct File: Codable, Hashable, Sendable {
    /// SHA-256 of the file's bytes, which is also its name in the store.
    var digest: Fingerprint
    var byteCount: Int64
  }

  /// The version of this shape; a manifest of another version counts as missing.
  var format = Manifest.currentFormat
  var step: String
  var kind: String
  var tables: [Table]
  /// What the engine said of the work, so that a kept result tells it as a new one does; nil for none.
  var facts: [StepFact]?

  static let currentFormat = 1

  /// Every file the tables are in.
  var files: [File] { tables.flatMap(\.files) }
}
