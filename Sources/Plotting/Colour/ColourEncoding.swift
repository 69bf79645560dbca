import Diagnostics

/// How rows get their colours.
enum ColourEncoding: Sendable {
  case constant(Paint)
  case discrete(BoundChannel, DiscreteDomain, [Paint])
  case ramp(BoundChannel, ContinuousDomain, ColourRamp, [Double])

  /// The colour of each row.
  func paints(rowCount: Int) -> [Paint] {
    switch self {
    case .constant(let paint): return Array(repeating: paint, count: rowCount)
    case .discrete(_, let domain, let paints):
      return domain.places.map { $0 < 0 || paints.isEmpty ? .missing : paints[$0] }
    case .ramp(_, let domain, let ramp, let values):
      let parts = PositionScale.continuous(domain.scale(to: (0, 1))).positions(values)
      return parts.map { $0.isNaN ? .missing : .literal(ramp.colour(at: $0).hex) }
    }
  }

  /// Colours of categories: as given, from a scheme, the palette, or a ramp for ordered ones.
  static func paints(_ channel: BoundChannel, _ domain: DiscreteDomain) -> [Paint] {
    let options = channel.definition.scale
    let count = domain.levels.count
    if let words = options.rangeWords, !words.isEmpty {
      return (0..<count).map { .literal(words[$0 % words.count]) }
    }
    if let scheme = options.scheme?.value, let colours = ColourScheme.colours(scheme) {
      if ColourScheme.isCategorical(scheme) {
        return (0..<count).map { .literal(colours[$0 % colours.count].hex) }
      }
      return steps(colours, count)
    }
    if channel.type == .ordinal { return steps(ColourScheme.colours("blues") ?? [], count) }
    return (0..<count).map { .series($0) }
  }

  private static func steps(_ colours: [Colour], _ count: Int) -> [Paint] {
    let ramp = ColourRamp(colours: colours)
    return (0..<count).map { index in
      let part = count > 1 ? Double(index) / Double(count - 1) : 1
      return .literal(ramp.colour(at: part).hex)
    }
  }

  static func ramp(_ channel: BoundChannel, standard: String) -> ColourRamp {
    let options = channel.definition.scale
    if let words = options.rangeWords {
      let colours = words.compactMap { Colour(named: $0) }
      if colours.count == words.count, colours.count > 1 { return ColourRamp(colours: colours) }
    }
    let name = options.scheme?.value ?? standard
    return ColourRamp(colours: ColourScheme.colours(name) ?? [])
  }
}

extension Colour {
  /// A hexadecimal colour, or one of the plain names that specifications use.
  init?(named name: String) {
    let names = [
      "black": "000000", "white": "ffffff", "red": "ff0000", "green": "008000", "blue": "0000ff",
      "orange": "ffa500", "yellow": "ffff00", "purple": "800080", "gray": "808080",
      "grey": "808080", "teal": "008080", "steelblue": "4682b4", "firebrick": "b22222",
      "lightgray": "d3d3d3", "lightgrey": "d3d3d3", "darkgray": "a9a9a9", "crimson": "dc143c",
      "navy": "000080", "brown": "a52a2a", "pink": "ffc0cb", "gold": "ffd700",
    ]
    self.init(hex: names[name.lowercased()] ?? name)
  }
}
