import Diagnostics

/// Reads rows of CSV or TSV with the place of each cell, as RFC 4180 has them.
///
/// The first line holds the names. An empty cell gives nothing, so that the parameter's default
/// stands; `""` is the same. Lines without any text are passed over.
struct DelimitedRowReader {
  private let file: SourceFile
  private let separator: UInt8
  private var at = 0
  private var diagnostics: [Diagnostic] = []

  private struct Cell {
    let text: String
    let span: SourceSpan
  }

  /// Reads a whole file; without a `separator` the first line tells it: a comma, else a semicolon or
  /// tab in it.
  static func read(
    _ file: SourceFile,
    separator: UInt8?,
    _ diagnostics: inout [Diagnostic]
  ) -> RowFile? {
    let bytes = file.bytes
    guard String(validating: bytes, as: UTF8.self) != nil else {
      diagnostics.append(
        .wrongRow("the file is not text in UTF-8", at: file.span(0..<0))
      )
      return nil
    }
    var reader = DelimitedRowReader(file: file, separator: separator ?? Self.separator(of: bytes))
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.at = 3 }
    defer { diagnostics += reader.diagnostics }
    return reader.rows()
  }

  private init(file: SourceFile, separator: UInt8) {
    self.file = file
    self.separator = separator
  }

  private static func separator(of bytes: [UInt8]) -> UInt8 {
    let header = bytes.prefix { $0 != 0x0A }
    return [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09].first(where: header.contains)
      ?? UInt8(ascii: ",")
  }

  private mutating func rows() -> RowFile? {
    guard let header = nextRow() else { return RowFile(columns: [], rows: []) }
    let columns = header.map { Spanned($0.text.withoutOuterBlanks, at: $0.span) }
    var seen: Set<String> = []
    for column in columns where !seen.insert(column.value).inserted || column.value.isEmpty {
      diagnostics.append(
        .wrongRow(
          column.value.isEmpty
            ? "a column has no name" : "the column '\(column.value)' is there twice",
          at: column.span
        )
      )
      return nil
    }
    let folder = ParameterValues.folder(of: file.name)
    var rows: [[String: GivenCell]] = []
    while rows.count < RowFile.rowsAtMost, let cells = nextRow() {
      guard cells.count == columns.count else {
        let last = cells.count > columns.count ? cells[columns.count] : cells[cells.count - 1]
        diagnostics.append(
          .wrongRow(
            "the row has \(counted(cells.count, "cell")), and there are "
              + counted(columns.count, "column"),
            at: last.span
          )
        )
        continue
      }
      var row: [String: GivenCell] = [:]
      for (column, cell) in zip(columns, cells) where !cell.text.isEmpty {
        row[column.value] = GivenCell(content: .text(cell.text, cell.span), folder: folder)
      }
      rows.append(row)
    }
    return RowFile(columns: columns, rows: rows)
  }

  /// The cells of the next line that has any text; nil at the end.
  private mutating func nextRow() -> [Cell]? {
    let bytes = file.bytes
    while at < bytes.count {
      var cells: [Cell] = []
      repeat { cells.append(nextCell()) } while endsWithSeparator()
      if cells.count > 1 || !cells[0].text.withoutOuterBlanks.isEmpty { return cells }
    }
    return nil
  }

  /// Passes what ends a cell; true for a separator, false for the end of the line.
  private mutating func endsWithSeparator() -> Bool {
    let bytes = file.bytes
    if at < bytes.count, bytes[at] == 0x0D { at += 1 }
    guard at < bytes.count else { return false }
    defer { at += 1 }
    return bytes[at] == separator
  }

  private mutating func nextCell() -> Cell {
    let bytes = file.bytes
    let start = at
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
      let end = bytes[at...].firstIndex { $0 == separator || $0 == 0x0A } ?? bytes.count
      var textEnd = end
      if end > start, bytes[end - 1] == 0x0D, end == bytes.count || bytes[end] == 0x0A {
        textEnd -= 1
      }
      at = end
      return Cell(text: file.text(in: start..<textEnd), span: file.span(start..<textEnd))
    }
    var text: [UInt8] = []
    at += 1
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\"") {
        guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") else { break }
        at += 1
      }
      text.append(bytes[at])
      at += 1
    }
    if at == bytes.count {
      diagnostics.append(.wrongRow("the quote is not closed", at: file.span(start..<start + 1)))
    } else {
      at += 1
    }
    let end = at
    // What stands between the closing quote and the separator belongs to no cell.
    let next = bytes[at...].firstIndex { $0 == separator || $0 == 0x0A || $0 == 0x0D }
    at = next ?? bytes.count
    if at > end {
      diagnostics.append(.wrongRow("text behind a closing quote", at: file.span(end..<at)))
    }
    return Cell(text: String(decoding: text, as: UTF8.self), span: file.span(start..<end))
  }
}

extension String {
  fileprivate var withoutOuterBlanks: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
