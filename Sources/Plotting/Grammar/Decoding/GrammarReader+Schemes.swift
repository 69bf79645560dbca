import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  /// A name, `{name, extent, count}`, or a list of colours, which is a range.
  mutating func readScheme(_ node: OptionNode, into scale: inout ScaleOptions) {
    switch node.content {
    case .sequence: scale.range = colours(node)
    case .mapping(let entries):
      for entry in entries {
        switch entry.key.value {
        case "name", "scheme":
          if entry.node.isList {
            scale.range = colours(entry.node)
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

  /// A list of colours; a name with a number beside it is meant as a mapping.
  private mutating func colours(_ node: OptionNode) -> ScaleOptions.Range? {
    guard let values = values(node, "scheme") else { return nil }
    for value in values {
      if case .string(let text) = value, Colour(css: text) != nil { continue }
      complain(.wrongValue("scheme", "a name, {name: …, count: …}, or a list of colours", node))
      return nil
    }
    return .values(values)
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

  mutating func nice(_ node: OptionNode) -> ScaleOptions.Nice? {
    switch node.content {
    case .value(.null), .value(.bool(false)): return .no
    case .value(.bool(true)): return .yes
    case .value(.string):
      return choice(node, "nice", as: TimeIntervalName.self).map { .interval($0.part, step: 1) }
    case .mapping:
      return interval(node, "nice").map {
        .interval($0.unit.part, step: Int(max(1, min(1e6, $0.step))))
      }
    default: return number(node, "nice").map { .count($0) }
    }
  }

  /// The bounds of bins: a list, or `{start, stop, step}`.
  mutating func readBins(_ node: OptionNode, into scale: inout ScaleOptions) {
    guard case .mapping(let entries) = node.content else {
      scale.bins = numbers(node, "bins")
      return
    }
    var numbers: [String: Double] = [:]
    for entry in entries {
      if ["start", "stop", "step"].contains(entry.key.value) {
        numbers[entry.key.value] = number(entry.node, entry.key.value)
      } else {
        unknown(entry.key, "'bins'", known: ["start", "stop", "step"])
      }
    }
    guard let step = numbers["step"] else {
      complain(.wrongValue("bins", "a list or a mapping with a 'step'", node))
      return
    }
    let (start, stop) = (numbers["start"], numbers["stop"])
    guard step > 0, ((stop ?? step) - (start ?? 0)) / step < 10_000 else {
      complain(.wrongValue("step", "more than 0 and not tiny", node))
      return
    }
    scale.binStep = ScaleOptions.BinStep(start: start, stop: stop, step: step)
  }

  mutating func readInterpolate(_ node: OptionNode, into scale: inout ScaleOptions) {
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
