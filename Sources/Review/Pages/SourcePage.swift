import Diagnostics
import Markup
import Reporting

/// A template's text with its line numbers, and under each line what is wrong there.
struct SourcePage: Sendable {
  var template: String
  var title: String
  var file: SourceFile
  var diagnostics: [Diagnostic]
  var words: Words

  func frame() -> Frame {
    Frame(
      title: title,
      words: words,
      trail: [
        Frame.Link(text: title, address: Address.report(template)),
        Frame.Link(text: words.source, address: Address.source(template)),
      ],
      actions: [.link(words.runIt, Address.start(template), class: "button")],
      body: [.tag("h1", [:], [.tag("code", [:], [.text(template)])]), summary, source]
    )
  }

  private var summary: Node {
    if diagnostics.isEmpty { return .tag("p", ["class": "good"], [.text(words.nothingWrong)]) }
    let items = diagnostics.map { diagnostic -> Node in
      let place: Node =
        if let span = diagnostic.span, span.file.name == file.name {
          .tag(
            "a",
            ["href": "#L\(span.start.line)"],
            [.text("\(span.start.line):\(span.start.column)")]
          )
        } else {
          .text(diagnostic.span.map { "\($0.file.name):\($0.start.line)" } ?? "")
        }
      return .tag(
        "li",
        ["class": diagnostic.severity.rawValue],
        [place, " ", .text(told(diagnostic))]
      )
    }
    return .box("ol", "diagnostics", items)
  }

  private func told(_ diagnostic: Diagnostic) -> String {
    "\(words.severity(diagnostic.severity)): \(diagnostic.message)"
      + (diagnostic.hint.map { " – \($0)" } ?? "")
  }

  private var source: Node {
    let here = Dictionary(grouping: diagnostics.filter { $0.span?.file.name == file.name }) {
      $0.span?.start.line ?? 0
    }
    var lines: [Node] = []
    // After the last newline there is no line, unless something is wrong just there.
    let count = file.lineCount
    let endsEmpty = count > 1 && here[count] == nil && file.text(in: file.lineRange(count)).isEmpty
    for line in 1...max(1, endsEmpty ? count - 1 : count) {
      let range = file.lineRange(line)
      var text = file.text(in: range)
      while text.last?.isNewline == true { text.removeLast() }
      var children: [Node] = [
        .tag(
          "a",
          ["class": "number", "href": "#L\(line)", "aria-label": words.line(line)],
          [.text("\(line)")]
        ),
        .tag("code", [:], marked(text, at: range.lowerBound, here[line] ?? [])),
      ]
      for diagnostic in here[line] ?? [] {
        children.append(
          .tag("p", ["class": "note \(diagnostic.severity.rawValue)"], [.text(told(diagnostic))])
        )
      }
      lines.append(.tag("div", ["class": "line", "id": "L\(line)"], children))
    }
    return .tag(
      "div",
      ["class": "scroll listing", "tabindex": "0", "role": "region", "aria-label": words.source],
      lines
    )
  }

  /// A line's text with the first place that something points at underlined.
  private func marked(_ text: String, at start: Int, _ diagnostics: [Diagnostic]) -> [Node] {
    let bytes = Array(text.utf8)
    guard let span = diagnostics.first?.span, !bytes.isEmpty else { return [.text(text)] }
    let lower = min(max(0, span.range.lowerBound - start), bytes.count)
    let upper = min(max(lower, span.range.upperBound - start), bytes.count)
    func part(_ range: Range<Int>) -> Node { .text(String(decoding: bytes[range], as: UTF8.self)) }
    return [part(0..<lower), .tag("mark", [:], [part(lower..<upper)]), part(upper..<bytes.count)]
  }
}

extension Words {
  var nothingWrong: String { pick("틀린 곳이 없습니다.", "Nothing is wrong with it.") }
  func line(_ number: Int) -> String { pick("\(number)번째 줄", "line \(number)") }
  func severity(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: pick("오류", "error")
    case .warning: pick("경고", "warning")
    case .note: pick("알림", "note")
    }
  }
}
