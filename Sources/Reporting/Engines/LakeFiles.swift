import Cloud

/// Files in S3 by their places: the folder that holds them, and the partitions that their folders say.
struct LakeFiles: Sendable, Hashable {
  /// The folder in which all of them lie, above those of partitions.
  let location: S3Location
  /// The columns that folders such as `dt=2022-03-01` say, from the outside in.
  let partitionNames: [String]
  /// Each once, in the order of the files; none for files without partitions.
  let partitions: [ExternalTable.Partition]
  /// The keys of the files.
  let keys: Set<String>

  /// Nil for no files, files of several buckets, or folders that do not say the same columns where
  /// `partitions` is true; where it is nil such files have no partitions, as for the embedded engine.
  init?(_ files: [S3Location], partitions wanted: Bool?) {
    guard let first = files.first, files.allSatisfy({ $0.bucket == first.bucket }) else {
      return nil
    }
    let folders = files.map { Array($0.key.split(separator: "/").map(String.init).dropLast()) }
    let names = wanted == false ? [] : folders[0].compactMap { HiveFolder.read($0)?.column }
    let agree = folders.allSatisfy { $0.compactMap { HiveFolder.read($0)?.column } == names }
    if wanted == true, !agree || names.isEmpty { return nil }
    partitionNames = agree ? names : []
    var common = folders[0][...]
    for folder in folders {
      let count = zip(common, folder).prefix { $0 == $1 }.count
      common = common.prefix(count)
    }
    if !partitionNames.isEmpty { common = common.prefix { HiveFolder.read($0) == nil } }
    func place(_ names: some Sequence<String>) -> S3Location {
      S3Location(bucket: first.bucket, key: names.map { $0 + "/" }.joined())
    }
    location = place(common)
    keys = Set(files.map(\.key))
    var found: [ExternalTable.Partition] = []
    var seen: Set<String> = []
    if !partitionNames.isEmpty {
      for folder in folders {
        let last = folder.lastIndex { HiveFolder.read($0) != nil } ?? 0
        let own = place(folder[...last])
        guard seen.insert(own.key).inserted else { continue }
        let values = folder.compactMap { HiveFolder.read($0).map(\.value) }
        found.append(ExternalTable.Partition(values: values, folder: own))
      }
    }
    partitions = found
  }

  /// The first key among `all` that Athena would read with the files, although it is none of them.
  func stranger(in all: some Sequence<S3Object>) -> String? {
    var found: [String] = []
    let folders = Set(partitions.map(\.folder.key))
    for object in all where object.byteCount > 0 && !keys.contains(object.location.key) {
      let key = object.location.key
      let inner = key.dropFirst(location.key.count).split(separator: "/")
      // Athena passes over such names.
      if inner.contains(where: { $0.hasPrefix("_") || $0.hasPrefix(".") }) { continue }
      if partitions.isEmpty || Self.lies(key, in: folders) { found.append(key) }
    }
    return found.min()
  }

  private static func lies(_ key: String, in folders: Set<String>) -> Bool {
    key.indices.contains { key[$0] == "/" && folders.contains(String(key[...$0])) }
  }
}
