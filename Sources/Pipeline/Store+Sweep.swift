import Files
import Foundation
import Glibc

extension Store {
  /// How much the store may keep.
  public struct Budget: Sendable {
    /// Results that were not used for so long are removed.
    public var unusedDays: Int
    /// When the rest is larger, the longest unused are removed until it fits.
    public var byteCount: Int64

    public init(unusedDays: Int = 30, byteCount: Int64 = 20 << 30) {
      self.unusedDays = unusedDays
      self.byteCount = byteCount
    }
  }

  /// Removes results that have not been used for long, and files that no result names.
  ///
  /// Does nothing while another run uses the store.
  ///
  /// - Parameters:
  ///   - kept: Results that stay, however old.
  ///   - budget: How much may be kept.
  /// - Returns: Whether it swept.
  /// - Throws: What the system says when the store cannot be opened.
  @discardableResult
  public func sweep(keeping kept: Set<Fingerprint> = [], budget: Budget = Budget()) async throws
    -> Bool
  {
    try await StoreSession.open(self).sweep(keeping: kept, budget: budget)
  }
}

extension StoreSession {
  private struct Kept {
    let path: String
    let lastUse: Int64
    let files: Set<Manifest.File>
  }

  /// Sweeps once a day.
  func sweepIfDue(keeping kept: Set<Fingerprint>, budget: Store.Budget = Store.Budget()) throws {
    let path = store.layout.swept
    if let stamp = try? FileStamp(ofFile: path), !stamp.isOlder(than: 86_400) { return }
    if try sweep(keeping: kept, budget: budget) {
      try FileSystem.replace(path, with: [], temporary: temporaryPath())
    }
  }

  func sweep(keeping kept: Set<Fingerprint>, budget: Store.Budget) throws -> Bool {
    try alone {
      let now = FileStamp.now()
      var results = results(keeping: kept)
      let limit = now - Int64(budget.unusedDays) * 86_400_000_000_000
      results.removeAll { result in
        guard result.lastUse < limit else { return false }
        FileSystem.remove(result.path)
        return true
      }
      // From the last used on, as many as fit.
      results.sort { $0.lastUse > $1.lastUse }
      var named: Set<Manifest.File> = []
      var total: Int64 = 0
      for result in results {
        let added = result.files.subtracting(named).reduce(0) { $0 + $1.byteCount }
        if result.lastUse < .max, total + added > budget.byteCount {
          FileSystem.remove(result.path)
        } else {
          total += added
          named.formUnion(result.files)
        }
      }
      removeTables(except: Set(named.map { store.layout.table($0.digest) }))
      // Nobody else is here, so a lock left over belongs to a process that was killed.
      for name in (try? FileSystem.names(inFolder: store.layout.locks)) ?? [] {
        FileSystem.remove(store.layout.locks + "/" + name)
      }
      try removeForgottenFiles()
    }
  }

  /// All results; those to be kept count as used for ever.
  private func results(keeping kept: Set<Fingerprint>) -> [Kept] {
    let folder = store.layout.results
    return ((try? FileSystem.names(inFolder: folder)) ?? []).compactMap { name in
      let path = folder + "/" + name
      guard let stamp = try? FileStamp(ofFile: path) else { return nil }
      let bytes = (try? FileSystem.contents(of: path)) ?? nil
      let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(bytes ?? []))
      guard let manifest, manifest.format == Manifest.currentFormat else {
        FileSystem.remove(path)
        return nil
      }
      let isKept = Fingerprint(hex: String(name.prefix(64))).map(kept.contains) ?? false
      return Kept(
        path: path,
        lastUse: isKept ? .max : stamp.modified,
        files: Set(manifest.files)
      )
    }
  }

  private func removeTables(except named: Set<String>) {
    let folder = store.layout.tables
    for name in (try? FileSystem.names(inFolder: folder)) ?? [] {
      let path = folder + "/" + name
      if !named.contains(path) { FileSystem.remove(path) }
    }
  }

  /// Drops input files from the index that are no longer there.
  private func removeForgottenFiles() throws(SystemError) {
    let layout = store.layout
    guard let bytes = try FileSystem.contents(of: layout.files) else { return }
    var index = FileIndex(bytes)
    let count = index.entries.count
    index.entries = index.entries.filter { FileSystem.kind(of: $0.key) != nil }
    if index.entries.count < count {
      try FileSystem.replace(layout.files, with: index.bytes, temporary: temporaryPath())
    }
  }
}
