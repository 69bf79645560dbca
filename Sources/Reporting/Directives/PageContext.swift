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
