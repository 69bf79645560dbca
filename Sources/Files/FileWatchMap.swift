import Foundation
import Glibc

/// Which folders have to be looked at, so that nothing that happens to some paths is missed.
///
/// A file is seen through the folder it stands in, because editors write another file and give it
/// the old one's name. Every folder on the way is looked at too, since it may be made, moved or
/// removed, and for a symbolic link also the way to what it points at.
struct FileWatchMap {
  /// The folders, those above others first.
  private(set) var folders: [String] = []
  /// The paths to tell of when something happens to a name in a folder.
  private(set) var leaves: [WatchedPath.Place: Set<String>] = [:]
  /// Names of folders and links on the way: when they change, the map has to be made anew.
  private(set) var joints: Set<WatchedPath.Place> = []
  /// Folders of which every name counts.
  private(set) var trees: Set<String> = []
  /// What each path looked like; nil for one at which nothing stands.
  private(set) var stamps: [String: FileStamp?] = [:]
  private var seen: Set<String> = []

  init() {}

  init(_ paths: Set<WatchedPath>) {
    for watched in paths.sorted(by: { $0.path < $1.path }) {
      add(wayTo: watched.path, for: watched.path)
      stamps[watched.path] = .some(Self.stamp(watched.path))
      guard watched.levels > 0 else { continue }
      // Before there is such a folder too: what it will hold is news then.
      trees.insert(watched.path)
      addTree(watched.path, watched.levels, within: [])
    }
  }

  private mutating func look(at folder: String) {
    if seen.insert(folder).inserted { folders.append(folder) }
  }

  private mutating func add(wayTo path: String, for told: String, depth: Int = 0) {
    let places = WatchedPath.places(to: path)
    for place in places.dropLast() {
      look(at: place.folder)
      joints.insert(place)
    }
    guard let last = places.last else { return }
    look(at: last.folder)
    leaves[last, default: []].insert(told)
    // A link, or a file behind a link to its folder: what it points at has a way of its own.
    if depth == 0, let real = Self.realPath(path), real != Self.absolute(path) {
      joints.insert(last)
      add(wayTo: real, for: told, depth: 1)
    }
  }

  /// `within`: the folders around, to end in a loop of links.
  private mutating func addTree(_ folder: String, _ levels: Int, within: [FileStamp]) {
    guard levels > 0, FileSystem.kind(of: folder) == .folder,
      let stamp = try? FileStamp(ofFile: folder),
      !within.contains(where: { $0.inode == stamp.inode && $0.device == stamp.device })
    else { return }
    look(at: folder)
    trees.insert(folder)
    for name in (try? FileSystem.names(inFolder: folder)) ?? [] where !name.hasPrefix(".") {
      let path = WatchedPath.join(folder, name)
      switch FileSystem.kind(of: path) {
      case .folder:
        if levels == 1 { stamps[path] = .some(Self.stamp(path)) }
        addTree(path, levels - 1, within: within + [stamp])
      case .file, .other, nil:
        stamps[path] = .some(Self.stamp(path))
      }
    }
  }

  /// The paths whose looks differ between two moments, added and removed ones included.
  func changes(since old: FileWatchMap) -> Set<String> {
    var changed: Set<String> = []
    for (path, stamp) in stamps where (old.stamps[path] ?? nil) != stamp { changed.insert(path) }
    for path in old.stamps.keys where stamps[path] == nil { changed.insert(path) }
    return changed
  }

  /// Takes note of how some paths look now, after they were told of.
  mutating func stamp(_ changed: Set<String>) {
    for path in changed where stamps[path] != nil { stamps[path] = .some(Self.stamp(path)) }
  }

  /// Whether a path is one of those looked at, or stands in a folder that is.
  func covers(_ path: String) -> Bool {
    stamps[path] != nil || WatchedPath.places(to: path).contains { trees.contains($0.folder) }
  }

  /// What there is at a path; a folder stays the same, whatever comes and goes in it.
  private static func stamp(_ path: String) -> FileStamp? {
    guard var stamp = try? FileStamp(ofFile: path) else { return nil }
    if FileSystem.kind(of: path) == .folder {
      (stamp.size, stamp.modified, stamp.changed) = (0, 0, 0)
    }
    return stamp
  }

  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// `path` with the real working folder before it.
  ///
  /// A path with `..` in it never equals its real one; it is then looked at in two ways, which costs
  /// a few watches and nothing else.
  private static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    return realPath(".").map { WatchedPath.join($0, path) } ?? path
  }
}
