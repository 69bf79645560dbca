import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  mutating func channelTitle(_ node: OptionNode) -> Setting<[String]> {
    if node.isNull { return .none }
    return lines(node, "title").map { .given($0) } ?? .standard
  }

  mutating func channelValue(_ node: OptionNode, _ channel: Channel) -> Property? {
    switch channel {
    case .x, .x2: property(node, "value", .place("width"))
    case .y, .y2: property(node, "value", .place("height"))
    case .color, .fill, .stroke: property(node, "value", .colour)
    case .strokeDash: property(node, "value", .numbers)
    case .text: property(node, "value", .lines)
    case .theta, .theta2, .radius, .radius2, .opacity, .fillOpacity, .strokeOpacity, .strokeWidth,
      .size, .angle, .xOffset, .yOffset, .xError, .xError2, .yError, .yError2:
      property(node, "value", .number)
    default:
      node.isMapping ? property(node, "value", .text) : scalar(node, "value").map { .value($0) }
    }
  }

  mutating func readDatum(_ node: OptionNode, into definition: inout ChannelDefinition) {
    if case .mapping = node.content {
      if node["repeat"] != nil {
        definition.repeatedDatum = repeatName(node, "datum")
        return
      }
      if node["expr"] != nil || node["signal"] != nil {
        definition.datumExpression = expression(in: node)
        return
      }
    }
    if let value = scalar(node, "datum") { definition.datum = Spanned(value, at: node.span) }
  }

  mutating func conditions(
    _ node: OptionNode,
    _ channel: Channel
  ) -> [ChannelDefinition.Condition] {
    var conditions: [ChannelDefinition.Condition] = []
    for part in alternatives(node) {
      guard part.isMapping else {
        wrong("condition", "a mapping with 'test'", part)
        continue
      }
      guard let test = test(of: part) else { continue }
      let rest = part.entries.filter {
        !["test", "param", "selection", "empty"].contains($0.key.value)
      }
      guard !rest.isEmpty else {
        complain(.missingOption("value", "'condition'", at: part.span))
        continue
      }
      let inner = OptionNode(.mapping(rest), at: part.span)
      if let definition = definition(of: channel, inner) {
        conditions.append(ChannelDefinition.Condition(test: test, definition: definition))
      }
    }
    return conditions
  }
}
