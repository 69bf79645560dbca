import Tables

@testable import Plotting

/// One block of `ScaleAnswers`.
struct ScaleCase {
  var title = ""
  var settings: [String: String] = [:]
  var domain: [String] = []
  var map: [(input: String, output: String)] = []
  var band = 0.0
  var ticks: [String]?
  var legend: [String]?

  static var all: [ScaleCase] {
    var cases: [ScaleCase] = []
    for line in ScaleAnswers.text.split(separator: "\n") {
      let (key, rest) = cut(String(line), at: " ")
      if key == "=" {
        var one = ScaleCase(title: rest)
        for setting in rest.split(separator: " ") {
          let (name, value) = cut(String(setting), at: "=")
          one.settings[name] = value
        }
        cases.append(one)
        continue
      }
      guard !cases.isEmpty else { continue }
      cases[cases.count - 1].add(key, rest)
    }
    return cases
  }

  private mutating func add(_ key: String, _ rest: String) {
    switch key {
    case "domain": domain += rest.split(separator: ";").map(String.init)
    case "map":
      map += rest.split(separator: " ").map { Self.cut(String($0), at: ":") }
    case "band": band = Double(rest) ?? .nan
    case "ticks": ticks = (ticks ?? []) + Self.items(rest)
    case "legend": legend = (legend ?? []) + Self.items(rest)
    default: break
    }
  }

  private static func items(_ text: String) -> [String] {
    var items = [""]
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if word == "~" {
        items.append("")
      } else {
        items[items.count - 1] += (items[items.count - 1].isEmpty ? "" : " ") + word
      }
    }
    return items
  }

  private static func cut(_ text: String, at mark: Character) -> (String, String) {
    guard let index = text.firstIndex(of: mark) else { return (text, "") }
    return (String(text[..<index]), String(text[text.index(after: index)...]))
  }

  var type: ScaleType { ScaleType(rawValue: settings["type"] ?? "") ?? .linear }

  func level(_ text: String) -> Level {
    if type.isDiscreteDomain { return .text(text) }
    let number = Double(text) ?? .nan
    return type.isTime ? .instant(number) : .number(number)
  }

  func text(_ level: Level) -> String {
    switch level {
    case .number(let number), .instant(let number):
      number == -.infinity ? "-Infinity" : Value.double(number).displayText
    case .text(let text): text
    default: "?"
    }
  }

  /// The value before the label with ten digits only.
  func rounded(_ item: String) -> String {
    let (value, label) = Self.cut(item, at: "|")
    guard let number = Double(value), number.isFinite,
      let format = try? NumberFormat(".10~g")
    else { return item }
    return format.string(number) + "|" + label
  }

  var tickCount: TickCount {
    guard let text = settings["tick"] else { return .about(10) }
    return interval(text).map { .interval($0.0, step: $0.1) } ?? .about(Double(text) ?? 10)
  }

  var minStep: Double? { number("minstep") }

  private func number(_ key: String) -> Double? { settings[key].flatMap { Double($0) } }

  private func numbers(_ key: String) -> [Double] {
    (settings[key] ?? "").split(separator: ",").compactMap { Double(String($0)) }
  }

  private func interval(_ text: String) -> (CalendarParts.Part, Int)? {
    let (name, step) = Self.cut(text, at: ":")
    guard let part = CalendarParts.Part(rawValue: name), let step = Int(step) else { return nil }
    return (part, step)
  }

  var definition: ScaleDefinition {
    let text = settings["domain"] ?? ""
    var definition = ScaleDefinition(
      type,
      domain: type.isDiscreteDomain
        ? .discrete(text.split(separator: ",").map { .text(String($0)) })
        : .continuous(numbers("domain")),
      range: range
    )
    definition.domainMin = number("dmin")
    definition.domainMax = number("dmax")
    definition.domainMid = number("dmid")
    definition.zero = settings["zero"] != nil
    definition.clamp = settings["clamp"] != nil
    definition.isReversed = settings["rev"] != nil
    definition.round = settings["round"] != nil
    definition.padding = number("padding") ?? 0
    definition.paddingInner = number("pi") ?? 0
    definition.paddingOuter = number("po") ?? 0
    definition.align = number("align") ?? 0.5
    definition.base = number("base") ?? 10
    definition.exponent = number("exp") ?? 1
    definition.constant = number("const") ?? 1
    definition.interpolate = settings["interp"]
    definition.interpolateGamma = number("gamma")
    if settings["bins"] != nil { definition.bins = numbers("bins") }
    switch settings["nice"] {
    case nil: definition.nice = .no
    case "1": definition.nice = .yes
    case let text?:
      definition.nice =
        interval(text).map { .interval($0.0, step: $0.1) } ?? .count(Double(text) ?? 10)
    }
    return definition
  }

  private var range: ScaleDefinition.Range {
    if let paints = settings["paints"] {
      return .paints(paints.split(separator: ";").map { .literal(String($0)) })
    }
    if let scheme = settings["scheme"] {
      let extent = numbers("ext")
      return .scheme(
        scheme,
        extent: extent.count == 2 ? (extent[0], extent[1]) : nil,
        count: number("scount").map { Int($0) }
      )
    }
    return .numbers(numbers("range"))
  }
}
