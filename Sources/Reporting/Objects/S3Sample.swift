import Cloud
import Diagnostics
import Dispatch
import Files
import Foundation
import LogParsing
import Pipeline
import Synchronization

/// The beginning of the first object that a `parse` reads, for formats that depend on what stands there.
///
/// It is fetched while the report is planned, by one ranged request, packed as it lies there, and is known for
/// a minute: a preview plans at every keystroke.
struct S3Sample: Sendable {
  /// How much of the object is fetched; the parser looks at a quarter of it, unpacked.
  static let byteCount = 1 << 20
  static let lifetime = Duration.seconds(60)

  private struct Known {
    let sample: LogSample
    let time: ContinuousClock.Instant
  }
  private static let known = Mutex<[String: Known]>([:])

  /// - Throws: `Diagnostic` at the path when it cannot be had.
  static func of(_ files: InputFiles, _ objects: S3Files) throws(Diagnostic) -> LogSample {
    if let known = known.withLock({ $0[files.pattern] }), known.time.duration(to: .now) < lifetime {
      return known.sample
    }
    let found = OwnThread.wait { () async -> Result<LogSample, Diagnostic> in
      do {
        return .success(try await fetch(files, objects))
      } catch let error as Diagnostic {
        return .failure(error)
      } catch let error as LogSourceError {
        return .failure(Diagnostic(.error, "log", error.words.message, at: files.span))
      } catch {
        return .failure(Diagnostic(.error, "s3", "the objects cannot be looked at", at: files.span))
      }
    }
    let sample = try found.get()
    known.withLock { $0[files.pattern] = Known(sample: sample, time: .now) }
    return sample
  }

  private static func fetch(_ files: InputFiles, _ objects: S3Files) async throws -> LogSample {
    let bytes = try await objects.beginning(of: files, count: byteCount)
    let name = "quire-sample-\(UUID().uuidString)"
    let path = FileManager.default.temporaryDirectory.appending(path: name).path
    defer { FileSystem.remove(path) }
    do throws(SystemError) {
      let file = try NewFile(path)
      try file.write(bytes)
      try file.publish()
    } catch {
      throw Diagnostic.cannotWrite(error)
    }
    return try LogSample(path)
  }
}

/// Asynchronous work for which a synchronous caller waits: on a thread of its own from beginning to end.
///
/// The caller may stand on one of the few threads that tasks share; were the work to need another of them, all
/// could wait for each other.
private enum OwnThread {
  static func wait<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) -> Result {
    let done = DispatchSemaphore(value: 0)
    let result = Mutex<Result?>(nil)
    let executor = QueueExecutor()
    Task.detached(executorPreference: executor) {
      let found = await body()
      result.withLock { $0 = found }
      done.signal()
    }
    done.wait()
    guard let found = result.withLock({ $0 }) else { preconditionFailure("it was signalled") }
    return found
  }

  private final class QueueExecutor: TaskExecutor {
    private let queue = DispatchQueue(label: "quire.planning")

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
  }
}
