import Diagnostics
import Files
import Foundation
import Glibc

/// Files that are replaced as a whole: a reader sees the old one or the new one, never a part.
enum OutputFile {
  /// Writes `bytes` under a temporary name in the same folder, puts them on the disk and renames.
  ///
  /// Folders on the way are made. A file that holds these bytes already is left untouched.
  ///
  /// - Throws: a diagnostic that names the path and the system's reason.
  static func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
    if holds(bytes, path) { return }
    do throws(SystemError) {
      let file = try NewFile(path)
      try file.write(bytes)
      try file.publish()
    } catch {
      throw .cannotWrite(error)
    }
  }

  /// Whether the file is there with exactly these bytes.
  private static func holds(_ bytes: [UInt8], _ path: String) -> Bool {
    guard FileSystem.kind(of: path) == .file, let stamp = try? FileStamp(ofFile: path),
      stamp.size == bytes.count
    else { return false }
    return (try? FileSystem.contents(of: path)) == bytes
  }

  /// All bytes of a file.
  ///
  /// - Throws: the system's error number.
  static func read(_ path: String) throws(FileProblem) -> [UInt8] {
    FileReads.note(.file(path))
    do throws(SystemError) {
      guard let bytes = try FileSystem.contents(of: path) else { throw SystemError.absent(path) }
      return bytes
    } catch {
      throw FileProblem(number: error.code)
    }
  }
}

/// The system's reason why a file could not be read.
struct FileProblem: Error {
  let number: Int32

  var words: String {
    switch number {
    case ENOENT: "there is no such file"
    case EISDIR: "it is a folder"
    default: String(cString: strerror(number))
    }
  }
}

extension Diagnostic {
  static func overwritesSource(_ path: String) -> Self {
    Diagnostic(
      .error,
      "overwrites-source",
      "the report would overwrite '\(path)', which it is made from",
      at: nil,
      hint: "name another folder with --output"
    )
  }

  /// What is said of a file that cannot be read; `file` is its path as the system opens it, beside
  /// which a file of nearly that name is looked for.
  static func cannotRead(
    _ path: String,
    _ problem: FileProblem,
    at span: SourceSpan?,
    near file: String? = nil
  ) -> Self {
    Diagnostic(
      .error,
      "cannot-read",
      "cannot read '\(path)': \(problem.words)",
      at: span,
      hint: problem.number == ENOENT ? file.flatMap { nearbyFile($0, as: path) } : nil
    )
  }

  private static func nearbyFile(_ file: String, as path: String) -> String? {
    let name = String(file.split(separator: "/").last ?? "")
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: ParameterValues.folder(of: file)
    )
    guard let near = NearMatch.of(name, in: names ?? []) else { return nil }
    return "did you mean '\(path.dropLast(name.count))\(near)'?"
  }
}
