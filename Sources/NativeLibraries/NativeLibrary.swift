#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A shared library found and loaded at run time.
///
///     let duckdb = try NativeLibrary.open("duckdb")
///
/// Looked for, in this order: the path in the environment variable `QUIRE_<NAME>`;
/// `../lib/quire` beside the executable; `.deps/lib` in the current directory and its ancestors, then
/// in the executable's ancestors; the system's own search path. A library stays loaded until the
/// process ends, since its threads may outlive every user of it.
public struct NativeLibrary: @unchecked Sendable {
  // A handle of dlopen may be used by any thread, and is never closed.
  private let handle: UnsafeMutableRawPointer
  /// The file, or the bare name when the system found it.
  public let path: String

  /// Finds and loads a library.
  ///
  /// - Parameters:
  ///   - name: What the environment variable is named for: `duckdb` asks `QUIRE_DUCKDB`.
  ///   - file: The file's name; `lib<name>.so` when left out.
  /// - Returns: The loaded library.
  /// - Throws: `NativeLibraryError` that names every place looked in. A path in the
  ///   environment that cannot be loaded is an error, never passed over.
  public static func open(
    _ name: String,
    file: String? = nil
  ) throws(NativeLibraryError) -> NativeLibrary {
    let file = file ?? "lib\(name).\(Self.suffix)"
    let variable = "QUIRE_" + name.uppercased()
    if let path = getenv(variable).map({ String(cString: $0) }), !path.isEmpty {
      guard let library = load(path) else {
        throw NativeLibraryError(
          message: "cannot load \(path), the path in $\(variable): \(reason())"
        )
      }
      return library
    }
    let places = places(file)
    for path in places where access(path, F_OK) == 0 {
      guard let library = load(path) else {
        throw NativeLibraryError(message: "cannot load \(path): \(reason())")
      }
      return library
    }
    if let library = load(file) { return library }
    throw NativeLibraryError(
      message:
        "cannot find the native library \(file): run scripts/setup to fetch it, or set $\(variable)"
        + " to its path; looked in \(places.joined(separator: ", ")) and the system's libraries"
    )
  }

  /// Loads the library at a path.
  ///
  /// - Throws: `NativeLibraryError` with the loader's reason.
  public static func open(path: String) throws(NativeLibraryError) -> NativeLibrary {
    guard let library = load(path) else {
      throw NativeLibraryError(message: "cannot load \(path): \(reason())")
    }
    return library
  }

  /// The file that `open` would load, without loading it; nil when only the system might have it.
  public static func path(of name: String) -> String? {
    if let path = getenv("QUIRE_" + name.uppercased()).map({ String(cString: $0) }), !path.isEmpty {
      return path
    }
    return places("lib\(name).\(suffix)").first { access($0, F_OK) == 0 }
  }

  /// A file that lies in a folder beside the native libraries, such as an extension of one; nil when it is nowhere.
  ///
  /// - Parameters:
  ///   - file: Its path below the folder.
  ///   - folder: The folder's name: `../lib/quire/<folder>` beside the executable, `.deps/<folder>` in the
  ///     current directory, its ancestors and the executable's.
  ///   - variable: An environment variable that names the folder itself; no other is then looked in.
  /// - Returns: The path of the file.
  public static func data(_ file: String, in folder: String, variable: String) -> String? {
    if let given = getenv(variable).map({ String(cString: $0) }), !given.isEmpty {
      let path = "\(given)/\(file)"
      return access(path, F_OK) == 0 ? path : nil
    }
    return places("\(folder)/\(file)", local: ".deps").first { access($0, F_OK) == 0 }
  }

  /// The address of a function or variable; nil when the library has none of that name.
  public func symbol(_ name: String) -> UnsafeMutableRawPointer? { dlsym(handle, name) }

  #if canImport(Darwin)
    private static let suffix = "dylib"
  #else
    private static let suffix = "so"
  #endif

  private static func load(_ path: String) -> NativeLibrary? {
    dlopen(path, RTLD_NOW | RTLD_LOCAL).map { NativeLibrary(handle: $0, path: path) }
  }

  private static func reason() -> String {
    dlerror().map { String(cString: $0) } ?? "no reason given"
  }

  /// The files to try, nearest first.
  static func places(_ file: String, local: String = ".deps/lib") -> [String] {
    var places: [String] = []
    let executable = executableFolder()
    if let executable { places.append("\(parent(executable) ?? "")/lib/quire/\(file)") }
    for start in [currentFolder(), executable] {
      var folder = start
      while let current = folder {
        places.append("\(current == "/" ? "" : current)/\(local)/\(file)")
        folder = parent(current)
      }
    }
    var seen: Set<String> = []
    return places.filter { seen.insert($0).inserted }
  }

  private static func currentFolder() -> String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  private static func executableFolder() -> String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    return parent(String(cString: path))
  }

  private static func parent(_ path: String) -> String? {
    guard path != "/", let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// A library that cannot be loaded: which one, why, where it was looked for and what to do.
public struct NativeLibraryError: Error, Sendable, Hashable {
  public let message: String
}
