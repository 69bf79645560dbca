import Diagnostics
import Expressions
import Options
import Tables
import Templates

/// `metrics`: a row of number cards, each with its change against another value.
///
///     ```{metrics}
///     cards:
///       - {label: Students, value: "{{ students_n[0].n }}", format: ",d"}
///       - {label: Rate, value: "{{ r[0].now }}", against: "{{ r[0].before }}", good: up}
///     ```
struct MetricsDirective: Directive {
  static let name = "metrics"
  static let body = DirectiveBody.yaml

  private let source: DirectiveSource

  init(_ source: DirectiveSource, planning: inout Planning) {
    self.source = source
    var diagnostics: [Diagnostic] = []
    _ = Self.read(source.options, source, &diagnostics)
    planning.diagnostics += diagnostics
  }

  private static func read(
    _ options: OptionNode,
    _ source: DirectiveSource,
    _ diagnostics: inout [Diagnostic]
  ) -> (cards: [MetricCard], common: CommonOptions) {
    var reader = OptionReader(options, of: source.owner)
    let common = CommonOptions(&reader)
    var cards: [MetricCard] = []
    if let node = reader.required("cards") {
      if case .sequence(let items) = node.content {
        cards = items.compactMap { MetricCard($0, &reader) }
        if items.isEmpty { reader.complain(.wrongShape("cards", "a list of cards", node)) }
      } else {
        reader.complain(.wrongShape("cards", "a list of cards", node))
      }
    }
    diagnostics += reader.finish()
    return (cards, common)
  }

  func shown(in page: PageContext) throws(Diagnostic) -> Shown {
    var diagnostics: [Diagnostic] = []
    let read = Self.read(try page.resolve(source.options), source, &diagnostics)
    if let problem = diagnostics.first { throw problem }
    return .metrics(read.cards, caption: read.common.caption)
  }
}

/// One number card, decoded.
struct MetricCard: Sendable {
  enum Direction: String, CaseIterable, Sendable { case up, down }

  let label: String
  let value: Value
  let format: FormatOption?
  /// What the value is compared with; nil when nothing.
  let against: Value?
  /// Which direction is good news; nil colours neither.
  let good: Direction?
  let note: String?

  init?(_ node: OptionNode, _ reader: inout OptionReader) {
    var inner = OptionReader(node, of: "a card")
    label = inner.required("label").flatMap { inner.text(of: $0, "label") }?.value ?? ""
    value = Self.value(inner.required("value"), "value", &inner)
    format = FormatOption(inner.text("format"), &inner)
    against = inner.node("against").map { Self.value($0, "against", &inner) }
    good = inner.choice("good")
    note = inner.text("note")?.value
    for diagnostic in inner.finish() { reader.complain(diagnostic) }
  }

  private static func value(
    _ node: OptionNode?,
    _ key: String,
    _ reader: inout OptionReader
  ) -> Value {
    switch node?.content {
    case .value(let value): return value
    case .sequence, .mapping:
      if let node { reader.complain(.wrongShape(key, "a single value", node)) }
      return .null
    case .interpolation, nil: return .null
    }
  }
}
