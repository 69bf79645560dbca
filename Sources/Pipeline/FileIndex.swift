import Files

/// What is known of files from earlier runs: path → stamp, digest, and when it was hashed.
///
/// It is a shortcut and never the truth: an entry counts only while the file's stamp is the same
/// and was settled when the digest was made. A lost or broken index costs hashing, nothing else.
struct FileIndex: Sendable {
  struct Entry: Hashable, Sendable {
    var stamp: FileStamp
    var digest: Fingerprint
    /// Nanoseconds since 1970 at the start of the hashing.
    var hashedAt: Int64

    /// Whether the digest still stands for a file that now has `stamp`.
    func isValid(for now: FileStamp) -> Bool { stamp == now && stamp.isSettled(at: hashedAt) }
  }

  /// By absolute path.
  var entries: [String: Entry] = [:]

  init() {}

  private static let heading = "quire-files-1"

  /// Reads what `bytes` wrote; anything broken is left out.
  init(_ bytes: [UInt8]) {
    let records = bytes.split(separator: 0, omittingEmptySubsequences: true)
    guard let first = records.first, first.elementsEqual(Self.heading.utf8) else { return }
    entries.reserveCapacity(records.count)
    for record in records.dropFirst() {
      let fields = record.split(separator: 32, maxSplits: 7, omittingEmptySubsequences: false)
      guard fields.count == 8,
        let digest = Fingerprint(hex: String(decoding: fields[0], as: UTF8.self))
      else { continue }
      let numbers = fields[1...6].compactMap { Int64(String(decoding: $0, as: UTF8.self)) }
      guard numbers.count == 6 else { continue }
      let stamp = FileStamp(
        device: UInt64(bitPattern: numbers[0]),
        inode: UInt64(bitPattern: numbers[1]),
        size: numbers[2],
        modified: numbers[3],
        changed: numbers[4]
      )
      entries[String(decoding: fields[7], as: UTF8.self)] = Entry(
        stamp: stamp,
        digest: digest,
        hashedAt: numbers[5]
      )
    }
  }

  /// Records that end with a NUL, which no path can hold; sorted, so equal indexes are equal bytes.
  var bytes: [UInt8] {
    var text = Self.heading + "\0"
    for (path, entry) in entries.sorted(by: { $0.key < $1.key }) {
      let stamp = entry.stamp
      text += "\(entry.digest) \(Int64(bitPattern: stamp.device)) "
      text += "\(Int64(bitPattern: stamp.inode)) \(stamp.size) \(stamp.modified) "
      text += "\(stamp.changed) \(entry.hashedAt) \(path)\0"
    }
    return Array(text.utf8)
  }
}
