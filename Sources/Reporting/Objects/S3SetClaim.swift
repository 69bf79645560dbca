import Cloud
import Foundation

/// A writer's word at a set that it is writing there: an empty object, `_writing/` and a name of its own.
///
/// Nobody waits for it. But while there is another writer's claim nobody removes objects, for they may be the
/// other's, uploaded and not published yet. Who is the last to withdraw its claim removes what no manifest
/// names. A claim is renewed every minute; one that was not for fifteen is a killed writer's.
final class S3SetClaim: Sendable {
  static let folder = "_writing/"
  /// How many seconds a claim counts without being renewed.
  static let lifetime = 900

  private let s3: S3
  let place: S3Location
  private let renewal: Task<Void, Never>

  /// Makes the claim.
  init(_ s3: S3, at set: S3Location, _ traces: S3Traces) async throws {
    self.s3 = s3
    let place = set.appending(Self.folder + UUID().uuidString.lowercased())
    self.place = place
    try traces.begin(place)
    try await s3.put([], to: place)
    renewal = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(60))
        if !Task.isCancelled { _ = try? await s3.put([], to: place) }
      }
    }
  }

  deinit { renewal.cancel() }

  /// Withdraws it, also when the task is cancelled.
  func withdraw() async throws {
    renewal.cancel()
    // A renewal that is on its way would bring it back.
    await renewal.value
    try await Task.detached { [s3, place] in try await s3.delete(place) }.value
  }

  /// The claims among a set's objects: others' that count at the server's `time`, and those that were left.
  static func others(
    _ objects: [String: S3Object],
    at time: Int
  ) -> (live: [String], left: [String]) {
    let claims = objects.filter { $0.key.hasPrefix(folder) }
    let live = claims.filter { time - ($0.value.modified ?? time) < lifetime }.map(\.key)
    return (live, claims.keys.filter { !live.contains($0) })
  }
}
