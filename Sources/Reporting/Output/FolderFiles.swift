import Diagnostics
import Files
import Glibc
import Plotting
import Tables

/// The files of a folder, and the tables of a report, as the data of charts.
struct FolderFiles: DataFiles {
  /// What relative paths start from.
  let folder: String
  var tables = PageResults.none
  var cache: DataCache?
  /// Tables by folded name that go before those of the page.
  var own: [String: Table] = [:]
  /// Rows that the engine made for views of a chart.
  var prepared: [Int: PreparedRows] = [:]

  func bytes(at url: Spanned<String>) throws(Diagnostic) -> [UInt8] {
    if url.value.contains("://") { throw .noNetwork(url) }
    let path = path(of: url.value)
    do throws(FileProblem) { return try OutputFile.read(path) } catch {
      throw .cannotRead(url.value, error, at: url.span, near: path)
    }
  }

  func table(named name: String) -> Table? { own[name.lowercased()] ?? tables.table(name) }
  func prepared(view: Int) -> PreparedRows? { prepared[view] }
  var tableNames: [String] { tables.names }

  /// Path, size and time of change, to the nanosecond where the disk keeps it.
  func identity(of url: String) -> String? {
    let path = path(of: url)
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    return "\(path)|\(info.st_size)|\(info.st_mtim.tv_sec).\(info.st_mtim.tv_nsec)|\(info.st_ino)"
  }

  /// What is wrong with a file that a chart names; nil when it can be opened.
  func problem(of url: Spanned<String>) -> Diagnostic? {
    if url.value.contains("://") { return .noNetwork(url) }
    let path = path(of: url.value)
    FileReads.note(.file(path))
    var info = stat()
    if stat(path, &info) != 0 {
      return .cannotRead(url.value, FileProblem(number: errno), at: url.span, near: path)
    }
    if info.st_mode & S_IFMT == S_IFDIR {
      return .cannotRead(url.value, FileProblem(number: EISDIR), at: url.span)
    }
    return nil
  }

  private func path(of url: String) -> String {
    url.hasPrefix("/") || folder == "." ? url : "\(folder)/\(url)"
  }
}

extension Diagnostic {
  fileprivate static func noNetwork(_ url: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "no-network",
      "'\(url.value)' is no file: charts load nothing from the network",
      at: url.span,
      hint: "save the data in a file and name that"
    )
  }
}
