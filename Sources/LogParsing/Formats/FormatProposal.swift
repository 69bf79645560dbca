public import Diagnostics
import Tables

/// The format that lines of an unknown log are most likely of: what `format: auto` uses.
public struct FormatProposal: Sendable {
  public let format: NamedFormat
  /// How many of `lines` the format takes.
  public let taken: Int
  /// Lines of the sample that are not blank; those that begin with a space or a tab, which may
  /// continue a record, are not counted.
  public let lines: Int
  /// How many values the format finds in the sample.
  private let found: Int

  public var share: Double { lines == 0 ? 0 : min(1, Double(taken) / Double(lines)) }

  /// The format that takes most lines, and of two that take as many the one that finds more in
  /// them; nil when none takes any.
  ///
  /// - Parameters:
  ///   - sample: Whole lines from the beginning of the log.
  ///   - latest: See `LogParser.parse`.
  public init?(sample: UnsafeRawBufferPointer, latest: Int64) {
    var best: FormatProposal?
    for format in NamedFormat.all {
      let found = FormatProposal(of: format, sample, latest)
      if (found.taken, found.found) > (best?.taken ?? 0, best?.found ?? 0) { best = found }
    }
    guard let best else { return nil }
    self = best
  }

  private init(of format: NamedFormat, _ sample: UnsafeRawBufferPointer, _ latest: Int64) {
    self.format = format
    let (compiled, recordStart) = format.compiled()
    let parser = LogParser(
      formats: [compiled],
      columns: compiled.columns,
      recordStart: recordStart
    )
    let rows = parser.parse(sample, latest: latest).rows
    let key = format.columns.firstIndex { $0.field == format.key }
    taken = rows.rowCount - (key.map { rows.columns[$0].nullCount } ?? 0)
    found = rows.columns.reduce(0) { $0 + rows.rowCount - $1.nullCount }
    var scanner = LineScanner(sample)
    var lines = 0
    while let (line, _) = scanner.next() {
      guard let first = line.first, first != 0x20, first != 0x09 else { continue }
      lines += 1
    }
    self.lines = lines
  }

  /// Says which format was chosen and why, or that none fits: less than half of the lines.
  public func told(at span: SourceSpan?) -> Diagnostic {
    let count = "\(taken) of the first \(lines) lines"
    guard share >= 0.5 else {
      return Diagnostic(
        .error,
        "unknown-format",
        "no known format takes half of the lines; '\(format.name)' takes \(count)",
        at: span,
        hint: "say how a line is read: 'dissect: …', 'grok: …', 'regex: …'"
      )
    }
    return Diagnostic(
      .note,
      "format-chosen",
      "the format is '\(format.name)', which takes \(count)",
      at: span,
      hint: "write 'format: \(format.name)' to keep it"
    )
  }
}
