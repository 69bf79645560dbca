import Markup

/// A row of number cards.
///
/// A change is told three times: by an arrow, by its sign, and in words for screen readers; colour
/// only repeats it.
struct MetricsView: Sendable {
  var metrics: [Metric]
  var words: Words
  /// The anchor of the row; nil for none.
  var id: String?

  func node() -> Node {
    var list = Element("dl", [Attribute("class", "metrics")], metrics.map(card))
    if let id { list.attributes.append(Attribute("id", id)) }
    return .element(list)
  }

  private func card(_ metric: Metric) -> Node {
    var value: [Node] = [.text(metric.value)]
    if let unit = metric.unit {
      value.append(.tag("span", ["class": "unit"], [.text("\u{A0}" + unit)]))
    }
    var parts: [Node] = [
      .tag("dt", [:], [.text(metric.label)]), .tag("dd", ["class": "value"], value),
    ]
    if let change = metric.change { parts.append(line(change)) }
    if let note = metric.note { parts.append(.tag("dd", ["class": "note"], [.text(note)])) }
    return .tag("div", [:], parts)
  }

  private func line(_ change: Metric.Change) -> Node {
    var parts = [change.node(words)]
    if let versus = change.versus { parts.append(.text(" " + words.versus(versus))) }
    return .tag("dd", ["class": "change" + change.tone.className], parts)
  }
}
