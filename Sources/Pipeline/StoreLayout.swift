/// Where things are in a store.
///
///     results/<fingerprint>.json    a manifest: what a step's result consists of
///     tables/<digest>.parquet       rows, named by the SHA-256 of the file; never changed
///     records/<digest>.json         the last run of each template, for saying what changed
///     temporary/<name>/             what a live process is writing; <name>.lock tells that it lives
///     notes/<digest>.json           what a step wants to know of its effects in a later run
///     locks/<fingerprint>           held while a result is being made
///     files                         digests of input files (`FileIndex`)
///     users                         locked shared by every run, exclusively by the sweep
public struct StoreLayout: Hashable, Sendable {
  public let folder: String

  var results: String { folder + "/results" }
  var tables: String { folder + "/tables" }
  var records: String { folder + "/records" }
  var notes: String { folder + "/notes" }
  var temporary: String { folder + "/temporary" }
  var locks: String { folder + "/locks" }
  var files: String { folder + "/files" }
  var filesLock: String { folder + "/files.lock" }
  var users: String { folder + "/users" }
  /// Which engine version a library file holds (`EngineMemory`).
  var engine: String { folder + "/engine.json" }
  /// Its modification time is when the store was last swept.
  var swept: String { folder + "/swept" }

  func manifest(_ fingerprint: Fingerprint) -> String { "\(results)/\(fingerprint).json" }
  func table(_ digest: Fingerprint) -> String { "\(tables)/\(digest).parquet" }
  func lock(_ fingerprint: Fingerprint) -> String { "\(locks)/\(fingerprint)" }

  /// A note is named by the digest of its subject.
  func note(_ subject: String) -> String { "\(notes)/\(Fingerprint([subject]).hex).json" }

  /// The record of a template is named by the digest of the template's path.
  func record(_ template: String) -> String { "\(records)/\(Self.name(template)).json" }

  /// Held while the record of a template is replaced.
  func lockOfRecord(_ template: String) -> String { "\(locks)/record-\(Self.name(template))" }

  private static func name(_ template: String) -> Substring {
    Fingerprint([template]).hex.prefix(24)
  }
}
