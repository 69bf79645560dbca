import Diagnostics
import Options
import Testing

@testable import Plotting

/// Reads a specification of a test.
enum Reading {
  static func top(
    _ text: String,
    isWhole: Bool = true
  ) -> (TopSpecification?, [Diagnostic]) {
    let file = SourceFile(name: "chart.yaml", text: text)
    var diagnostics: [Diagnostic] = []
    let node =
      text.hasPrefix("{\n")
      ? OptionNode.parse(json: file, diagnostics: &diagnostics)
      : OptionNode.parse(yaml: file.span(0..<file.bytes.count), into: &diagnostics)
    let top = node.flatMap {
      TopSpecification($0, isWhole: isWhole, diagnostics: &diagnostics)
    }
    return (top, diagnostics)
  }

  /// The outline of a specification as written, and complaints if there are any.
  static func outline(_ text: String) -> String {
    let (top, diagnostics) = top(text)
    return ([top.map { Outline.text($0.view) } ?? "nothing"] + diagnostics.map(line))
      .joined(separator: "\n")
  }

  /// The outline of a specification once it is normal, and complaints if there are any.
  static func normal(_ text: String) -> String {
    var (top, diagnostics) = top(text)
    let normal = top?.normalised(diagnostics: &diagnostics)
    return ([normal.map { Outline.text($0.view) } ?? "nothing"] + diagnostics.map(line))
      .joined(separator: "\n")
  }

  /// What is wrong with a specification, one complaint a line.
  static func complaints(_ text: String) -> String {
    var (top, diagnostics) = top(text)
    _ = top?.normalised(diagnostics: &diagnostics)
    return diagnostics.map(line).joined(separator: "\n")
  }

  /// `line:column 'text' message [code]; hint`.
  static func line(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.span.map { "\($0.start.line):\($0.start.column)" } ?? "-"
    let text = diagnostic.span.map { $0.text.count > 30 ? "…" : $0.text } ?? ""
    let mark = diagnostic.severity == .warning ? "warning: " : ""
    return "\(place) '\(text)' \(mark)\(diagnostic.message) [\(diagnostic.code)]"
      + (diagnostic.hint.map { "; \($0)" } ?? "")
  }

  /// Compares a table of specifications, with their complaints in lines below that are set in.
  static func expectComplaints(of table: String) {
    var specification = ""
    var expected: [Substring] = []
    func check() {
      if specification.isEmpty { return }
      #expect(complaints(specification) == expected.joined(separator: "\n"))
    }
    for line in table.split(separator: "\n") {
      if line.hasPrefix("  ") {
        expected.append(line.dropFirst(2))
      } else {
        check()
        specification = String(line)
        expected = []
      }
    }
    check()
  }
}
