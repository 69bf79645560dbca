import Synchronization

/// The files that were looked for while something was made, those that are not there included.
///
///     let reads = FileReads()
///     await FileReads.$current.withValue(reads) { … }
///     watch.look(at: reads.paths, …)
public final class FileReads: Sendable {
  /// Where what is read by the current task and its children is noted.
  @TaskLocal public static var current: FileReads?

  private let noted = Mutex<Set<WatchedPath>>([])

  public init() {}

  public var paths: Set<WatchedPath> { noted.withLock(\.self) }

  public func note(_ path: WatchedPath) { _ = noted.withLock { $0.insert(path) } }

  /// Notes a path when somebody wants to know.
  public static func note(_ path: @autoclosure () -> WatchedPath) {
    if let current { current.note(path()) }
  }
}
