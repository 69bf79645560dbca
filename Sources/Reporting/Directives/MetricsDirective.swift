import Diagnostics
import Expressions
import Options
import Tables
import Templates

/// `metrics`: a row of number cards, each with its change against another value.
///
///     ```{metrics}
///     cards:
///       - {label: Students, value: "total[0].n", format: ",d"}
///       - {label: Rate, value: "rate[0].now", against: "rate[0].before", good: up}
///     ```
///
/// `value` and `against` are expressions, in braces or without.
struct MetricsDirective: Directive {
  static let name = "metrics"
  static let body = BodyKind.yaml

  let expressions: [Expression]
  private let cards: [MetricCard]
  private let caption: OptionNode?

  init(_ source: DirectiveSource, planning: inout Planning) {
    var reader = OptionReader(source.options, of: source.owner)
    caption = SharedOptions(&reader, .caption).caption
    var cards: [MetricCard] = []
    if let node = reader.required("cards") {
      switch node.content {
      case .sequence(let items) where items.isEmpty: reader.complain(.noCards(at: node.span))
      case .sequence(let items):
        cards = items.compactMap { MetricCard($0, &reader) }
      default: reader.complain(.wrongShape("cards", "a list of cards", node))
      }
    }
    planning.diagnostics += reader.finish()
    self.cards = cards
    expressions = cards.flatMap { [$0.value, $0.against].compactMap { $0?.expression } }
  }

  func shown(in page: PageContext) throws(Diagnostic) -> Shown {
    var shown: [ShownMetric] = []
    for card in cards { shown.append(try card.shown(in: page)) }
    return .metrics(ShownMetrics(cards: shown, captionNode: caption))
  }
}

/// One number card, decoded.
struct MetricCard: Sendable {
  /// A value as written: `total[0].n`, `"{{ total[0].n }}"` or a plain number.
  enum Source: Sendable {
    case expression(Expression)
    case fixed(Value)
    case interpolation(OptionNode)

    var expression: Expression? {
      if case .expression(let expression) = self { expression } else { nil }
    }
  }

  enum Direction: String, CaseIterable, Sendable { case up, down }

  let label: OptionNode
  let value: Source?
  let format: FormatOption?
  /// What the value is compared with; nil when nothing.
  let against: Source?
  /// What it is compared with, in words: "last month".
  let versus: OptionNode?
  /// Which direction is good news; nil for neither.
  let good: Direction?
  let unit: OptionNode?
  let note: OptionNode?

  init?(_ node: OptionNode, _ outer: inout OptionReader) {
    var reader = OptionReader(node, of: "a card")
    let label = reader.required("label")
    if let label { _ = reader.text(of: label, "label") }
    value = reader.required("value").flatMap { Self.source($0, "value", &reader) }
    format = FormatOption(reader.text("format"), &reader)
    against = reader.node("against").flatMap { Self.source($0, "against", &reader) }
    versus = reader.node("versus")
    good = reader.choice("good")
    unit = reader.node("unit")
    note = reader.node("note")
    for (key, text) in [("versus", versus), ("unit", unit), ("note", note)] {
      if let text { _ = reader.text(of: text, key) }
    }
    for diagnostic in reader.finish() { outer.complain(diagnostic) }
    guard let label else { return nil }
    self.label = label
  }

  private static func source(
    _ node: OptionNode,
    _ key: String,
    _ reader: inout OptionReader
  ) -> Source? {
    switch node.content {
    case .interpolation: return .interpolation(node)
    case .value(.string(let text)):
      do throws(Diagnostic) {
        return .expression(try Expression(text, at: node.textSpan(text)))
      } catch {
        reader.complain(error)
        return nil
      }
    case .value(let value): return .fixed(value)
    case .sequence, .mapping:
      reader.complain(.wrongShape(key, "an expression", node))
      return nil
    }
  }

  func shown(in page: PageContext) throws(Diagnostic) -> ShownMetric {
    ShownMetric(
      label: try page.text(label),
      value: try page.value(value),
      format: format,
      against: try against.map { source throws(Diagnostic) in try page.value(source) },
      versus: try versus.map { node throws(Diagnostic) in try page.text(node) },
      good: good,
      unit: try unit.map { node throws(Diagnostic) in try page.text(node) },
      note: try note.map { node throws(Diagnostic) in try page.text(node) }
    )
  }
}

/// A row of number cards.
struct ShownMetrics: Sendable {
  let cards: [ShownMetric]
  let captionNode: OptionNode?
  var caption: String?
}

/// One number card with its values.
struct ShownMetric: Sendable {
  let label: String
  let value: Value
  let format: FormatOption?
  let against: Value?
  let versus: String?
  let good: MetricCard.Direction?
  let unit: String?
  let note: String?
}
