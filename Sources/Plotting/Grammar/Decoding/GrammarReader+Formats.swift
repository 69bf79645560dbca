import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  /// A format: a specifier, or formats of dates by unit as a record.
  mutating func format(_ node: OptionNode, _ key: String) -> Spanned<Value>? {
    guard case .mapping(let entries) = node.content else {
      return text(node, key).map { Spanned(.string($0.value), at: $0.span) }
    }
    var units: [(String, Value)] = []
    let known = TimeIntervalName.allCases.map(\.rawValue) + ["quarter", "date"]
    for entry in entries {
      let name = entry.key.value
      let unit = name.hasSuffix("s") ? String(name.dropLast()) : name
      guard known.contains(unit) else {
        unknown(entry.key, "'\(key)'", known: known)
        continue
      }
      if let text = text(entry.node, name) { units.append((name, .string(text.value))) }
    }
    return Spanned(.record(Record(units)), at: node.span)
  }

  /// `format` of a channel.
  mutating func formatOption(_ node: OptionNode, _ key: String) -> Spanned<FormatOption>? {
    guard let format = format(node, key) else { return nil }
    switch format.value {
    case .string(let text): return Spanned(.specifier(text), at: format.span)
    case .record(let record):
      var units: [String: String] = [:]
      for (name, value) in zip(record.names, record.values) { units[name] = value.displayText }
      return Spanned(.units(units), at: format.span)
    default: return nil
    }
  }

  /// A number, the name of an interval, or `{interval, step}` as a record.
  mutating func tickCount(_ node: OptionNode, _ key: String) -> Property? {
    switch node.content {
    case .value(.string):
      return choice(node, key, as: TimeIntervalName.self).map { .value(.string($0.rawValue)) }
    case .mapping:
      guard let interval = interval(node, key) else { return nil }
      return .value(
        .record(
          Record([
            ("interval", .string(interval.unit.rawValue)), ("step", .double(interval.step)),
          ])
        )
      )
    default: return number(node, key).map { .value(.double($0)) }
    }
  }

  /// `{interval: month, step: 3}`.
  mutating func interval(
    _ node: OptionNode,
    _ key: String
  ) -> (unit: TimeIntervalName, step: Double)? {
    var unit: TimeIntervalName?
    var step = 1.0
    for entry in entries(node, of: "'\(key)'") {
      switch entry.key.value {
      case "interval": unit = choice(entry.node, "interval")
      case "step": step = number(entry.node, "step") ?? 1
      default: unknown(entry.key, "'\(key)'", known: ["interval", "step"])
      }
    }
    guard let unit else {
      if node["interval"] == nil {
        complain(.missingOption("interval", "'\(key)'", at: node.span))
      }
      return nil
    }
    return (unit, step)
  }

  /// `{gradient: linear, x1, y1, x2, y2, stops}` and the radial kind.
  mutating func gradient(_ node: OptionNode) -> Property.Gradient? {
    enum Kind: String, CaseIterable { case linear, radial }
    let kind = node["gradient"].flatMap { choice($0, "gradient", as: Kind.self) }
    guard let kind else { return nil }
    var gradient = Property.Gradient(isRadial: kind == .radial, stops: [])
    // A line runs left to right, circles lie in the middle.
    if kind == .radial {
      (gradient.x1, gradient.y1, gradient.x2, gradient.y2) = (0.5, 0.5, 0.5, 0.5)
    }
    for entry in node.entries {
      let name = entry.key.value
      switch name {
      case "gradient", "id": break
      case "x1": gradient.x1 = number(entry.node, name) ?? gradient.x1
      case "y1": gradient.y1 = number(entry.node, name) ?? gradient.y1
      case "x2": gradient.x2 = number(entry.node, name) ?? gradient.x2
      case "y2": gradient.y2 = number(entry.node, name) ?? gradient.y2
      case "r1": gradient.r1 = number(entry.node, name) ?? gradient.r1
      case "r2": gradient.r2 = number(entry.node, name) ?? gradient.r2
      case "stops": gradient.stops = stops(entry.node)
      default:
        unknown(
          entry.key,
          "a gradient",
          known: ["gradient", "x1", "y1", "x2", "y2", "r1", "r2", "stops"]
        )
      }
    }
    return gradient
  }

  private mutating func stops(_ node: OptionNode) -> [Property.Gradient.Stop] {
    var stops: [Property.Gradient.Stop] = []
    for item in items(node, "stops") ?? [] {
      var offset: Double?
      var colour: String?
      for entry in entries(item, of: "a stop of a gradient") {
        switch entry.key.value {
        case "offset": offset = number(entry.node, "offset")
        case "color": colour = text(entry.node, "color")?.value
        default: unknown(entry.key, "a stop of a gradient", known: ["offset", "color"])
        }
      }
      if let offset, let colour {
        stops.append(Property.Gradient.Stop(offset: offset, colour: colour))
      }
    }
    return stops
  }
}

/// The intervals of time that ticks and rounded domains may stand at.
enum TimeIntervalName: String, CaseIterable {
  case millisecond, second, minute, hour, day, week, month, year

  /// The part of the calendar; a day is a date here.
  var part: CalendarParts.Part {
    switch self {
    case .millisecond: .milliseconds
    case .second: .seconds
    case .minute: .minutes
    case .hour: .hours
    case .day: .date
    case .week: .week
    case .month: .month
    case .year: .year
    }
  }
}
