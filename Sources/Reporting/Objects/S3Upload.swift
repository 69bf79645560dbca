import Cloud
public import Diagnostics
import Files
import Foundation
import Pipeline

/// Files of this machine on their way to S3: `quire generate --output s3://bucket/prefix`.
///
/// They are written to a folder in `.quire`, which goes with this value, and sent whole. Those of a set (a
/// table in parts or partitions) get names by their contents and a manifest, as a `store` writes them
/// (`S3Set`); others replace an object of their name.
public final class S3Upload: Sendable {
  private let spool: NewFolder
  /// What the spool stands for.
  private let base: S3Location
  /// Where to write what is to be sent, instead of the output that was asked for.
  public let output: String

  /// Whether an output is meant for S3.
  public static func isMeant(by output: String) -> Bool { S3Location.isLocation(output) }

  /// Makes the folder.
  ///
  /// - Throws: `Diagnostic` when the address is none, or the folder cannot be made.
  public init(to text: String) throws(Diagnostic) {
    guard let place = S3Location(text) else {
      throw .noBucket(text)
    }
    do throws(SystemError) { spool = try NewFolder(".quire/upload") { _ in true } } catch {
      throw .cannotWrite(error)
    }
    let names = place.key.split(separator: "/").map(String.init)
    base = S3Location(
      bucket: place.bucket,
      key: names.dropLast().map { "\($0)/" }.joined()
    )
    let slash = text.hasSuffix("/") || names.isEmpty ? "/" : ""
    output = ([spool.temporaryPath] + names.suffix(1)).joined(separator: "/") + slash
  }

  /// Sends all that was written.
  ///
  /// - Parameter setFolders: The folders, as they were written, whose files are a set each.
  /// - Throws: `Diagnostic`, `CancellationError`.
  public func send(setFolders: [String]) async throws {
    do {
      let s3 = try await S3Access.shared.s3()
      try await s3.requireBucket(base.bucket)
      let root = spool.temporaryPath
      var plain = try FileSystem.files(below: root)
      for folder in setFolders {
        let inner = String(folder.dropFirst(root.count + 1))
        let own = plain.filter { $0.hasPrefix(inner + "/") }
        plain.removeAll { $0.hasPrefix(inner + "/") }
        try await send(own.map { String($0.dropFirst(inner.count + 1)) }, of: inner, s3)
      }
      for path in plain {
        try await s3.put(file: "\(root)/\(path)", to: base.appending(path))
      }
    } catch let error as CloudError {
      throw Diagnostic(error, at: nil)
    } catch let error as SystemError {
      throw Diagnostic.cannotWrite(error)
    }
  }

  private func send(_ paths: [String], of folder: String, _ s3: S3) async throws {
    let set = S3Set(s3, at: base.appending(folder))
    try await set.writing(notes: ".quire/traces") { claim, traces in
      try await send(paths, of: folder, set, claim, traces)
    }
  }

  private func send(
    _ paths: [String],
    of folder: String,
    _ set: S3Set,
    _ claim: S3SetClaim,
    _ traces: S3Traces
  ) async throws {
    let objects = try await set.objects()
    let old = try await set.manifest(objects)
    if let foreign = set.foreign(objects, old) {
      throw Diagnostic(
        .error,
        "target-exists",
        "'\(set.folder)' holds '\(foreign)', which quire did not write",
        at: nil,
        hint: "name another --output, or remove it"
      )
    }
    var uploads: [S3Set.Upload] = []
    var files: [StoredManifest.File] = []
    for path in paths.sorted() {
      let local = "\(spool.temporaryPath)/\(folder)/\(path)"
      let (digest, byteCount) = try await OffPool.run("digest") { try Fingerprint.ofFile(local) }
      let name = Self.named(path, by: digest)
      uploads.append(S3Set.Upload(path: name, local: local, byteCount: byteCount))
      files.append(
        StoredManifest.File(path: name, rows: nil, bytes: byteCount, sha256: digest.hex)
      )
    }
    let ending = paths.first?.split(separator: ".").last.map(String.init) ?? ""
    _ = try await set.upload(uploads, beside: objects, traces)
    let manifest = StoredManifest(files, format: ending)
    try await set.publish(manifest, uploads, claim, removingAll: false)
  }

  /// `dt=2024-01-01/part-0.csv` becomes `dt=2024-01-01/part-0-3fa2c1d90b7e.csv`.
  private static func named(_ path: String, by digest: Fingerprint) -> String {
    let start = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    let stem = path[start...].prefix { $0 != "." }
    let part = stem.hasPrefix("part-") ? String(stem) : "part-\(stem)"
    return "\(path[..<start])\(part)-\(digest.short)\(path[start...].dropFirst(stem.count))"
  }
}
