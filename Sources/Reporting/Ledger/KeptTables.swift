import Files
import Pipeline

/// The tables of results that a run keeps for itself, so that they outlive the store's sweep.
///
/// They are what runs are compared by: the tables of models, and what queries made of the data, as
/// long as they are small. Tables of data (`load`, `generate`, `parse`) are known by their files and
/// fingerprints, and those that only serve a check or a chart are of no interest afterwards.
enum KeptTables {
  /// Where they lie in a run's folder.
  static let folder = "tables"
  /// The most rows of a table that is kept.
  static let rowsAtMost = 2_000
  /// The most bytes of its Parquet file.
  static let bytesAtMost: Int64 = 1_000_000

  private static let data: Set<String> = [
    GenerateDirective.name, LoadDirective.name, ParseDirective.name,
  ]

  static func keeps(_ output: Output, of step: StepResult) -> Bool {
    !step.isPrivate && !data.contains(step.kind) && output.paths.count == 1
      && output.rowCount <= rowsAtMost && output.byteCount <= bytesAtMost
  }

  /// `minutes.metrics.parquet`; by its digest for a label that is too long for a file's name.
  static func fileName(of output: Output) -> String {
    (output.table.utf8.count <= 200 ? output.table : output.digest.hex) + ".parquet"
  }

  /// The store's files of the tables that a run keeps, by their names in its folder.
  static func paths(of record: RunRecord, _ result: RunResult) -> [String: String] {
    var paths: [String: String] = [:]
    for table in record.steps.flatMap(\.tables) {
      if let file = table.file, let path = result.output(table.name)?.paths.first {
        paths[file] = path
      }
    }
    return paths
  }
}
