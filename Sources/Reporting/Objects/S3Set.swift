import Cloud
import Diagnostics
import Files

/// A set of objects that is published as one: a manifest, `_manifest.json`, says which belong to it.
///
/// Objects have names by their contents and are never overwritten. A new set is uploaded beside the old
/// one, then its manifest replaces the old manifest, in one request; only then the objects that it no
/// longer names are removed. So whoever reads by the manifest, as `load` does for a folder, sees the old
/// set or the new one, whole. Who lists the prefix without it sees objects of both sets between the first
/// upload and the last removal, and after a run that was killed until the next one; never a part of an
/// object.
///
/// Several may write a set at once: the last to publish wins, and who ends last removes what is superfluous
/// (`S3SetClaim`).
struct S3Set: Sendable {
  let s3: S3
  /// Its key ends in `/` or is empty.
  let folder: S3Location

  init(_ s3: S3, at location: S3Location) {
    self.s3 = s3
    folder = location.asFolder
  }

  /// A file on its way to the set.
  struct Upload: Sendable {
    /// Below the folder.
    let path: String
    /// Where it lies on this machine.
    let local: String
    let byteCount: Int64
  }

  /// What lies below the folder, by paths relative to it.
  func objects() async throws -> [String: S3Object] { try await timedObjects().objects }

  /// The same with the server's time.
  private func timedObjects() async throws -> (objects: [String: S3Object], time: Int) {
    let (found, time) = try await s3.timedList(below: folder)
    let objects = Dictionary(
      found.map { (String($0.location.key.dropFirst(folder.key.count)), $0) },
      uniquingKeysWith: { $1 }
    )
    return (objects, time)
  }

  /// Runs `body`, which writes the set, with a claim on it; before that, clears away what killed runs left.
  ///
  /// What is begun is given up where it fails, so that only a killed run leaves something to clear.
  ///
  /// - Parameters:
  ///   - notes: The folder that remembers what is begun.
  ///   - body: The writing, which withdraws the claim when it publishes.
  /// - Returns: What `body` gives.
  /// - Throws: `CloudError`, `SystemError`, or what `body` throws.
  func writing<Result>(
    notes: String,
    _ body: (S3SetClaim, S3Traces) async throws -> Result
  ) async throws -> Result {
    let traces = S3Traces(in: notes, of: folder)
    try await traces.clear(s3)
    try await s3.abortUploads(below: folder, olderThan: Self.uploadLifetime)
    let claim = try await S3SetClaim(s3, at: folder, traces)
    do {
      let result = try await body(claim, traces)
      try traces.end()
      return result
    } catch {
      if (try? await claim.withdraw()) != nil { try? traces.end() }
      throw error
    }
  }

  /// After how many seconds an upload of somebody else's counts as left behind: a day.
  static let uploadLifetime = 86_400

  /// The manifest that is published; nil when there is none.
  ///
  /// - Throws: `CloudError`, also for an object of its name that is no manifest.
  func manifest(_ objects: [String: S3Object]) async throws -> StoredManifest? {
    guard objects[StoredManifest.name] != nil,
      let bytes = try await s3.get(folder.appending(StoredManifest.name))
    else { return nil }
    guard let manifest = StoredManifest(bytes) else {
      throw CloudError(
        .unexpected,
        "'\(folder.appending(StoredManifest.name))' is no manifest of quire's",
        hint: "name the files with a pattern, or write elsewhere"
      )
    }
    return manifest
  }

  /// The objects of the set that is published; nil when there is no manifest.
  ///
  /// - Throws: `CloudError`, also when an object of the set is missing.
  func published() async throws -> [S3Object]? {
    let objects = try await objects()
    guard let manifest = try await manifest(objects) else { return nil }
    return try manifest.files.map { file in
      if let object = objects[file.path], object.byteCount == file.bytes { return object }
      throw CloudError(
        .missing,
        "the set at '\(folder)' lacks '\(file.path)'",
        hint: "render again: it may just be being replaced; or write the set again"
      )
    }.sorted { $0.location.key.utf8.lexicographicallyPrecedes($1.location.key.utf8) }
  }

  /// An object that neither the manifest names nor a run that was killed can have left; nil for none.
  func foreign(_ objects: [String: S3Object], _ manifest: StoredManifest?) -> String? {
    let own = Set(manifest?.files.map(\.path) ?? [])
    return objects.keys.filter { path in
      path != StoredManifest.name && !own.contains(path) && !Self.isNamedByContents(path)
        && !path.hasPrefix(S3SetClaim.folder)
    }.min()
  }

  /// Whether an object has a name as this type's objects have: `part-0-3fa2c1d90b7e.parquet`.
  static func isNamedByContents(_ path: String) -> Bool {
    guard let name = path.split(separator: "/").last,
      let digits = name.prefix(while: { $0 != "." }).split(separator: "-").last
    else { return false }
    return name.hasPrefix("part-") && digits.count == 12
      && digits.allSatisfy { $0.isHexDigit && !$0.isUppercase }
  }

