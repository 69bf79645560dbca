import Files
import Foundation
import Pipeline

extension Ledger {
  /// The Parquet files that hold a table of a past run, in order; empty when nobody has it any more.
  ///
  /// Small tables lie in the run's own folder; of others the store may still have the result.
  package func files(of table: String, in run: RunRecord) -> [String] {
    if let kept = file(of: table, in: run) { return [kept] }
    let made = run.steps.first { $0.tables.contains { $0.name == table } }
    guard let made, let fingerprint = Fingerprint(hex: made.fingerprint) else { return [] }
    let store = Store(folder: folder.deletingLastPathComponent().path + "/store")
    let tables = try? store.tables(of: fingerprint)
    let found = tables?.first { $0.table == table }
    let digest = made.tables.first { $0.name == table }?.digest
    guard let found, digest == nil || digest == found.digest.hex else { return [] }
    return found.paths
  }

  /// The page of a run as it was; nil when it is gone, or when the run wrote no HTML.
  package func page(of run: RunRecord) -> String? {
    let name = URL(fileURLWithPath: run.output).lastPathComponent
    guard name.hasSuffix(".html") else { return nil }
    let path = folder.appendingPathComponent(run.id).appendingPathComponent(name).path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }
}
