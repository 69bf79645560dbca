public import Files
import Foundation
import Glibc

/// A folder of results by fingerprint, which several processes may use at once.
///
/// Everything is written under a temporary name, put on the disk and renamed, and a result counts
/// only when its manifest is there; so whatever happens, power loss included, the store holds whole
/// results and garbage, and the garbage is swept by a later run. Table files are named by their
/// contents: two processes that make the same result write the same bytes under the same name.
public struct Store: Sendable {
  public let layout: StoreLayout

  /// - Parameter folder: usually `.quire/store`; made when it is missing, with the first use.
  public init(folder: String) { layout = StoreLayout(folder: folder) }

  public var folder: String { layout.folder }

  /// What the store has for a fingerprint.
  enum Lookup: Sendable {
    case found(Manifest)
    case missing
    /// The manifest is there, but a file of it is gone or has another size.
    case damaged(path: String)

    /// Whether another store may help.
    var isMissing: Bool { if case .found = self { false } else { true } }
  }

  /// Looks a result up and marks it as used.
  ///
  /// The sizes of its files are compared, their bytes are not read.
  func lookup(_ fingerprint: Fingerprint) throws(SystemError) -> Lookup {
    let path = layout.manifest(fingerprint)
    guard let bytes = try FileSystem.contents(of: path) else { return .missing }
    guard let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(bytes)),
      manifest.format == Manifest.currentFormat
    else { return .missing }
    for file in manifest.files {
      let path = layout.table(file.digest)
      guard let stamp = try? FileStamp(ofFile: path), stamp.size == file.byteCount else {
        return .damaged(path: path)
      }
    }
    if let stamp = try? FileStamp(ofFile: path), stamp.isOlder(than: Self.touchSeconds) {
      FileSystem.touch(path)
    }
    return .found(manifest)
  }

  /// The tables of a result that the store still has, whole; empty when it does not.
  ///
  /// Nothing keeps them from being swept afterwards: open the files at once.
  public func tables(of fingerprint: Fingerprint) throws(SystemError) -> [Output] {
    if case .found(let manifest) = try lookup(fingerprint) { outputs(manifest) } else { [] }
  }

  /// The outputs of a manifest, as paths of this store.
  func outputs(_ manifest: Manifest) -> [Output] {
    manifest.tables.map { Output($0, in: layout) }
  }

  /// How stale the mark of last use may be before it is renewed.
  static let touchSeconds: Int64 = 3600
}

extension FileStamp {
  func isOlder(than seconds: Int64, at moment: Int64 = FileStamp.now()) -> Bool {
    moment - modified > seconds * 1_000_000_000
  }
}
