import Cloud
import Diagnostics
import Engines
import Files
import Pipeline
import Tables

/// A table stored as a set of objects.
extension S3Target {
  func storeSet(
    _ s3: S3,
    _ write: FileSet,
    _ spool: String,
    _ context: StepContext
  ) async throws -> Table {
    let set = S3Set(s3, at: location)
    return try await set.writing(notes: context.notesFolder()) { claim, traces in
      try await storeSet(set, claim, traces, write, spool, context)
    }
  }

  private func storeSet(
    _ set: S3Set,
    _ claim: S3SetClaim,
    _ traces: S3Traces,
    _ write: FileSet,
    _ spool: String,
    _ context: StepContext
  ) async throws -> Table {
    let objects = try await set.objects()
    let old = try await set.manifest(objects)
    // Before the work, so that an hour of it is not for nothing.
    let obstacle = obstacle(set, objects, old)
    let columns = context.input(write.data)?.columns ?? []
    let table = try await catalogue?.open(columns, options, in: set.folder)
    let written = try await write.write(in: spool)
    var (files, schema) = written
    if options.keepsFiles, let old {
      files = old.known(files, options) { objects[$0.path]?.byteCount == $0.bytes }
    }
    let own = StoredManifest(files, options, columns: columns)
    var manifest = own
    if options.mode == .append, let old {
      guard old.format == own.format, old.partitionBy == own.partitionBy else {
        throw Diagnostic.appendToOther(options.to, old)
      }
      if let catalogue, let (column, before) = own.conflict(with: old) {
        throw Diagnostic.columnConflict(column, before, catalogue.name)
      }
      manifest = own.appended(to: old)
    }
    let isThere =
      old?.isSameSet(as: manifest) == true
      && files.allSatisfy { objects[$0.path]?.byteCount == $0.byteCount }
    if !isThere, let obstacle { throw obstacle }
    // The others hold rows that the set has.
    let added = Set(written.files.map(\.path)).intersection(files.map(\.path))
    let uploads = files.filter { added.contains($0.path) }.map {
      S3Set.Upload(path: $0.path, local: "\(spool)/\($0.path)", byteCount: $0.byteCount)
    }
    let uploaded = try await set.upload(uploads, beside: objects, traces) { done in
      context.report(done: done, of: uploads.count)
    }
    let published = try await set.publish(
      own,
      appending: options.mode == .append,
      uploads,
      claim,
      removingAll: options.mode == .replace
    )
    try await table?.publish(published, columns, options)
    return try account(
      files,
      schema,
      etags: files.map { (uploaded[$0.path] ?? objects[$0.path])?.etag ?? "" }
    )
  }

  /// Why the set cannot be written; nil when it can.
  private func obstacle(
    _ set: S3Set,
    _ objects: [String: S3Object],
    _ old: StoredManifest?
  ) -> Diagnostic? {
    // Another set within this one is somebody's, whatever the mode.
    if let inner = objects.keys.filter({ $0.hasSuffix("/\(StoredManifest.name)") }).min() {
      return .targetHoldsOther(options.to, inner)
    }
    switch options.mode {
    case .create:
      return old == nil && set.foreign(objects, old) == nil ? nil : .targetIsThere(options.to)
    case nil: return set.foreign(objects, old).map { _ in .targetIsForeign(options.to) }
    case .append:
      return old == nil && set.foreign(objects, old) != nil ? .targetIsForeign(options.to) : nil
    case .replace:
      let strange = objects.keys.filter { path in
        let parts = path.split(separator: "/")
        return !parts.contains { $0.hasPrefix("_") || $0.hasPrefix(".") }
          && StoredFormat(path: path) == nil
      }
      return strange.min().map { .targetHoldsOther(options.to, $0) }
    }
  }
}
