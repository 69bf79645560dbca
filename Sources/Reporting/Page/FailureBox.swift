import Diagnostics
import Markup

/// What stands in the page where the result of a failed step would be.
struct FailureBox: Sendable {
  /// The step's label, where it has one.
  var label: String?
  var diagnostics: [Diagnostic]
  /// The step whose failure is the reason, when this one did nothing wrong.
  var because: String?
  /// Labels of the steps that could not be made because of this one.
  var affected: [String] = []
  var words: Words

  func node() -> Node {
    var parts: [Node] = [
      .tag(
        "p",
        ["class": "title"],
        [Icon.caution.node, .tag("span", [:], [.text(words.stepFailed(label))])]
      )
    ]
    if let because { parts.append(.tag("p", [:], [.text(words.waitsFor(because))])) }
    for diagnostic in diagnostics { parts += Self.lines(diagnostic) }
    if !affected.isEmpty { parts.append(.tag("p", [:], [.text(words.notMade(affected))])) }
    return .tag(
      "section",
      ["class": "failure", "aria-label": words.stepFailed(label)],
      parts
    )
  }

  /// Message, then the source line with its caret as the terminal shows it, then the place.
  private static func lines(_ diagnostic: Diagnostic) -> [Node] {
    let message = Node.tag(
      "p",
      ["class": "message"],
      [.text(diagnostic.message), .text(" "), .tag("code", [:], [.text(diagnostic.code)])]
    )
    let printed = DiagnosticPrinter().text(diagnostic).split(separator: "\n").dropFirst()
    guard let span = diagnostic.span, let caretLine = printed.last, printed.count >= 2 else {
      let hint = diagnostic.hint.map { Node.tag("p", ["class": "hint"], [.text($0)]) }
      return [message] + (hint.map { [$0] } ?? [])
    }
    let lead = caretLine.prefix { $0 != "^" }
    let caret = caretLine.dropFirst(lead.count).prefix { $0 == "^" || $0 == "~" }
    let rest = caretLine.dropFirst(lead.count + caret.count)
    let above = printed.dropLast().joined(separator: "\n") + "\n" + lead
    let excerpt: [Node] = [
      .text(above), .tag("span", ["class": "caret"], [.text(String(caret))]), .text(String(rest)),
    ]
    let start = span.start
    return [
      message, .tag("pre", ["tabindex": "0"], [.tag("code", [:], excerpt)]),
      .tag("p", ["class": "place"], [.text("\(span.file.name):\(start.line):\(start.column)")]),
    ]
  }
}