  /// Uploads what is not there yet, three files at a time; gives all of them as they lie there.
  func upload(
    _ files: [Upload],
    beside objects: [String: S3Object],
    _ traces: S3Traces? = nil,
    onProgress: @escaping @Sendable (_ done: Int) -> Void = { _ in }
  ) async throws -> [String: S3Object] {
    var uploaded: [String: S3Object] = [:]
    try await withThrowingTaskGroup(of: (String, S3Object).self) { group in
      func take(_ item: (String, S3Object)?) {
        guard let (path, object) = item else { return }
        uploaded[path] = object
        onProgress(uploaded.count)
      }
      var running = 0
      for file in files {
        // Its name stands for its contents.
        if let known = objects[file.path], known.byteCount == file.byteCount {
          take((file.path, known))
          continue
        }
        if running >= 3 {
          take(try await group.next())
          running -= 1
        }
        running += 1
        group.addTask {
          let place = folder.appending(file.path)
          let object = try await s3.put(file: file.local, to: place) { try traces?.begin($0) }
          return (file.path, object)
        }
      }
      for try await item in group { take(item) }
    }
    return uploaded
  }

  /// Makes a manifest the set's, withdraws the claim, and removes what belongs to no set: objects that the
  /// old manifest named and those that a run that was killed left; with `all`, everything else too.
  ///
  /// With `appending` its files join those of the manifest that is there then, so that of two writers who add
  /// at once both have added.
  ///
  /// While another writer's claim is there nothing is removed; that writer will, when it ends.
  ///
  /// - Returns: The manifest that is the set's now.
  /// - Throws: `CloudError`, also when a file of the set that is not in `uploads` is gone.
  @discardableResult
  func publish(
    _ own: StoredManifest,
    appending: Bool = false,
    _ uploads: [Upload],
    _ claim: S3SetClaim,
    removingAll all: Bool
  ) async throws -> StoredManifest {
    // What its end takes away was named by this manifest, or by the one that it replaces.
    var known = Set(own.files.map(\.path))
    for _ in 0..<10 {
      let manifest = try await put(own, appending: appending ? uploads : nil, &known)
      try await claim.withdraw()
      let (there, time) = try await timedObjects()
      let current = try await self.manifest(there)
      if appending, let current, !own.files.allSatisfy(current.files.contains) { continue }
      guard current == manifest || appending, let current else {
        // Another writer's set is the one now, and it is that writer who looks after it.
        try await clear(there, time, current, known, all: false)
        return current ?? manifest
      }
      let missing = current.files.filter { there[$0.path]?.byteCount != $0.bytes }.map(\.path)
      let again = uploads.filter { missing.contains($0.path) }
      guard again.count == missing.count else {
        throw CloudError(
          .missing,
          "the set at '\(folder)' has lost '\(missing[0])'",
          hint: "another writer is at it, or removed it: write the set again"
        )
      }
      if missing.isEmpty {
        try await clear(there, time, current, known, all: all)
        return current
      }
      _ = try await upload(again, beside: [:])
    }
    throw CloudError(
      .conflict,
      "the set at '\(folder)' is changed by others all the time",
      hint: "let one writer at a time write it"
    )
  }

  /// Puts the manifest in the place of the one that is there, or adds its files to that.
  private func put(
    _ own: StoredManifest,
    appending uploads: [Upload]?,
    _ known: inout Set<String>
  ) async throws -> StoredManifest {
    let place = folder.appending(StoredManifest.name)
    let old = try await s3.head(place)
    let current = try await self.manifest(old.map { [StoredManifest.name: $0] } ?? [:])
    known.formUnion(current?.files.map(\.path) ?? [])
    if let uploads {
      // Files that were not uploaded, since the set had their rows.
      let added = Set(uploads.map(\.path))
      let gone = own.files.first { file in
        !added.contains(file.path) && current?.files.contains(file) != true
      }
      if let gone {
        throw CloudError(
          .conflict,
          "another writer has taken '\(gone.path)' out of the set at '\(folder)'",
          hint: "render again, and its rows will be added"
        )
      }
    }
    let appending = uploads != nil
    let new = appending ? current.map(own.appended(to:)) ?? own : own
    if new == current { return new }
    do {
      if appending {
        try await s3.put(new.bytes, to: place, onlyNew: old == nil, replacing: old?.etag)
      } else {
        try await s3.put(new.bytes, to: place)
      }
    } catch let error as CloudError where error.kind == .conflict {
      // Somebody else was quicker: what is there now lacks ours, so it is tried again.
    } catch let error as CloudError where appending && error.status == 501 {
      // A server without conditions.
      try await s3.put(new.bytes, to: place)
    }
    return new
  }

  /// Removes what belongs to no set, unless somebody else is writing.
  private func clear(
    _ there: [String: S3Object],
    _ time: Int,
    _ current: StoredManifest?,
    _ known: Set<String>,
    all: Bool
  ) async throws {
    let claims = S3SetClaim.others(there, at: time)
    guard claims.live.isEmpty, let current else { return }
    let wanted = Set(current.files.map(\.path) + [StoredManifest.name])
    let surplus = there.filter { path, _ in
      !wanted.contains(path)
        && (all || known.contains(path) || Self.isNamedByContents(path)
          || claims.left.contains(path))
    }
    try await s3.delete(surplus.values.map(\.location).sorted { $0.key < $1.key })
  }
}
