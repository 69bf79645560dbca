import Files
import Pipeline

/// The files of a step one after the other on this machine: those that are elsewhere are fetched one
/// ahead into the state folder, and removed when they are read.
struct ObjectSpool {
  private let context: StepContext

  init(_ context: StepContext) { self.context = context }

  /// Calls `body` for each file with a path at which it can be opened.
  func forEach(
    _ body: (ResolvedFiles.File, String) async throws -> Void
  ) async throws {
    let files = context.files.groups.enumerated().flatMap { group, files in
      files.map { (file: $0, group: group) }
    }
    var next: Task<(path: String, isCopy: Bool), any Error>?
    defer { next?.cancel() }
    for (index, item) in files.enumerated() {
      let here = next
      next = nil
      let place: (path: String, isCopy: Bool)
      if let here {
        place = try await withTaskCancellationHandler {
          try await here.value
        } onCancel: {
          here.cancel()
        }
      } else {
        place = try await context.localPath(of: item.file, item.group)
      }
      if index + 1 < files.count, files[index + 1].file.isElsewhere {
        let (file, group) = files[index + 1]
        next = Task { [context] in try await context.localPath(of: file, group) }
      }
      defer { if place.isCopy { FileSystem.remove(place.path) } }
      try await body(item.file, place.path)
    }
  }
}
