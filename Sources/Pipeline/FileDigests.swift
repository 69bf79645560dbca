import Diagnostics
import Files
import Glibc
import Synchronization

/// Finds the files of steps and knows their digests, hashing only what the index cannot answer.
final class FileDigests: Sendable {
  private struct State {
    var index: FileIndex
    /// What this run has learned, to be added to the index on disk.
    var fresh: [String: FileIndex.Entry] = [:]
  }

  private let state: Mutex<State>
  private let parallelism: Int
  private let workingFolder: String

  init(index: FileIndex, parallelism: Int) {
    state = Mutex(State(index: index))
    self.parallelism = max(1, parallelism)
    workingFolder = Self.currentFolder()
  }

  /// The entries that were made since the start, for the index on disk.
  var fresh: [String: FileIndex.Entry] { state.withLock { $0.fresh } }

  /// The files as they are now, several hashed at a time.
  ///
  /// - Throws: `Diagnostic` for a pattern without a match or an unreadable file.
  func resolve(_ inputs: [InputFiles]) async throws -> ResolvedFiles {
    var groups: [[ResolvedFiles.File]] = []
    for input in inputs {
      if let remote = input.remote {
        let found = try await input.part(of: try await remote.list(input))
        groups.append(found.map(ResolvedFiles.File.init))
        continue
      }
      groups.append(try await resolve(try await input.part(of: try input.matches()), of: input))
    }
    return ResolvedFiles(groups: groups)
  }

  /// A file that is no longer as it was when it was hashed, or nil when all are.
  ///
  /// A file whose stamp could not yet be trusted at that time is hashed once more.
  func changed(
    _ files: ResolvedFiles,
    of inputs: [InputFiles]
  ) async throws -> ResolvedFiles.File? {
    for (group, input) in zip(files.groups, inputs) {
      guard let remote = input.remote else { continue }
      let now = Set(try await remote.list(input))
      if let file = group.first(where: { $0.remote.map { !now.contains($0) } ?? false }) {
        return file
      }
    }
    for file in files.all where file.remote == nil {
      guard let now = try? FileStamp(ofFile: file.path), now == file.stamp else { return file }
      if !now.isSettled(at: file.hashedAt) {
        guard let again = try? FileHashing.hash(file.path) else {
          try Task.checkCancellation()
          return file
        }
        if again.digest != file.digest { return file }
      }
    }
    return nil
  }

  private func resolve(
    _ references: [FileReference],
    of input: InputFiles
  ) async throws -> [ResolvedFiles.File] {
    var files: [ResolvedFiles.File?] = []
    var unknown: [(Int, FileReference)] = []
    for (index, reference) in references.enumerated() {
      let known = known(reference)
      files.append(known)
      if known == nil { unknown.append((index, reference)) }
    }
    try await withThrowingTaskGroup(of: (Int, ResolvedFiles.File).self) { group in
      for (count, (index, reference)) in unknown.enumerated() {
        if count >= parallelism, let (done, file) = try await group.next() { files[done] = file }
        group.addTask { (index, try self.hash(reference, of: input)) }
      }
      for try await (index, file) in group { files[index] = file }
    }
    return files.compactMap(\.self)
  }

  private func known(_ reference: FileReference) -> ResolvedFiles.File? {
    let key = absolute(reference.path)
    guard let stamp = try? FileStamp(ofFile: reference.path),
      let entry = state.withLock({ $0.fresh[key] ?? $0.index.entries[key] }),
      entry.isValid(for: stamp)
    else { return nil }
    return ResolvedFiles.File(
      name: reference.name,
      path: reference.path,
      byteCount: stamp.size,
      digest: entry.digest,
      stamp: stamp,
      hashedAt: entry.hashedAt
    )
  }

  private func hash(_ reference: FileReference, of input: InputFiles) throws -> ResolvedFiles.File {
    let start = FileStamp.now()
    let result: FileHashing.Result
    do { result = try FileHashing.hash(reference.path) } catch let error as SystemError {
      throw Diagnostic.unreadableFile(error, at: input.span)
    }
    let entry = FileIndex.Entry(stamp: result.stamp, digest: result.digest, hashedAt: start)
    state.withLock { $0.fresh[absolute(reference.path)] = entry }
    return ResolvedFiles.File(
      name: reference.name,
      path: reference.path,
      byteCount: result.byteCount,
      digest: result.digest,
      stamp: result.stamp,
      hashedAt: start
    )
  }

  private func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : workingFolder + "/" + path
  }

  private static func currentFolder() -> String {
    guard let pointer = getcwd(nil, 0) else { return "" }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}
