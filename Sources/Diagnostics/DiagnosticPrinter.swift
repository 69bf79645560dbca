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
    let severity = paint("\(diagnostic.severity.rawValue):", code(for: diagnostic.severity))
    let head = "\(severity) \(TerminalText.printable(diagnostic.message)) [\(diagnostic.code)]"
    let hint = diagnostic.hint.map { TerminalText.printable($0) }
    guard let span = diagnostic.span else { return head + (hint.map { "\n  hint: \($0)" } ?? "") }
    let (line, column) = span.start
    let place = paint("\(TerminalText.printable(span.file.name)):\(line):\(column):", "1")
    return "\(place) \(head)\n" + quoted(SourceExcerpt(span), hint: hint)
  }

  /// The source line, and below it the caret with the hint.
  private func quoted(_ excerpt: SourceExcerpt, hint: String?) -> String {
    let number = String(excerpt.line)
    let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number
    let blank = String(repeating: " ", count: gutter.count)
    let indent = String(repeating: " ", count: excerpt.indent)
    let caret = paint("^" + String(repeating: "~", count: excerpt.width - 1), "1;32")
    let tail = hint.map { " \($0)" } ?? ""
    return "\(gutter) | \(excerpt.text)\n\(blank) | \(indent)\(caret)\(tail)"
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
}
