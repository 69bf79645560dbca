/// A file or folder that a `FileWatch` looks after; it need not be there yet.
public struct WatchedPath: Hashable, Sendable {
  /// As it is told of when it changes; relative ones start at the working folder.
  public let path: String
  /// How many levels below a folder count.
  ///
  /// 0 is the path as such, 1 the names in a folder, `.max` all files below it. Names that begin
  /// with a dot do not count.
  public let levels: Int

  /// A single file.
  public static func file(_ path: String) -> WatchedPath { WatchedPath(path: path, levels: 0) }

  /// A folder and `levels` levels of what is in it.
  public static func folder(_ path: String, levels: Int = .max) -> WatchedPath {
    WatchedPath(path: path, levels: levels)
  }
}

extension WatchedPath {
  /// A name in a folder.
  struct Place: Hashable {
    let folder: String
    let name: String
  }

  /// Each name on the way to `path` with the folder it stands in, the outermost first.
  ///
  /// `a/b/c.txt` stands in `.` as `a`, in `a` as `b` and in `a/b` as `c.txt`. `.` and `..` are no
  /// names: nothing happens to them.
  static func places(to path: String) -> [Place] {
    var folder = path.hasPrefix("/") ? "/" : "."
    var places: [Place] = []
    for part in path.split(separator: "/") {
      if part != ".", part != ".." { places.append(Place(folder: folder, name: String(part))) }
      folder = join(folder, String(part))
    }
    return places
  }

  /// A name in a folder as a path; the working folder is left out.
  static func join(_ folder: String, _ name: String) -> String {
    switch folder {
    case ".": name
    case "/": "/" + name
    default: folder + "/" + name
    }
  }
}
