public import Diagnostics
public import Files

/// Files that a step reads: a path or a pattern, as the author wrote it.
///
/// A pattern may use `*`, `?`, `**`, `[a-z]` and `{a,b}`. A path that exists as written is taken as
/// it is, even with such signs in it. A folder stands for all files below it (see `Glob`).
public struct InputFiles: Sendable {
  /// The path or pattern; relative ones start at `folder`.
  public let pattern: String
  public let folder: String
  /// Where the author wrote the path.
  public let span: SourceSpan
  /// What gets at files that are not on this machine; nil for those that are.
  public let remote: (any RemoteFiles)?
  /// Which of the files are meant; nil is all.
  let piece: Piece?

  /// A step's share of the files that several steps divide.
  struct Piece: Sendable {
    let index: Int
    let count: Int
    /// What stands before and after these files in the list that is divided.
    let before: [InputFiles]
    let after: [InputFiles]
  }

  public init(
    _ pattern: String,
    in folder: String,
    at span: SourceSpan,
    remote: (any RemoteFiles)? = nil
  ) {
    self.init(pattern, in: folder, at: span, remote: remote, piece: nil)
  }

  private init(
    _ pattern: String,
    in folder: String,
    at span: SourceSpan,
    remote: (any RemoteFiles)?,
    piece: Piece?
  ) {
    self.pattern = pattern
    self.folder = folder
    self.span = span
    self.remote = remote
    self.piece = piece
  }

  /// One of `count` runs of neighbouring files, of nearly equal length, which in order are all files of a list.
  ///
  /// It may be empty.
  ///
  /// - Parameters:
  ///   - index: The run, from 0.
  ///   - count: How many there are.
  ///   - inputs: The list, of which none is a piece itself.
  /// - Returns: One element for each of the list, each of which may have no files.
  public static func piece(_ index: Int, of count: Int, _ inputs: [InputFiles]) -> [InputFiles] {
    inputs.enumerated().map { place, input in
      InputFiles(
        input.pattern,
        in: input.folder,
        at: input.span,
        remote: input.remote,
        piece: Piece(
          index: index,
          count: count,
          before: Array(inputs[..<place]),
          after: Array(inputs[(place + 1)...])
        )
      )
    }
  }

  /// A piece's part of all files that the pattern names; all of them where it is no piece.
  ///
  /// - Throws: `Diagnostic` when a pattern of the list matches nothing.
  func part<File>(of all: [File]) async throws -> [File] {
    guard let piece else { return all }
    var before = 0
    for input in piece.before { before += try await input.count() }
    var total = before + all.count
    for input in piece.after { total += try await input.count() }
    let range = (total * piece.index / piece.count)..<(total * (piece.index + 1) / piece.count)
    return all.enumerated().filter { range.contains(before + $0.offset) }.map(\.element)
  }

  private func count() async throws -> Int {
    if let remote { return try await remote.list(self).count }
    return try matches().count
  }

  /// The files on this machine that the pattern names, in the order of their names.
  ///
  /// - Throws: `Diagnostic` when nothing matches or a folder cannot be read.
  func matches() throws(Diagnostic) -> [FileReference] {
    FileReads.note(watched)
    let isAbsolute = pattern.hasPrefix("/")
    let root = isAbsolute ? "/" : folder.isEmpty ? "." : folder
    let found: [String]
    do {
      // A glob part never holds a NUL, and `stat` would stop at one.
      guard !pattern.isEmpty, !pattern.utf8.contains(0) else { throw Diagnostic.noSuchFile(self) }
      found = try literal(root) ?? Glob(pattern).matches(inFolder: root)
    } catch let error as SystemError {
      throw .unreadableFile(error, at: span)
    } catch let error as Diagnostic {
      throw error
    } catch {
      preconditionFailure("matching throws nothing else: \(error)")
    }
    guard !found.isEmpty else { throw .noSuchFile(self) }
    return found.map { name in
      let shown = isAbsolute ? "/" + name : name
      return FileReference(name: shown, path: isAbsolute ? shown : Self.join(folder, name))
    }
  }

  /// Where to look for changes of the files: a path, or the folder that the pattern begins with.
  public var watched: WatchedPath {
    let parts = pattern.split(separator: "/")
    let fixed = parts.prefix { !Glob.isPattern(String($0)) }
    let isWhole = fixed.count == parts.count
    let start = (pattern.hasPrefix("/") ? "/" : "") + fixed.joined(separator: "/")
    let path = pattern.hasPrefix("/") ? start : start.isEmpty ? folder : Self.join(folder, start)
    if isWhole { return FileSystem.kind(of: path) == .folder ? .folder(path) : .file(path) }
    // A match may be a folder, which stands for all that is in it.
    let isDeep = parts.contains { $0 == "**" } || pattern.contains("{")
    let names = try? Glob(pattern).matches(inFolder: pattern.hasPrefix("/") ? "/" : folder)
    let depth = names?.map { $0.split(separator: "/").count }.max() ?? 0
    return .folder(
      path.isEmpty ? "." : path,
      levels: isDeep || depth > parts.count ? .max : parts.count - fixed.count
    )
  }

  /// The path of the first file, to look at while a step is planned; nil for files elsewhere.
  ///
  /// - Throws: `Diagnostic` when nothing matches or a folder cannot be read.
  public func firstPath() throws(Diagnostic) -> String? {
    remote == nil ? try matches().first?.path : nil
  }

  /// The paths of all files.
  ///
  /// - Throws: `Diagnostic` when nothing matches or a folder cannot be read.
  package func paths() throws(Diagnostic) -> [String] { try matches().map(\.path) }

  /// The file that stands at the path as written; nil for folders and patterns.
  private func literal(_ root: String) -> [String]? {
    let path = pattern.hasPrefix("/") ? pattern : Self.join(folder, pattern)
    guard let kind = FileSystem.kind(of: path), kind != .folder else { return nil }
    return [pattern.hasPrefix("/") ? String(pattern.drop { $0 == "/" }) : pattern]
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty || folder == "."
      ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}

/// A file by its two names.
struct FileReference: Hashable, Sendable {
  /// As the author would write it: part of the fingerprint, so that moving a project keeps it.
  let name: String
  /// As the system opens it.
  let path: String
}

/// The files of a step as they are now, with the digests of their bytes.
public struct ResolvedFiles: Sendable {
  public struct File: Sendable {
    /// The path as the author would write it, relative to the folder the pattern starts at.
    public let name: String
    /// The path to open.
    public let path: String
    public let byteCount: Int64
    /// SHA-256 of the file's bytes.
    public let digest: Fingerprint
    let stamp: FileStamp
    /// When the digest was made, in nanoseconds since 1970.
    let hashedAt: Int64
    /// The file elsewhere that it is; stamp and time mean nothing then.
    public var remote: RemoteFile?
    /// Whether it is not on this machine.
    public var isElsewhere: Bool { remote != nil }
  }

  /// One list for each of the step's `files`, in that order; only that of a piece may be empty.
  public let groups: [[File]]

  /// The paths to open of the step's n-th `InputFiles`.
  public func paths(_ index: Int = 0) -> [String] { groups[index].map(\.path) }

  var all: [File] { groups.flatMap { $0 } }
}
