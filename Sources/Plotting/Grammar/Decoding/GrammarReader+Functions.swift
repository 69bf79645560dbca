import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  /// `mean`, `{argmax: field}`, `{argmin: field}`, `{exponential: 0.5}`.
  mutating func aggregate(_ node: OptionNode) -> Spanned<AggregateFunction>? {
    if case .mapping(let entries) = node.content {
      guard let entry = entries.first, entries.count == 1 else {
        wrong("aggregate", "a name or a mapping of one key", node)
        return nil
      }
      let function: AggregateFunction?
      switch entry.key.value {
      case "argmin": function = text(entry.node, "argmin").map { .argmin($0.value) }
      case "argmax": function = text(entry.node, "argmax").map { .argmax($0.value) }
      case "exponential": function = number(entry.node, "exponential").map { .exponential($0) }
      default:
        unknown(entry.key, "'aggregate'", known: ["argmax", "argmin", "exponential"])
        return nil
      }
      return function.map { Spanned($0, at: node.span) }
    }
    guard let word = text(node, "aggregate") else { return nil }
    guard let operation = AggregateOperation(rawValue: word.value) else {
      if ["boxplot", "errorbar", "errorband"].contains(word.value) { return nil }
      complain(.unknownAggregate(word))
      return nil
    }
    if operation == .argmin || operation == .argmax {
      complain(.needsArgument(word))
      return nil
    }
    return Spanned(.operation(operation), at: word.span)
  }

  /// A unit by its name, `utc` and `binned` in front; nil without a complaint.
  func calendarUnit(_ word: Spanned<String>) -> Spanned<TimeUnitOptions>? {
    let bare = word.value.withoutBinned
    guard let parts = CalendarParts(bare) else { return nil }
    var options = TimeUnitOptions(unit: parts, name: bare)
    options.isBinned = bare != word.value
    options.isUTC = bare.hasPrefix("utc")
    return Spanned(options, at: word.span)
  }

  /// `yearmonth`, `binnedyear` or `{unit, step, binned, utc}`.
  mutating func timeUnit(_ node: OptionNode) -> Spanned<TimeUnitOptions>? {
    if node.isNull { return nil }
    guard case .mapping(let entries) = node.content else {
      guard let word = text(node, "timeUnit") else { return nil }
      let unit = calendarUnit(word)
      if unit == nil { complain(.unknownTimeUnit(word)) }
      return unit
    }
    var unit: Spanned<TimeUnitOptions>?
    if let part = node["unit"], let word = text(part, "unit") {
      unit = calendarUnit(word)
      if unit == nil { complain(.unknownTimeUnit(word)) }
    }
    var options = unit?.value
    for entry in entries {
      switch entry.key.value {
      case "unit": break
      case "step": options?.step = count(entry.node, "step") ?? 1
      case "binned": options?.isBinned = bool(entry.node, "binned") ?? false
      case "utc":
        if bool(entry.node, "utc") ?? false, let name = options?.name, !name.hasPrefix("utc") {
          options?.isUTC = true
          options?.name = "utc" + name
        }
      case "maxbins": complain(.unsupported("option", entry.key))
      default:
        unknown(entry.key, "'timeUnit'", known: ["unit", "step", "binned", "utc"])
      }
    }
    if node["unit"] == nil, node["maxbins"] == nil {
      complain(.missingOption("unit", "'timeUnit'", at: node.span))
    }
    return options.map { Spanned($0, at: node.span) }
  }

  /// `true`, `false`, null, `"binned"` or a mapping.
  mutating func bin(_ node: OptionNode) -> BinChoice? {
    switch node.content {
    case .value(.bool(true)): return .options(BinOptions())
    case .value(.bool(false)), .value(.null): return .no
    case .interpolation: return nil
    case .value(.string("binned")): return .binned(step: nil)
    case .mapping:
      let (options, isBinned) = binOptions(node)
      return isBinned ? .binned(step: options.step) : .options(options)
    default:
      wrong("bin", "true, false, 'binned' or a mapping", node)
      return nil
    }
  }

  /// The options of a bin, and whether the field holds bins already.
  mutating func binOptions(_ node: OptionNode) -> (BinOptions, isBinned: Bool) {
    var options = BinOptions()
    var isBinned = false
    for entry in entries(node, of: "'bin'") {
      let key = entry.key.value
      switch key {
      case "maxbins": options.maxbins = count(entry.node, key, least: 2).map(Double.init)
      case "step": options.step = positive(entry.node, key)
      case "steps": options.steps = numbers(entry.node, key) ?? []
      case "minstep": options.minstep = positive(entry.node, key)
      case "base": options.base = positive(entry.node, key)
      case "divide": options.divide = numbers(entry.node, key) ?? []
      case "anchor": options.anchor = number(entry.node, key)
      case "nice": options.nice = bool(entry.node, key) ?? true
      case "binned": isBinned = bool(entry.node, key) ?? false
      case "extent":
        if let node = entry.node["param"] ?? entry.node["selection"] {
          refuseSelection(at: node.span)
        } else if let pair = pair(entry.node, key) {
          if pair.0 < pair.1 {
            options.extent = pair
          } else {
            complain(.wrongValue(key, "the least and the greatest value", entry.node))
          }
        }
      default:
        unknown(
          entry.key,
          "'bin'",
          known: [
            "maxbins", "step", "steps", "minstep", "base", "divide", "anchor", "nice", "binned",
            "extent",
          ]
        )
      }
    }
    return (options, isBinned)
  }

  /// A number above 0.
  mutating func positive(_ node: OptionNode, _ key: String) -> Double? {
    guard let number = number(node, key) else { return nil }
    if number > 0 { return number }
    complain(.wrongValue(key, "more than 0", node))
    return nil
  }
}
