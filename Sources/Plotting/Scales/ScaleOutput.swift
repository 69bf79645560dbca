import Tables

/// The values that a scale gives, ready to be picked or blended.
enum ScaleOutput: Sendable {
  case numbers([Double])
  case paints([Paint])
  /// Any colour on the way.
  case blend(ColourBlend)
  case texts([String])
  case dashes([[Double]])

  /// The range of a definition over a domain of `count` entries, reversed where that is asked for.
  init(_ definition: ScaleDefinition, count: Int) {
    switch definition.range {
    case .numbers(let numbers): self = .numbers(Self.turned(numbers, definition))
    case .texts(let texts): self = .texts(Self.turned(texts, definition))
    case .dashes(let dashes): self = .dashes(Self.turned(dashes, definition))
    case .paints(let paints):
      let paints = Self.turned(paints, definition)
      self =
        definition.type.isContinuous
        ? .blend(Self.blend(paints.compactMap { Colour($0) }, definition)) : .paints(paints)
    case .scheme(let name, let extent, let wanted):
      self = Self.scheme(name, extent, wanted: wanted, definition, count: count)
    }
  }

  private static func turned<Item>(_ items: [Item], _ definition: ScaleDefinition) -> [Item] {
    definition.isReversed ? items.reversed() : items
  }

  private static func blend(_ colours: [Colour], _ definition: ScaleDefinition) -> ColourBlend {
    let space = definition.interpolate.flatMap { ColourSpace(rawValue: $0.lowercased()) } ?? .rgb
    return ColourBlend(colours, space: space, gamma: definition.interpolateGamma ?? 1)
  }

  private static func scheme(
    _ name: String,
    _ extent: (Double, Double)?,
    wanted: Int?,
    _ definition: ScaleDefinition,
    count: Int
  ) -> ScaleOutput {
    let colours = ColourScheme.colours(name) ?? []
    let isList = ColourScheme.isCategorical(name)
    if definition.type.isContinuous, definition.type.isTime || count > 3 {
      return .blend(samples(colours, extent, isList: isList, definition, count: count))
    }
    if definition.type.isContinuous {
      if isList { return .blend(blend(turned(colours, definition), definition)) }
      if definition.type.isTime {
        // Vega cuts a scheme for instants into as many colours as the domain has ends, and blends
        // those: https://github.com/vega/vega/blob/main/packages/vega-encode/src/Scale.js.
        let scheme = ColourBlend(colours).part(extent?.0 ?? 0, extent?.1 ?? 1)
        let ends = (0..<max(1, count)).map {
          scheme.colour(at: Double($0 + 1) / Double(count + 1))
        }
        return .blend(blend(Self.turned(ends, definition), definition))
      }
      let turned = definition.isReversed
      let part = extent ?? (0, 1)
      return .blend(
        ColourBlend(colours).part(turned ? part.1 : part.0, turned ? part.0 : part.1)
      )
    }
    let size =
      switch definition.type {
      case .threshold: count + 1
      case .binOrdinal: count - 1
      case .quantile, .quantize: wanted.flatMap { $0 > 0 ? $0 : nil } ?? 5
      default: count
      }
    let chosen: [Colour]
    if isList {
      chosen = definition.type == .ordinal ? colours : Array(colours.prefix(max(0, size)))
    } else {
      let blend = ColourBlend(colours).part(extent?.0 ?? 0, extent?.1 ?? 1)
      chosen = (0..<max(0, size)).map {
        blend.colour(at: Double($0 + 1) / Double(size + 1))
      }
    }
    return .paints(turned(chosen.map(\.paint), definition))
  }

  /// Of times, and of a domain in more pieces than two, Vega takes colours from inside the scheme
  /// and blends those: see `configureScheme` in
  /// https://github.com/vega/vega/blob/main/packages/vega-encode/src/Scale.js.
  private static func samples(
    _ colours: [Colour],
    _ extent: (Double, Double)?,
    isList: Bool,
    _ definition: ScaleDefinition,
    count: Int
  ) -> ColourBlend {
    let whole = ColourBlend(colours).part(extent?.0 ?? 0, extent?.1 ?? 1)
    let taken =
      isList
      ? Array(colours.prefix(count))
      : (0..<count).map { whole.colour(at: Double($0 + 1) / Double(count + 1)) }
    return blend(turned(taken, definition), definition)
  }

  var isBlend: Bool { if case .blend = self { true } else { false } }

  /// How many values there are to pick from; 0 for a blend.
  var count: Int {
    switch self {
    case .numbers(let numbers): numbers.count
    case .paints(let paints): paints.count
    case .texts(let texts): texts.count
    case .dashes(let dashes): dashes.count
    case .blend: 0
    }
  }
}
