import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  private enum Direction: String, CaseIterable { case ascending, descending }

  /// `sort` in all its forms.
  mutating func sort(_ node: OptionNode) -> SortOrder? {
    switch node.content {
    case .value(.null): return SortOrder.none
    case .value(.string(let text)):
      if let order = SortOrder(word: text) { return order }
      complain(.unknownSort(text, at: node.span))
      return nil
    case .sequence, .value(.list): return values(node, "sort").map { .list($0) }
    case .mapping: return sortMapping(node)
    case .interpolation: return nil
    default:
      wrong("sort", "an order, a list or a mapping", node)
      return nil
    }
  }

  private mutating func sortMapping(_ node: OptionNode) -> SortOrder? {
    var field: Spanned<String>?
    var repeated: Spanned<String>?
    var operation: AggregateOperation?
    var isDescending = false
    var isUnsorted = false
    var channel: Spanned<String>?
    for entry in node.entries {
      switch entry.key.value {
      case "field":
        if entry.node.isMapping {
          repeated = repeatName(entry.node, "field")
        } else {
          field = text(entry.node, "field")
        }
      case "op": operation = choice(entry.node, "op")
      case "order":
        isUnsorted = entry.node.isNull
        isDescending = choice(entry.node, "order", as: Direction.self) == .descending
      case "encoding": channel = text(entry.node, "encoding")
      default: unknown(entry.key, "'sort'", known: ["field", "op", "order", "encoding"])
      }
    }
    if isUnsorted { return SortOrder.none }
    if let channel {
      guard let known = Channel(rawValue: channel.value), SortOrder.channels.contains(known) else {
        complain(.unknownSort(channel.value, at: channel.span))
        return nil
      }
      return .channel(known, isDescending: isDescending)
    }
    if let repeated { return .repeatedField(repeated, operation, isDescending: isDescending) }
    if field == nil, operation == nil {
      // `{order: descending}` alone is an order.
      return isDescending ? .descending : .ascending
    }
    return .field(field, operation, isDescending: isDescending)
  }

  /// `zero`, `center`, `normalize`, true, false or null.
  mutating func stack(_ node: OptionNode) -> Setting<StackMode> {
    switch node.content {
    case .value(.null), .value(.bool(false)): .none
    case .value(.bool(true)): .given(.zero)
    default: choice(node, "stack").map { .given($0) } ?? .standard
    }
  }

  mutating func impute(_ node: OptionNode) -> ImputeOptions {
    var options = ImputeOptions()
    for entry in entries(node, of: "'impute'") {
      let key = entry.key.value
      switch key {
      case "method": options.method = choice(entry.node, key) ?? .value
      case "value": if let value = scalar(entry.node, key) { options.value = value }
      case "frame": options.frame = frame(entry.node)
      case "keyvals":
        if entry.node.isMapping {
          options.sequence = sequence(entry.node)
        } else {
          options.keyvals = values(entry.node, key) ?? []
        }
      default:
        unknown(entry.key, "'impute'", known: ["method", "value", "frame", "keyvals"])
      }
    }
    return options
  }

  /// `[before, after]`, null standing for all.
  private mutating func frame(_ node: OptionNode) -> (Int?, Int?) {
    guard let items = items(node, "frame") else { return (nil, nil) }
    guard items.count == 2 else {
      complain(.wrongValue("frame", "a list of two numbers or nulls", node))
      return (nil, nil)
    }
    func bound(_ item: OptionNode) -> Int? {
      optionalNumber(item, "frame").map { Int(max(-1e9, min(1e9, $0))) }
    }
    return (bound(items[0]), bound(items[1]))
  }

  private mutating func sequence(_ node: OptionNode) -> (Double, Double, Double)? {
    var start = 0.0
    var stop: Double?
    var step = 1.0
    for entry in node.entries {
      switch entry.key.value {
      case "start": start = number(entry.node, "start") ?? 0
      case "stop": stop = number(entry.node, "stop")
      case "step": step = positive(entry.node, "step") ?? 1
      default: unknown(entry.key, "'keyvals'", known: ["start", "stop", "step"])
      }
    }
    if node["stop"] == nil { complain(.missingOption("stop", "'keyvals'", at: node.span)) }
    return stop.map { (start, $0, step) }
  }
}

extension SortOrder {
  /// Channels whose values categories can be sorted by.
  static let channels: [Channel] = [
    .x, .y, .color, .fill, .stroke, .strokeWidth, .size, .shape, .fillOpacity, .strokeOpacity,
    .opacity, .text,
  ]

  static let words =
    ["ascending", "descending"] + channels.flatMap { [$0.rawValue, "-\($0.rawValue)"] }

  /// `ascending`, `descending`, `x`, `-y`.
  init?(word: String) {
    switch word {
    case "ascending": self = .ascending
    case "descending": self = .descending
    default:
      let isDescending = word.hasPrefix("-")
      guard let channel = Channel(rawValue: isDescending ? String(word.dropFirst()) : word),
        Self.channels.contains(channel)
      else { return nil }
      self = .channel(channel, isDescending: isDescending)
    }
  }
}
