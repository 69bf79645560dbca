/// The line of a span as it is quoted under a message, and where the caret goes.
///
/// A very long line is quoted from near the place, so that the caret stays in sight. A span that
/// goes on over further lines is underlined to the end of its first.
struct SourceExcerpt {
  let line: Int
  /// The line, fit for a terminal, perhaps cut at either end with `…`.
  let text: String
  /// Terminal columns before the caret.
  let indent: Int
  /// Terminal columns to underline, at least one.
  let width: Int

  /// Columns in front of the place beyond which the line's beginning is cut, and what is kept.
  private static let lead = (limit: 100, kept: 60)
  /// Columns from the place on beyond which the line's end is cut.
  private static let restLimit = 120

  init(_ span: SourceSpan) {
    line = span.file.line(at: span.range.lowerBound)
    let whole = span.file.lineRange(line)
    let start = max(whole.lowerBound, min(span.range.lowerBound, whole.upperBound))
    let end = max(start, min(span.range.upperBound, whole.upperBound))

    var before = TerminalText.printable(span.file.text(in: whole.lowerBound..<start))
    if TerminalText.columns(before) > Self.lead.limit {
      before = "…" + TerminalText.suffix(before, columns: Self.lead.kept)
    }
    var rest = TerminalText.printable(span.file.text(in: start..<whole.upperBound))
    if TerminalText.columns(rest) > Self.restLimit {
      rest = TerminalText.prefix(rest, columns: Self.restLimit - 1) + "…"
    }
    let covered = TerminalText.columns(TerminalText.printable(span.file.text(in: start..<end)))
    text = before + rest
    indent = TerminalText.columns(before)
    width = max(1, min(covered, TerminalText.columns(rest)))
  }
}
