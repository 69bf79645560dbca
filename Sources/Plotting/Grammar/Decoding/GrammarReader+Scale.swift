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
    case "bins": scale.bins = bins(node)
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

  /// A name, `{name, extent, count}`, or a list of colours, which is a range.
  mutating func readScheme(_ node: OptionNode, into scale: inout ScaleOptions) {
    switch node.content {
    case .sequence: scale.range = values(node, "scheme").map { .values($0) }
    case .mapping(let entries):
      for entry in entries {
        switch entry.key.value {
        case "name", "scheme":
          if entry.node.isList {
            scale.range = values(entry.node, "scheme").map { .values($0) }
          } else {
            scale.scheme = scheme(entry.node)
          }
        case "extent": scale.schemeExtent = pair(entry.node, "extent")
        case "count": scale.schemeCount = count(entry.node, "count")
        default: unknown(entry.key, "'scheme'", known: ["name", "extent", "count"])
        }
      }
    default: scale.scheme = scheme(node)
    }
  }

  private mutating func scheme(_ node: OptionNode) -> Spanned<String>? {
    guard let word = text(node, "scheme") else { return nil }
    // `blues-7` takes seven colours of `blues`.
    let name = word.value.split(separator: "-").first.map(String.init) ?? word.value
    if ColourScheme.colours(word.value) == nil, ColourScheme.colours(name) == nil {
      complain(.unknownScheme(word))
      return nil
    }
    return word
  }

  private mutating func nice(_ node: OptionNode) -> ScaleOptions.Nice? {
    switch node.content {
    case .value(.null), .value(.bool(false)): return .no
    case .value(.bool(true)): return .yes
    case .value(.string):
      return choice(node, "nice", as: TimeIntervalName.self).map { .interval($0.part, step: 1) }
    case .mapping:
      return interval(node, "nice").map { .interval($0.unit.part, step: Int(max(1, min(1e6, $0.step)))) }
    default: return number(node, "nice").map { .count($0) }
    }
  }

  /// The bounds of bins: a list, or `{start, stop, step}`.
  private mutating func bins(_ node: OptionNode) -> [Double]? {
    guard case .mapping(let entries) = node.content else { return numbers(node, "bins") }
    var numbers: [String: Double] = [:]
    for entry in entries {
      if ["start", "stop", "step"].contains(entry.key.value) {
        numbers[entry.key.value] = number(entry.node, entry.key.value)
      } else {
        unknown(entry.key, "'bins'", known: ["start", "stop", "step"])
      }
    }
    guard let start = numbers["start"], let stop = numbers["stop"], let step = numbers["step"]
    else {
      complain(.wrongValue("bins", "a list or all of 'start', 'stop' and 'step'", node))
      return nil
    }
    guard step > 0, (stop - start) / step < 10_000 else {
      complain(.wrongValue("step", "more than 0 and not tiny", node))
      return nil
    }
    return Array(stride(from: start, through: stop + step * 1e-9, by: step))
  }

  private mutating func readInterpolate(_ node: OptionNode, into scale: inout ScaleOptions) {
    guard case .mapping(let entries) = node.content else {
      scale.interpolate = text(node, "interpolate")?.value
      return
    }
    for entry in entries {
      switch entry.key.value {
      case "type": scale.interpolate = text(entry.node, "type")?.value
      case "gamma": scale.interpolateGamma = number(entry.node, "gamma")
      default: unknown(entry.key, "'interpolate'", known: ["type", "gamma"])
      }
    }
  }
}
