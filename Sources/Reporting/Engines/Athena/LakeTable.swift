import Cloud
import Diagnostics
import Engines
import Pipeline
import Tables

/// What stands for a table in a query, `FROM 's3://lake/study'`, as a table of Athena's over the files where they
/// lie: nothing is copied.
///
/// It reads exactly the files that the path means, which are those of the manifest where a `store` wrote it.
/// Athena reads whole folders, so a folder that holds other files too is refused.
struct LakeTable: Sendable {
  let table: ExternalTable
  let files: LakeFiles
  private let path: Spanned<String>

  /// Looks at what lies there now.
  ///
  /// - Throws: `Diagnostic` at the path for what Athena cannot read so; `CloudError`; `EngineError`.
  init(_ reference: ObjectReference, _ query: EngineQuery, _ s3: S3) async throws {
    let named = try LakeReference(reference, query, engine: "Athena")
    let (path, files) = (named.path, named.files)
    self.path = path
    self.files = files
    let objects = try await s3.list(below: files.location)
    if let stranger = files.stranger(in: objects) {
      throw Diagnostic.stranger(stranger, files, path)
    }
    let known = try await Self.manifest(files, objects, s3, path)
    let columns: [Output.Column]
    if let known {
      columns = known
    } else {
      columns = try await named.columns(query)
    }
    var table = try Self.table(columns, files, path)
    // Other columns or other partitions are another table: whoever reads the one of before, at this moment
    // too, reads the partitions that it was made for.
    let identity = [table.creation] + files.partitions.map(\.folder.key).sorted()
    table.name = "quire_lake_\(Fingerprint(identity).hex.prefix(24))"
    self.table = table
  }

  /// - Throws: `Diagnostic` when files have come to the folders since: the query may have read them.
  func checkUnchanged(_ s3: S3) async throws {
    let objects = try await s3.list(below: files.location)
    guard let stranger = files.stranger(in: objects) else { return }
    throw Diagnostic(
      .error,
      "file-changed",
      "'s3://\(files.location.bucket)/\(stranger)' came to '\(path.value)' while Athena read it",
      at: path.span,
      hint: "render again when nothing writes there"
    )
  }

  // MARK: What lies there

  /// The columns that the manifest of the files' set tells; nil where it tells none.
  private static func manifest(
    _ files: LakeFiles,
    _ objects: [S3Object],
    _ s3: S3,
    _ path: Spanned<String>
  ) async throws -> [Output.Column]? {
    let set = S3Set(s3, at: files.location)
    let count = files.location.key.count
    let names = objects.map { (String($0.location.key.dropFirst(count)), $0) }
    let found = try await set.manifest(Dictionary(names, uniquingKeysWith: { $1 }))
    guard let manifest = found else { return nil }
    let own = Set(manifest.files.map { files.location.key + $0.path })
    if let other = files.keys.subtracting(own).min() {
      throw Diagnostic.stranger(other, files, path)
    }
    guard manifest.partitionBy == files.partitionNames else { return nil }
    return manifest.columns
  }

  private static func table(
    _ columns: [Output.Column],
    _ files: LakeFiles,
    _ path: Spanned<String>
  ) throws -> ExternalTable {
    try ExternalTable(
      name: "",
      columns,
      partitionedBy: files.partitionNames,
      location: files.location,
      of: path
    ).refusingNulls(in: files.partitions, of: path)
  }
}

extension Diagnostic {
  fileprivate static func stranger(
    _ key: String,
    _ files: LakeFiles,
    _ path: Spanned<String>
  ) -> Self {
    Diagnostic(
      .error,
      "unnamed-file",
      "Athena reads whole folders, and 's3://\(files.location.bucket)/\(key)' lies in one without belonging to "
        + "'\(path.value)'",
      at: path.span,
      hint: "run the 'store' that writes there again, or move the object away"
    )
  }
}
