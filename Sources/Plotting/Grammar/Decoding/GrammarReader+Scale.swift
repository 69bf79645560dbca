import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  private static let scaleKeys = [
    "type", "domain", "domainMin", "domainMax", "domainMid", "range", "rangeMin", "rangeMax",
    "scheme", "reverse", "round", "clamp", "nice", "zero", "bins", "padding", "paddingInner",
    "paddingOuter", "align", "base", "exponent", "constant", "interpolate",
  ]

  mutating func scale(_ node: OptionNode, of channel: Channel) -> ScaleOptions {
    var scale = ScaleOptions()
    scale.span = node.span
    for entry in entries(node, of: "'scale'") {
      if entry.node.isNull, entry.key.value != "nice" { continue }
      readScale(entry, into: &scale)
    }
    return scale
  }

  private mutating func readScale(_ entry: OptionNode.Entry, into scale: inout ScaleOptions) {
    let key = entry.key.value
    let node = entry.node
    switch key {
    case "type":
      guard let word = text(node, key) else { return }
      if let type = ScaleType(rawValue: word.value) {
        scale.type = Spanned(type, at: word.span)
      } else {
        complain(.unknownScale(word))
      }
    case "domain": scale.domain = domain(node)
    case "domainMin": scale.domainMin = bound(node, key)
    case "domainMax": scale.domainMax = bound(node, key)
    case "domainMid": scale.domainMid = number(node, key)
    case "range": scale.range = range(node)
    case "rangeMin": scale.rangeMin = scalar(node, key)
    case "rangeMax": scale.rangeMax = scalar(node, key)
    case "scheme": readScheme(node, into: &scale)
    case "reverse": scale.isReversed = bool(node, key)
    case "round": scale.round = bool(node, key)
    case "clamp": scale.clamp = bool(node, key)
    case "nice": scale.nice = nice(node)
    case "zero": scale.zero = bool(node, key)
    case "bins": readBins(node, into: &scale)
    case "padding": scale.padding = number(node, key)
    case "paddingInner": scale.paddingInner = number(node, key)
    case "paddingOuter": scale.paddingOuter = number(node, key)
    case "align": scale.align = number(node, key)
    case "base": scale.base = positive(node, key)
    case "exponent": scale.exponent = number(node, key)
    case "constant": scale.constant = positive(node, key)
    case "interpolate": readInterpolate(node, into: &scale)
    case "domainRaw": complain(.unsupported("option", entry.key))
    default: unknown(entry.key, "'scale'", known: Self.scaleKeys)
    }
  }

  /// A number, a date or an expression.
  private mutating func bound(_ node: OptionNode, _ key: String) -> Property? {
    if node.isMapping, !DateLiteral.isMeant(by: node) { return property(node, key, .number) }
    return scalar(node, key).map { .value($0) }
  }

  private mutating func domain(_ node: OptionNode) -> ScaleOptions.Domain? {
    switch node.content {
    case .sequence, .value(.list): return values(node, "domain").map { .values($0) }
    case .value(.string("unaggregated")): return .unaggregated
    case .mapping:
      if let part = node["unionWith"] {
        return values(part, "unionWith").map { .union($0) }
      }
      if let part = node["param"] ?? node["selection"] {
        refuseSelection(at: part.span)
        return nil
      }
      fallthrough
    default:
      wrong("domain", "a list, 'unaggregated' or {unionWith: …}", node)
      return nil
    }
  }

  private mutating func range(_ node: OptionNode) -> ScaleOptions.Range? {
    switch node.content {
    case .sequence(let items) where items.contains(where: \.isList):
      // Dashes: a list for each value.
      var dashes: [Value] = []
      for item in items {
        guard let numbers = numbers(item, "range") else { return nil }
        dashes.append(.list(numbers.map { .double($0) }))
      }
      return .values(dashes)
    case .sequence, .value(.list): return values(node, "range").map { .values($0) }
    case .value(.string): return text(node, "range").map { .named($0) }
    case .mapping:
      guard let part = node["field"] else {
        wrong("range", "a list, a name or {field: …}", node)
        return nil
      }
      return text(part, "field").map { .field($0) }
    default:
      wrong("range", "a list, a name or {field: …}", node)
      return nil
    }
  }
}
