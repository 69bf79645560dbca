import Diagnostics

/// A pipe table as it stands in the template, before its cells are read.
struct TableSource {
  let alignments: [PipeTable.Alignment]
  /// Numbers of cells in `TableReading.cells`.
  let header: Range<Int>
  let rows: [TagItem<Range<Int>>]
  let span: SourceSpan
}

/// Splits the lines of pipe tables into cells, as GitHub does.
///
/// A header line and a line of dashes with as many columns make a table; it ends with its
/// paragraph. `\|` is a pipe within a cell, in code too. Missing cells are empty.
struct TableReading {
  private(set) var tables: [TableSource] = []
  /// All cells of all tables: the bytes libcmark is to read, in pieces with their offsets.
  private(set) var cells: [[(bytes: [UInt8], source: Int)]] = []

  /// Whether a line could be the dashes below a header, and if so its alignments.
  static func alignments(_ line: Range<Int>, in bytes: [UInt8]) -> [PipeTable.Alignment]? {
    guard bytes[line].contains(0x2D),
      bytes[line].allSatisfy({ [0x20, 0x09, 0x2D, 0x3A, 0x7C].contains($0) })
    else { return nil }
    var alignments: [PipeTable.Alignment] = []
    for cell in split(line, in: bytes) {
      guard let first = cell.first, let last = cell.last,
        bytes[cell].dropFirst(bytes[first] == 0x3A ? 1 : 0).dropLast(bytes[last] == 0x3A ? 1 : 0)
          .allSatisfy({ $0 == 0x2D }), bytes[cell].contains(0x2D)
      else { return nil }
      switch (bytes[first] == 0x3A, bytes[last] == 0x3A) {
      case (true, true): alignments.append(.center)
      case (true, false): alignments.append(.left)
      case (false, true): alignments.append(.right)
      case (false, false): alignments.append(.none)
      }
    }
    return alignments.isEmpty ? nil : alignments
  }

  /// The cells of a line without the blanks around them.
  static func split(_ line: Range<Int>, in bytes: [UInt8]) -> [Range<Int>] {
    var low = bytes.firstInk(in: line)
    var high = line.upperBound
    while high > low, bytes[high - 1] == 0x20 || bytes[high - 1] == 0x09 { high -= 1 }
    if low < high, bytes[low] == 0x7C { low += 1 }
    var cells: [Range<Int>] = []
    var start = low
    var at = low
    func close(_ end: Int) {
      let first = bytes.firstInk(in: start..<end)
      var last = end
      while last > first, bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
      cells.append(first..<last)
    }
    while at < high {
      if bytes[at] == 0x5C, at + 1 < high {
        at += 2
      } else if bytes[at] == 0x7C {
        close(at)
        at += 1
        start = at
      } else {
        at += 1
      }
    }
    if start < high || cells.isEmpty { close(high) }
    return cells
  }

  /// Adds a table whose lines have been scanned for tokens.
  mutating func add(
    header: Range<Int>,
    alignments: [PipeTable.Alignment],
    rows: [TagItem<Range<Int>>],
    span: SourceSpan,
    in work: [UInt8],
    into diagnostics: inout [Diagnostic]
  ) -> Int {
    let headerCells = addRow(header, width: alignments.count, span, work, &diagnostics)
    var items: [TagItem<Range<Int>>] = []
    for row in rows {
      switch row {
      case .tag(let tag): items.append(.tag(tag))
      case .element(let line):
        items.append(.element(addRow(line, width: alignments.count, span, work, &diagnostics)))
      }
    }
    tables.append(
      TableSource(alignments: alignments, header: headerCells, rows: items, span: span)
    )
    return tables.count - 1
  }

  private mutating func addRow(
    _ line: Range<Int>,
    width: Int,
    _ span: SourceSpan,
    _ work: [UInt8],
    _ diagnostics: inout [Diagnostic]
  ) -> Range<Int> {
    let start = cells.count
    let found = Self.split(line, in: work)
    if found.count > width {
      let extra = found[width].lowerBound..<(found.last?.upperBound ?? line.upperBound)
      diagnostics.append(.tooManyCells(found.count, of: width, at: span.file.span(extra)))
    }
    for cell in found.prefix(width) { cells.append(Self.unescaped(cell, in: work)) }
    for _ in found.count..<max(width, found.count) { cells.append([([], line.upperBound)]) }
    return start..<cells.count
  }

  /// A cell's bytes with `\|` made `|`.
  private static func unescaped(
    _ cell: Range<Int>,
    in bytes: [UInt8]
  ) -> [(bytes: [UInt8], source: Int)] {
    var pieces: [(bytes: [UInt8], source: Int)] = []
    var start = cell.lowerBound
    var at = start
    while at < cell.upperBound {
      if bytes[at] == 0x5C, at + 1 < cell.upperBound {
        if bytes[at + 1] == 0x7C {
          pieces.append((Array(bytes[start..<at]), start))
          start = at + 1
        }
        at += 2
      } else {
        at += 1
      }
    }
    pieces.append((Array(bytes[start..<cell.upperBound]), start))
    return pieces
  }
}
