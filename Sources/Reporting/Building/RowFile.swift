import Diagnostics
import Options

/// The rows of a file given with `--each`: one report each.
struct RowFile: Sendable {
  /// The names of the columns, in the order in which they are first met.
  let columns: [Spanned<String>]
  /// For each row its cells by column; a cell that is missing is not among them.
  let rows: [[String: GivenCell]]

  /// Reads a file by what its name ends in.
  ///
  /// Rows that cannot be read are left out, with a diagnostic each. One row more than may be used is
  /// read at most.
  ///
  /// - Returns: nil, with a diagnostic, when nothing can be read.
  static func read(_ path: String, _ diagnostics: inout [Diagnostic]) async -> RowFile? {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if ending == "parquet" { return await ParquetRows.read(path, &diagnostics) }
    let bytes: [UInt8]
    do throws(FileProblem) { bytes = try OutputFile.read(path) } catch {
      diagnostics.append(.cannotRead(path, error, at: nil, near: path))
      return nil
    }
    let file = SourceFile(name: path, bytes: bytes)
    let before = diagnostics.count
    let rows: RowFile?
    switch ending {
    case "csv": rows = DelimitedRowReader.read(file, separator: nil, &diagnostics)
    case "tsv": rows = DelimitedRowReader.read(file, separator: 0x09, &diagnostics)
    case "json": rows = NodeRows.read(json: file, &diagnostics)
    case "jsonl", "ndjson": rows = NodeRows.read(jsonLines: file, &diagnostics)
    case "yaml", "yml": rows = NodeRows.read(yaml: file, &diagnostics)
    default:
      diagnostics.append(.unknownRowFormat(path))
      return nil
    }
    if let rows, rows.rows.isEmpty, diagnostics.count == before {
      diagnostics.append(.noRows(path))
      return nil
    }
    return rows
  }

  /// How many rows are read at most: one more than a build may have reports.
  static let rowsAtMost = BuildOptions.reportsAtMost + 1
}

extension Diagnostic {
  static func unknownRowFormat(_ path: String) -> Self {
    Diagnostic(
      .error,
      "row-format",
      "'\(path)' cannot be read as rows",
      at: nil,
      hint: "--each takes .csv, .tsv, .json, .jsonl, .yaml and .parquet"
    )
  }

  static func noRows(_ path: String) -> Self {
    Diagnostic(.error, "no-rows", "'\(path)' has no rows", at: nil)
  }

  static func wrongRow(_ message: String, at span: SourceSpan) -> Self {
    Diagnostic(.error, "wrong-row", message, at: span)
  }
}
