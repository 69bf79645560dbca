import Diagnostics
import Expressions
import Options
import Plotting
import Tables
import Templates

/// What a directive shows its result with: tables, the names around it, the language.
struct PageContext: Sendable {
  let results: PageResults
  let scope: PageScope
  let language: Language
  /// Whether the tables are only pretended, to find mistakes: nothing is drawn then.
  let isPretending: Bool
  /// Rows of the files that charts of the page name.
  let cache: DataCache
  /// The runs that comparisons are made of.
  var runs = PageRuns.none
  /// What the page shows besides, for a directive that is shown last.
  var made: [Shown] = []
  /// What earlier pages showed, for pages that are made again and again.
  var memory: PageMemory?

  /// A table by its label.
  ///
  /// - Throws: a diagnostic when there is none of that name; a failed step has been told before.
  func table(_ label: Spanned<String>) throws(Diagnostic) -> Table {
    if let table = results.table(label.value) { return table }
    throw .unknownTable(label, known: results.names)
  }

  func tableIfMade(_ name: String) -> Table? { results.table(name) }

  /// Options with the values of all their expressions.
  func resolve(_ options: OptionNode) throws(Diagnostic) -> OptionNode {
    var problems: [Diagnostic] = []
    let resolved = options.resolved(in: scope, diagnostics: &problems)
    if let problem = problems.first { throw problem }
    return resolved
  }

  /// What is wrong with an expression here; nil when it has a value.
  func problem(of expression: Expression) -> Diagnostic? {
    do throws(Diagnostic) { _ = try expression.evaluate(in: scope) } catch { return error }
    return nil
  }

  /// What is wrong with each expression of some options.
  func problems(of options: OptionNode) -> [Diagnostic] {
    switch options.content {
    case .value: []
    case .interpolation(let interpolation):
      interpolation.parts.compactMap { part in
        if case .expression(let expression) = part { problem(of: expression) } else { nil }
      }
    case .sequence(let nodes): nodes.flatMap { problems(of: $0) }
    case .mapping(let entries): entries.flatMap { problems(of: $0.node) }
    }
  }

  /// The text of a scalar option.
  func text(_ node: OptionNode) throws(Diagnostic) -> String {
    guard case .value(let value) = try resolve(node).content else { return "" }
    return value.displayText
  }

  /// The value of a card's source.
  func value(_ source: MetricCard.Source?) throws(Diagnostic) -> Value {
    switch source {
    case nil: return .null
    case .fixed(let value)?: return value
    case .expression(let expression)?: return try expression.evaluate(in: scope)
    case .interpolation(let node)?:
      guard case .value(let value) = try resolve(node).content else { return .null }
      return value
    }
  }
}

extension OptionNode {
  /// The text of a scalar in parts, each with its place: a line of a block, or the whole.
  func lines(of text: String) -> [Interpolation.Part] {
    let bytes = span.file.bytes
    guard let first = bytes[span.range].first, first == UInt8(ascii: "|") else {
      return [.text(Spanned(text, at: textSpan(text)))]
    }
    var parts: [Interpolation.Part] = []
    var line = span.file.line(at: span.range.lowerBound)
    for piece in text.split(separator: "\n", omittingEmptySubsequences: false) {
      line += 1
      let range = span.file.lineRange(line)
      let start = range.upperBound - piece.utf8.count
      guard start >= range.lowerBound, span.file.text(in: start..<range.upperBound) == piece else {
        // Its last line end stands for nothing in the file.
        if piece.isEmpty { continue }
        return [.text(Spanned(text, at: span))]
      }
      let end = min(range.upperBound + 1, bytes.count)
      parts.append(.text(Spanned(piece + "\n", at: span.file.span(start..<end))))
    }
    return parts
  }

  /// The place of a scalar's text without its quotes.
  ///
  /// For a text with escapes in it the bytes do not match; then the whole scalar is the best place.
  func textSpan(_ text: String) -> SourceSpan {
    let count = text.utf8.count
    if span.range.count == count + 2 {
      let inner = span.sub(1, count + 1)
      if inner.text == text { return inner }
    }
    return span
  }
}
