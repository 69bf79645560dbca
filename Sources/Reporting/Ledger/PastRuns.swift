import Foundation

/// The earlier runs that a report of one template may be compared with.
struct PastRuns: Sendable {
  /// Nil where there is no run to come, as in `quire check`: there are no past runs then either.
  let ledger: Ledger?
  /// The template's path.
  let template: String

  /// The newest run of the template that finished with its checks passed, of those that `fits`
  /// takes.
  ///
  /// A run whose checks failed is passed over, so that rendering again never makes a failure the
  /// measure of itself.
  func newestPassed(where fits: (RunRecord) -> Bool = { _ in true }) -> RunRecord? {
    ledger?.newestFirst().first { $0.state == "finished" && isOfTemplate($0) && fits($0) }
  }

  func isOfTemplate(_ run: RunRecord) -> Bool { run.isOf(template: template) }
}

extension RunRecord {
  /// Whether it is a run of the template at that path, however the path is written.
  public func isOf(template path: String) -> Bool {
    let folder = FileManager.default.currentDirectoryPath
    let base = URL(fileURLWithPath: folder, isDirectory: true)
    return URL(fileURLWithPath: template, relativeTo: base).standardizedFileURL.path
      == URL(fileURLWithPath: path, relativeTo: base).standardizedFileURL.path
  }
}

extension Ledger {
  /// The Parquet file of a table that a run kept; nil when it kept none of that name, or when
  /// somebody has removed the file.
  func file(of table: String, in run: RunRecord) -> String? {
    let found = run.steps.lazy.flatMap(\.tables).first {
      $0.name.lowercased() == table.lowercased()
    }
    guard let name = found?.file, !name.contains("/") else { return nil }
    let path = folder.appendingPathComponent(run.id).appendingPathComponent(KeptTables.folder)
      .appendingPathComponent(name).path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }
}
