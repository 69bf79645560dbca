import Diagnostics
import Files
import Foundation
import Pipeline

/// The file or folder that a `store` is about to replace: what stands there, and whose it is.
struct StoredPlace {
  let path: String
  let options: StoredFileOptions

  /// Which files a `store` of this project wrote under a name, the newest last.
  private struct Note: Codable {
    var digests: [String]
  }

  /// Which files an `append` of this project is about to move into the folder.
  private struct Move: Codable {
    var paths: [String]
  }

  private var standardPath: String { URL(fileURLWithPath: path).standardizedFileURL.path }
  private var subject: String { "store file " + standardPath }
  private var moveSubject: String { "append to folder " + standardPath }

  /// Why the place cannot be taken; nil when it can.
  ///
  /// - Throws: `SystemError` when that cannot be found out.
  func obstacle(_ context: StepContext) async throws -> Diagnostic? {
    guard options.mode == .append, FileSystem.kind(of: path) == .folder else {
      return try presentObstacle(context)
    }
    // Not while another moves files, which are nobody's until they are listed.
    let lock = try await lock()
    defer { lock.release() }
    return try presentObstacle(context)
  }

  private func presentObstacle(_ context: StepContext) throws -> Diagnostic? {
    guard let kind = FileSystem.kind(of: path) else { return nil }
    guard kind == (options.isFolder ? .folder : .file) else {
      return .targetIsOther(options, isFolder: kind == .folder)
    }
    if !options.isFolder {
      if options.mode == .create { return .targetIsThere(options.to) }
      if options.mode == .replace { return nil }
      let known: Note? = try context.note(subject)
      let isOurs = try known?.digests.contains(Fingerprint.ofFile(path).digest.hex) ?? false
      return isOurs ? nil : .targetIsForeign(options.to)
    }
    let names = try FileSystem.files(below: path)
    if names.isEmpty { return nil }
    if options.mode == .create { return .targetIsThere(options.to) }
    var own = (StoredManifest(inFolder: path)?.files.map(\.path) ?? []) + [StoredManifest.name]
    if options.mode == .append { own += try moved(context) }
    let known = PathSet(own)
    let foreign = names.filter { !known.contains($0) }
    if foreign.isEmpty { return nil }
    guard options.mode == .replace else { return .targetIsForeign(options.to) }
    // A folder that holds other things than such files is hardly meant: `to: .`, a home folder.
    let strange = foreign.filter { name in
      let parts = name.split(separator: "/")
      return !parts.contains { $0.hasPrefix("_") || $0.hasPrefix(".") }
        && StoredFormat(path: name) == nil
    }
    return strange.min().map { .targetHoldsOther(options.to, $0) }
  }

  /// Whether exactly these files stand there already, as after a crash behind the last rename; with
  /// `mode: append`, whether they are among those of the set.
  func holds(_ files: [StoredFile], _ columns: [Output.Column]?) throws -> Bool {
    guard FileSystem.kind(of: path) == (options.isFolder ? .folder : .file) else { return false }
    if !options.isFolder { return try Fingerprint.ofFile(path).digest.hex == files.first?.digest }
    let manifest = StoredManifest(files, options, columns: columns)
    let there = StoredManifest(inFolder: path)
    if options.mode == .append {
      guard let there, manifest.files.allSatisfy(there.files.contains) else { return false }
    } else {
      guard there?.isSameSet(as: manifest) == true,
        try PathSet(FileSystem.files(below: path))
          == PathSet(files.map(\.path) + [StoredManifest.name])
      else { return false }
    }
    return try files.allSatisfy { file in
      let place = "\(path)/\(file.path)"
      return try FileSystem.kind(of: place) == .file
        && Fingerprint.ofFile(place).digest.hex == file.digest
    }
  }

  /// Gives the files their place, all at once; with `mode: append`, listed all at once.
  func publish(
    _ files: [StoredFile],
    _ columns: [Output.Column]?,
    _ spool: NewFolder,
    _ context: StepContext
  ) async throws {
    if options.isFolder {
      let own = StoredManifest(files, options, columns: columns)
      if options.mode == .append { return try await append(own, spool, context) }
      return try publish(own, spool)
    }
    // Before the rename: a crash between the two must not make the file a foreign one.
    let known: [String] = try context.note(subject, as: Note.self)?.digests ?? []
    try context.keep(Note(digests: known.suffix(7) + files.map(\.digest)), of: subject)
    try FileSystem.rename("\(spool.temporaryPath)/\(FileSet.singleName)", to: path)
    // The file is there; a folder that cannot be put on the disk (some network ones) is no failure.
    try? FileSystem.synchronise(folder: FileSystem.parent(of: path))
  }

  private func publish(_ manifest: StoredManifest, _ spool: NewFolder) throws {
    let file = "\(spool.temporaryPath)/\(StoredManifest.name)"
    try FileSystem.replace(file, with: manifest.bytes, temporary: file + ".new")
    try spool.publish()
  }

  /// Moves the files beside those of the set that is there, then lists them in its manifest.
  ///
  /// The old files are not touched, so that whoever reads them goes on. One writer at a time, of whatever
  /// project: the second finds what the first has added. What a killed one of this project moved and did not
  /// list goes.
  private func append(
    _ own: StoredManifest,
    _ spool: NewFolder,
    _ context: StepContext
  ) async throws {
    let lock = try await lock()
    defer { lock.release() }
    if let obstacle = try presentObstacle(context) { throw obstacle }
    guard let old = StoredManifest(inFolder: path) else { return try publish(own, spool) }
    guard old.format == own.format, old.partitionBy == own.partitionBy else {
      throw Diagnostic.appendToOther(options.to, old)
    }
    let all = own.appended(to: old)
    let there = PathSet(try FileSystem.files(below: path))
    // The others hold rows that the set has.
    let added = PathSet(
      own.files.map(\.path).filter { FileSystem.kind(of: "\(spool.temporaryPath)/\($0)") == .file }
    )
    for file in all.files where !there.contains(file.path) && !added.contains(file.path) {
      throw Diagnostic.setLacks(options.to, file.path)
    }
    let listed = PathSet(all.files.map(\.path))
    for left in try moved(context) where !listed.contains(left) {
      FileSystem.remove("\(path)/\(left)")
    }
    // Before the first is moved: a crash behind it must not make the file a foreign one.
    try context.keep(Move(paths: own.files.map(\.path)), of: moveSubject)
    for file in own.files {
      let place = "\(path)/\(file.path)"
      if there.contains(file.path), try Fingerprint.ofFile(place).digest.hex == file.sha256 {
        continue
      }
      let folder = FileSystem.parent(of: place)
      try FileSystem.makeFolder(folder)
      try FileSystem.rename("\(spool.temporaryPath)/\(file.path)", to: place)
      try? FileSystem.synchronise(folder: folder)
    }
    let unlisted = "\(spool.temporaryPath)/\(StoredManifest.name)"
    try FileSystem.replace("\(path)/\(StoredManifest.name)", with: all.bytes, temporary: unlisted)
  }

  private func moved(_ context: StepContext) throws -> [String] {
    try context.note(moveSubject, as: Move.self)?.paths ?? []
  }

  /// The lock of those who append, beside the folder.
  private func lock() async throws -> FileLock {
    let whole = FileSystem.absolutePath(of: path)
    let name = whole.split(separator: "/").last.map(String.init) ?? ""
    let file = "\(FileSystem.parent(of: whole))/.\(name).lock"
    return try await FileLock.wait(file, .exclusive, isRemoved: true)
  }
}
