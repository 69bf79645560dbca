import Diagnostics
import Engines
import Tables

/// Reads rows from a Parquet file, by the engine; their places are told by number.
enum ParquetRows {
  static func read(_ path: String, _ diagnostics: inout [Diagnostic]) async -> RowFile? {
    let table: Table
    do {
      let file = SQL.literal(.string(path))
      table = try await Engine.duckDB(EngineOptions(threads: 1)).connect().table(
        "SELECT COLUMNS(*)::VARCHAR FROM read_parquet(\(file)) LIMIT \(RowFile.rowsAtMost)"
      )
    } catch {
      let words = (error as? EngineError)?.message ?? "\(error)"
      diagnostics.append(
        Diagnostic(.error, "cannot-read", "cannot read '\(path)': \(words)", at: nil)
      )
      return nil
    }
    if table.rowCount == 0 {
      diagnostics.append(.noRows(path))
      return nil
    }
    let folder = ParameterValues.folder(of: path)
    let place = SourceFile(name: path, text: "").span(0..<0)
    let names = table.schema.fields.map(\.name)
    let rows = (0..<table.rowCount).map { row in
      var cells: [String: GivenCell] = [:]
      for (column, name) in names.enumerated() {
        guard case .string(let text) = table.value(row: row, column: column) else { continue }
        let words = "'\(path)', row \(row + 1), column '\(name)'"
        cells[name] = GivenCell(content: .placed(text, place: words), folder: folder)
      }
      return cells
    }
    return RowFile(columns: names.map { Spanned($0, at: place) }, rows: rows)
  }
}
