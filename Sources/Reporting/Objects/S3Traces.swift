import Cloud
import Files
import Foundation
import Glibc
import Pipeline

/// What this project has begun at a place in S3 and not ended: uploads in parts, and claims on a set.
///
/// It is remembered in the state folder, so that the next run clears away what a killed one left, and nothing
/// that another writer is at. An entry names the machine and the process that made it; only those of this
/// machine's dead processes are cleared.
struct S3Traces: Sendable {
  private struct Trace: Codable, Hashable {
    var host: String
    var process: Int32
    var bucket: String
    var key: String
    /// Of an upload in parts; nil for an object.
    var upload: String?

    var location: S3Location { S3Location(bucket: bucket, key: key) }

    /// Whether the process that made it is gone.
    var isLeft: Bool {
      host == S3Traces.host && process != getpid() && kill(process, 0) != 0 && errno == ESRCH
    }
  }

  private let path: String
  private static let host: String = {
    var system = utsname()
    uname(&system)
    return withUnsafeBytes(of: &system.nodename) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }()

  /// `folder` is where it is remembered, `place` the object, or the set.
  init(in folder: String, of place: S3Location) {
    path = "\(folder)/\(Fingerprint(["traces \(place)"]).hex).json"
  }

  private func read() throws(SystemError) -> [Trace] {
    let bytes = try FileSystem.contents(of: path) ?? []
    return (try? JSONDecoder().decode([Trace].self, from: Data(bytes))) ?? []
  }

  /// Remembers an upload that begins.
  func begin(_ upload: S3UploadID) throws { try add(upload.location, upload.id) }

  /// Remembers an object that is to be there only for a while.
  func begin(_ object: S3Location) throws { try add(object, nil) }

  private func add(_ location: S3Location, _ upload: String?) throws {
    try change { traces in
      traces.append(
        Trace(
          host: Self.host,
          process: getpid(),
          bucket: location.bucket,
          key: location.key,
          upload: upload
        )
      )
    }
  }

  /// Clears away what killed runs left.
  func clear(_ s3: S3) async throws {
    let left = try read().filter(\.isLeft)
    for trace in left {
      do {
        if let id = trace.upload {
          try await s3.abort(S3UploadID(location: trace.location, id: id))
        } else {
          try await s3.delete(trace.location)
        }
      } catch let error as CloudError where error.kind != .unreachable {
        // Who may write but not clear away leaves it to the bucket's own rules.
      }
    }
    if !left.isEmpty { try change { $0.removeAll(where: left.contains) } }
  }

  /// Forgets what this process began: it is ended.
  func end() throws {
    try change { $0.removeAll { $0.host == Self.host && $0.process == getpid() } }
  }

  /// Other runs of the project, in this process or another, write there too: one after the other.
  private func change(_ body: (inout [Trace]) -> Void) throws {
    try FileSystem.makeFolder(FileSystem.parent(of: path))
    var lock = try FileLock.attempt(path + ".lock", .exclusive, isRemoved: true)
    while lock == nil {
      usleep(1_000)
      lock = try FileLock.attempt(path + ".lock", .exclusive, isRemoved: true)
    }
    defer { lock?.release() }
    var traces = try read()
    body(&traces)
    if traces.isEmpty { return FileSystem.remove(path) }
    let file = try NewFile(path)
    try file.write(Array(try JSONEncoder().encode(traces)))
    try file.publish()
  }
}
