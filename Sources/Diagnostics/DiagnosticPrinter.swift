/// Prints diagnostics as compilers do: place, message, code, the source line and a caret.
///
///     templates/academy.md:41:6: error: no table 'montly' [unknown-table]
///        41 | FROM montly
///           |      ^~~~~~ did you mean 'monthly'?
public struct DiagnosticPrinter: Sendable {
  /// Whether to colour with ANSI codes; only for a terminal.
  public let isColoured: Bool

  public init(isColoured: Bool = false) { self.isColoured = isColoured }

  /// The printed form, without a line end after the last line.
  public func text(_ diagnostic: Diagnostic) -> String {
    let head =
      paint("\(diagnostic.severity.rawValue):", code(for: diagnostic.severity))
      + " \(Self.printable(diagnostic.message)) [\(diagnostic.code)]"
    guard let span = diagnostic.span else {
      return head + (diagnostic.hint.map { "\n  hint: \(Self.printable($0))" } ?? "")
    }
    let start = span.start
    let place = paint("\(span.file.name):\(start.line):\(start.column):", "1")
    return place + " " + head + "\n" + excerpt(span, line: start.line, hint: diagnostic.hint)
  }

  private func excerpt(_ span: SourceSpan, line: Int, hint: String?) -> String {
    let lineRange = span.file.lineRange(line)
    let number = String(line)
    let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number
    let blank = String(repeating: " ", count: gutter.count)
    let lead = span.file.text(
      in: lineRange
        .lowerBound..<max(lineRange.lowerBound, min(span.range.lowerBound, lineRange.upperBound))
    )
    let covered = span.file.text(
      in: min(
        span.range.lowerBound,
        lineRange.upperBound
      )..<max(
        min(span.range.lowerBound, lineRange.upperBound),
        min(span.range.upperBound, lineRange.upperBound)
      )
    )
    // A very long line is quoted from near the place, so that the caret stays in sight.
    let shortLead = lead.count > 100 ? "…" + String(lead.suffix(60)) : lead
    let rest = span.file.text(in: lineRange).dropFirst(lead.count)
    let shortRest = rest.count > 120 ? String(rest.prefix(119)) + "…" : String(rest)
    let width = max(1, min(Self.columns(covered), 100))
    let indent = String(repeating: " ", count: Self.columns(shortLead))
    let caret = "^" + String(repeating: "~", count: width - 1)
    return "\(gutter) | \(Self.printable(shortLead + shortRest))\n\(blank) | \(indent)"
      + paint(caret, "1;32") + (hint.map { " " + Self.printable($0) } ?? "")
  }

  private func code(for severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "1;31"
    case .warning: "1;33"
    case .note: "1;36"
    }
  }

  private func paint(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// Control characters would reach the terminal as commands: they are shown as pictures.
  static func printable(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 9: out += " "
      case 10: out += "\n"
      case 0..<32: out.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
      case 127...159, 0x202A...0x202E, 0x2066...0x2069: out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// The number of terminal columns a text takes: East Asian wide characters take two.
  static func columns(_ text: String) -> Int {
    text.reduce(0) { width, character in
      guard let scalar = character.unicodeScalars.first?.value else { return width }
      let isWide =
        (0x1100...0x115F).contains(scalar) || (0x2E80...0xA4CF).contains(scalar)
        || (0xAC00...0xD7A3).contains(scalar) || (0xF900...0xFAFF).contains(scalar)
        || (0xFE30...0xFE6F).contains(scalar) || (0xFF00...0xFF60).contains(scalar)
        || (0xFFE0...0xFFE6).contains(scalar) || (0x1F300...0x1FAFF).contains(scalar)
      return width + (isWide ? 2 : 1)
    }
  }
}
