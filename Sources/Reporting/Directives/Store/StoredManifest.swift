import Diagnostics
import Files
import Foundation
import Pipeline

/// `_manifest.json` in a folder of stored files: which files are the set, and by that whose they are.
///
/// It is written last. Its name begins with `_`, which DuckDB's patterns, Spark and Athena pass over.
struct StoredManifest: Codable, Equatable, Sendable {
  struct File: Codable, Equatable, Sendable {
    var path: String
    /// Nil where nobody counted them.
    var rows: Int?
    var bytes: Int64
    var sha256: String
    /// The identity of the rows, as `RowsDigest` gives it, where `mode` keeps files.
    var rowsDigest: String?
  }

  static let name = "_manifest.json"

  /// The version of this shape.
  var quire = 1
  var format: String
  var partitionBy: [String]
  /// The columns of the rows with those of `partitionBy`, in the embedded engine's words; nil where nobody
  /// wrote them down, as in manifests of earlier versions, or where files differ in them.
  var columns: [Output.Column]?
  var files: [File]

  init(_ files: [StoredFile], _ options: StoredFileOptions, columns: [Output.Column]?) {
    self.columns = columns
    format = options.format.rawValue
    partitionBy = options.partitionBy.map(\.value)
    self.files = files.map {
      File(
        path: $0.path,
        rows: $0.rowCount,
        bytes: $0.byteCount,
        sha256: $0.digest,
        rowsDigest: $0.rowsDigest
      )
    }
  }

  /// The manifest of files that no `store` wrote.
  init(_ files: [File], format: String) {
    self.format = format
    partitionBy = []
    self.files = files
  }

  /// Whether it names the same files in the same way as another; one of them may not tell the columns.
  func isSameSet(as other: StoredManifest) -> Bool {
    var mine = self
    if mine.columns == nil || other.columns == nil { mine.columns = other.columns }
    return mine == other
  }

  /// This one with the files of an older manifest, of the same format and partitions, beside its own.
  ///
  /// It tells the columns of both, or none when one has two types.
  func appended(to old: StoredManifest) -> StoredManifest {
    var all = self
    let added = PathSet(files.map(\.path))
    all.files = old.files.filter { !added.contains($0.path) } + files
    let known = Set(old.columns?.map { $0.name.lowercased() } ?? [])
    if let before = old.columns, let columns, conflict(with: old) == nil {
      all.columns = before + columns.filter { !known.contains($0.name.lowercased()) }
    } else {
      all.columns = nil
    }
    return all
  }

  /// Files to add, each as the one of this set, if there is one, that holds the same rows in the same folder.
  ///
  /// `isThere` says whether a file of this set lies where it should. A set of another kind has none.
  func known(
    _ files: [StoredFile],
    _ options: StoredFileOptions,
    _ isThere: (File) -> Bool
  ) -> [StoredFile] {
    guard format == options.format.rawValue, partitionBy == options.partitionBy.map(\.value) else {
      return files
    }
    let rows = Dictionary(grouping: self.files.filter { $0.rowsDigest != nil }, by: \.rowsDigest)
    return files.map { file in
      let same = rows[file.rowsDigest]?.first {
        FileSystem.parent(of: $0.path) == FileSystem.parent(of: file.path) && isThere($0)
      }
      guard let same else { return file }
      var known = file
      (known.path, known.byteCount, known.digest) = (same.path, same.bytes, same.sha256)
      return known
    }
  }

  /// The first column that has one type in this set and another in an older one; nil when there is none.
  func conflict(with old: StoredManifest) -> (column: Output.Column, before: String)? {
    for column in columns ?? [] {
      let before = old.columns?.first { $0.name.lowercased() == column.name.lowercased() }
      if let before, before.type != column.type { return (column, before.type) }
    }
    return nil
  }

  /// Its JSON: the same files give the same bytes.
  var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { preconditionFailure("texts and numbers") }
    return Array(data) + Array("\n".utf8)
  }

  /// A manifest's bytes read back; nil for anything else.
  init?(_ bytes: [UInt8]) {
    guard let read = try? JSONDecoder().decode(Self.self, from: Data(bytes)), read.quire == 1 else {
      return nil
    }
    self = read
  }

  /// The manifest of a local folder; nil where there is none.
  init?(inFolder folder: String) {
    guard let bytes = try? FileSystem.contents(of: "\(folder)/\(Self.name)") else { return nil }
    self.init(bytes)
  }
}
