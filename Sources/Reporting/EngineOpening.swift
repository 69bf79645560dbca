import Dispatch
import Engines
import NativeLibraries
import Pipeline
import Synchronization

/// An engine that is opened on a thread of its own while the template is read.
///
/// Opening takes some 25 milliseconds, mostly the loading of a large library, and every page reads
/// tables through it.
final class EngineOpening: Sendable {
  private let group = DispatchGroup()
  private let result = Mutex<Result<Engine, any Error>?>(nil)
  private let shared: EngineOpening?

  /// Names of its own within an engine that several reports share.
  init(apartFrom shared: EngineOpening) { self.shared = shared }

  init(_ options: EngineOptions) {
    shared = nil
    group.enter()
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      let opened = Result { try Engine.duckDB(options) }
      result.withLock { $0 = opened }
      group.leave()
    }
  }

  /// Waits for the engine.
  func engine() throws -> Engine {
    if let shared {
      return try result.withLock { made in
        let known = made ?? Result { try shared.engine().apart() }
        made = known
        return try known.get()
      }
    }
    finish()
    guard let opened = result.withLock({ $0 }) else {
      preconditionFailure("the group is left after the result is set")
    }
    return try opened.get()
  }

  /// Waits until the library is loaded, so that the program does not end in the midst of it.
  func finish() { group.wait() }
}

extension EngineOpening {
  convenience init(_ options: RenderOptions) {
    // What does not fit in memory is spilled beside the store, not into the working folder.
    self.init(
      EngineOptions(
        memoryLimit: options.memoryLimit,
        threads: options.threads,
        settings: ["temp_directory": "\(options.stateFolder)/spill"]
      )
    )
  }

  var source: EngineSource {
    EngineSource(library: NativeLibrary.path(of: "duckdb")) { try self.engine() }
  }
}
