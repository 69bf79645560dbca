/// Paths of files, told apart by their bytes as the system does.
///
/// To Swift a letter is the same however it is composed (`é` and `e` with an accent), so that of two such files a set
/// of texts would hold one.
struct PathSet: Equatable, Sendable {
  private var paths: Set<[UInt8]> = []

  init(_ paths: some Sequence<String>) { for path in paths { insert(path) } }

  mutating func insert(_ path: String) { paths.insert(Array(path.utf8)) }

  func contains(_ path: String) -> Bool { paths.contains(Array(path.utf8)) }
}
