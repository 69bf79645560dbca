import Cloud
import Diagnostics
import Engines
import Files
import Pipeline
import Tables

/// A table stored as one object.
extension S3Target {
  /// What this project wrote under a name: digests before an upload, ETags after it.
  private struct Note: Codable {
    var digests: [String] = []
    var etags: [String] = []
  }

  func storeObject(
    _ s3: S3,
    _ write: FileSet,
    _ spool: String,
    _ context: StepContext
  ) async throws -> Table {
    let endpoint = s3.client.endpoint.url
    let subject = "store object \(endpoint) \(location)"
    var note: Note = try context.note(subject) ?? Note()
    let traces = try S3Traces(in: context.notesFolder(), of: location)
    try await traces.clear(s3)
    try await s3.abortUploads(below: location, olderThan: S3Set.uploadLifetime)
    let there = try await s3.head(location)
    var obstacle: Diagnostic?
    if let there, options.mode != .replace {
      let isOurs = try await isOurs(there, note, s3)
      if options.mode == .create { obstacle = .targetIsThere(options.to) }
      if !isOurs { obstacle = .targetIsForeign(options.to) }
    }
    let (files, schema) = try await write.write(in: spool)
    let file = files[0]
    if let there, note.digests.last == file.digest, note.etags.last == there.etag,
      there.byteCount == file.byteCount
    {
      return try account(files, schema, etags: [there.etag])
    }
    if let obstacle { throw obstacle }
    // Before the upload: a crash behind it must not make the object a foreign one.
    note.digests = note.digests.suffix(7) + [file.digest]
    try context.keep(note, of: subject)
    let object = try await s3.put(file: "\(spool)/\(FileSet.singleName)", to: location) {
      try traces.begin($0)
    }
    try traces.end()
    note.etags = note.etags.suffix(7) + [object.etag]
    try context.keep(note, of: subject)
    return try account(files, schema, etags: [object.etag])
  }

  /// Whether this project wrote an object: by its ETag, or else by its bytes.
  private func isOurs(_ object: S3Object, _ note: Note, _ s3: S3) async throws -> Bool {
    if note.etags.contains(object.etag) { return true }
    if note.digests.isEmpty { return false }
    return note.digests.contains(try await s3.digest(of: object.location))
  }
}
