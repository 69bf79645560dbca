import Diagnostics
import Markup
import Reporting

/// What is wrong with a template, beside its page: each mistake with its place, its line and a hint.
struct ProblemPanel: Sendable {
  var template: String
  var preview: Preview?
  var words: Words

  /// Nil when nothing is wrong.
  func node() -> Node? {
    guard let preview, !preview.diagnostics.isEmpty else { return nil }
    let isBad = preview.state == .kept || preview.diagnostics.contains { $0.severity == .error }
    var box = Element(
      "details",
      [Attribute("class", isBad ? "q-bad" : "q-mild")],
      [
        .tag("summary", [:], [.text(summary(preview))]),
        .tag("ol", [:], preview.diagnostics.prefix(Self.shown).map(item)),
      ]
    )
    if isBad { box.attributes.append(Attribute("open", nil)) }
    let more = preview.diagnostics.count - Self.shown
    if more > 0 { box.children.append(.tag("p", [:], [.text(words.moreProblems(more))])) }
    return .element(box)
  }

  private static let shown = 20

  private func summary(_ preview: Preview) -> String {
    let counts = [Diagnostic.Severity.error, .warning, .note].compactMap { severity in
      let count = preview.diagnostics.count { $0.severity == severity }
      return count == 0 ? nil : words.problems(count, severity)
    }
    let told = counts.joined(separator: ", ")
    guard preview.state == .kept else { return told }
    return told + " – " + (preview.page == nil ? words.noPageYet : words.lastGoodPage)
  }

  private func item(_ diagnostic: Diagnostic) -> Node {
    var head: [Node] = []
    if let span = diagnostic.span {
      let place = "\(span.file.name):\(span.start.line):\(span.start.column)"
      let isHere = span.file.name == template
      head = [
        isHere
          ? .link(place, Address.source(template, line: span.start.line))
          : .tag("span", ["class": "q-place"], [.text(place)]), " ",
      ]
    }
    head += [
      .tag(
        "strong",
        ["class": "q-\(diagnostic.severity.rawValue)"],
        [.text(words.severity(diagnostic.severity))]
      ), " ", .text(diagnostic.message),
    ]
    var parts: [Node] = [.tag("p", [:], head)]
    if let lines = Self.excerpt(diagnostic) {
      parts.append(.tag("pre", ["tabindex": "0"], [.tag("code", [:], [.text(lines)])]))
    }
    if let hint = diagnostic.hint {
      parts.append(.tag("p", ["class": "q-hint"], [.text(words.hint(hint))]))
    }
    return .tag("li", [:], parts)
  }

  /// The source line and the caret below it, as the terminal shows them.
  private static func excerpt(_ diagnostic: Diagnostic) -> String? {
    let bare = Diagnostic(
      diagnostic.severity,
      diagnostic.code,
      diagnostic.message,
      at: diagnostic.span,
      hint: nil
    )
    let lines = DiagnosticPrinter().text(bare).split(separator: "\n", maxSplits: 1)
    return lines.count > 1 ? String(lines[1]) : nil
  }

  /// All that the panel says, to see whether it would say something else.
  static func texts(_ preview: Preview) -> [String] {
    let printer = DiagnosticPrinter()
    return preview.diagnostics.map(printer.text)
  }
}
