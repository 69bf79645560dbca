import Diagnostics
import Files
import Foundation
import Pipeline
import Synchronization

/// An exchange by a folder that Spark sees by the same path: files are copied there, and removed when
/// the run is over.
final class SparkFolderExchange: SparkExchange {
  private let folder: String
  private let place: EnginePlace
  /// The copies that are there, by the store's path.
  private let copies = Mutex<[String: String]>([:])
  private let counter = Mutex(0)
  private let own = "quire-\(String(UInt64.random(in: .min ... .max), radix: 36))"

  init(folder: String, place: EnginePlace) {
    self.folder = FileSystem.absolutePath(of: folder)
    self.place = place
  }

  func paths(of output: Output, _ query: EngineQuery) async throws -> [String] {
    var paths: [String] = []
    for path in output.paths {
      if let known = copies.withLock({ $0[path] }) {
        paths.append(known)
        continue
      }
      let name = try newName() + ".parquet"
      do {
        try await OffPool.run("exchange") {
          try FileManager.default.copyItem(atPath: path, toPath: name)
        }
      } catch {
        throw unusable(error)
      }
      copies.withLock { $0[path] = name }
      paths.append(name)
    }
    return paths
  }

  func resultFolder(_ query: EngineQuery) throws -> String { try newName() }

  func finishedFiles(_ result: String, _ query: EngineQuery) throws -> [String] {
    try Self.finishedFiles(result, place)
  }

  /// The files of a folder that Spark has written in full.
  static func finishedFiles(_ result: String, _ place: EnginePlace) throws -> [String] {
    let names = (try? FileSystem.names(inFolder: result)) ?? []
    guard names.contains("_SUCCESS") else { throw Diagnostic.notShared(place, result) }
    return names.filter(isPart).sorted().map { "\(result)/\($0)" }
  }

  /// Whether a file of Spark's holds rows.
  static func isPart(_ name: String) -> Bool {
    name.hasPrefix("part-") && name.hasSuffix(".parquet")
  }

  func unusable(_ words: String, isMissing: Bool) -> Diagnostic? {
    isMissing && !SparkProblem.isOfObjects(words)
      ? .notShared(place, SparkProblem.path(in: words) ?? "its tables") : nil
  }

  func remove() async -> [Diagnostic] {
    FileSystem.remove("\(folder)/\(own)")
    return []
  }

  private func newName() throws -> String {
    let number = counter.withLock { count in
      count += 1
      return count
    }
    do {
      try FileSystem.makeFolder("\(folder)/\(own)")
    } catch {
      throw unusable(error)
    }
    return "\(folder)/\(own)/\(number)"
  }

  private func unusable(_ error: any Error) -> Diagnostic {
    let words = (error as? SystemError)?.words ?? error.localizedDescription
    return place.unavailable("the exchange folder '\(folder)' cannot be used: \(words)")
  }
}
