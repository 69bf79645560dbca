import Diagnostics
import Tables

/// A scale as it is known before its data are: who uses it, and what they say about it.
///
/// Scales of views that share one are merged: what is written wins over defaults, and the first
/// over the later ones, as vega-lite's `compile/split.ts` does it.
struct ScaleModel {
  /// One unit's use of the scale.
  struct Use {
    let unit: UnitModel
    let bound: Bound
  }

  var channel: Channel
  var type: ScaleType
  var isTypeWritten: Bool
  var options: ScaleOptions
  var defaults: ScaleDefaults
  var uses: [Use]

  init(_ channel: Channel, _ bound: Bound, _ unit: UnitModel, config: Config) {
    let written = bound.definition.scale.given
    options = written ?? ScaleOptions()
    self.channel = channel
    let kind = ScaleModel.standardType(bound, unit)
    type = written?.type?.value ?? kind
    isTypeWritten = written?.type != nil
    defaults = ScaleDefaults(bound, unit, type, options, config)
    uses = [Use(unit: unit, bound: bound)]
  }

  /// Whether two scales can be one: both for numbers, for instants or for categories; places of
  /// categories and instants go together too.
  func isCompatible(with other: ScaleModel) -> Bool {
    let (a, b) = (type.family, other.type.family)
    return a == b || (a == .places && b == .times) || (a == .times && b == .places)
  }

  mutating func merge(_ other: ScaleModel, config: Config) {
    if other.isTypeWritten != isTypeWritten {
      if other.isTypeWritten { type = other.type }
    } else if other.type.precedence > type.precedence {
      type = other.type
    }
    isTypeWritten = isTypeWritten || other.isTypeWritten
    let domain = options.domain?.united(
      with: other.options.domain,
      isDiscrete: type.isDiscreteDomain
    )
    options = options.merged(with: other.options)
    options.domain = domain ?? options.domain
    uses += other.uses
    // What follows from the mark follows from the type that all have now.
    let all = uses.map { ScaleDefaults($0.bound, $0.unit, type, options, config) }
    defaults = all.dropFirst().reduce(all[0]) { $0.merged(with: $1) }
  }
}

extension ScaleType {
  enum Family { case numbers, times, categories, places, classes }

  var family: Family {
    switch self {
    case .linear, .log, .pow, .sqrt, .symlog, .identity, .sequential: .numbers
    case .time, .utc: .times
    case .ordinal: .categories
    case .binOrdinal, .quantile, .quantize, .threshold: .classes
    case .point, .band: .places
    }
  }

  var precedence: Int {
    switch self {
    case .point: 10
    case .band: 11
    case .log, .pow, .sqrt, .symlog, .identity, .sequential: 1
    default: 0
    }
  }
}

extension ScaleModel {
  /// The type of a scale that names none.
  ///
  /// Source: vega-lite's `compile/scale/type.ts`.
  static func standardType(_ bound: Bound, _ unit: UnitModel) -> ScaleType {
    let channel = bound.channel
    let isTickBand = bound.definition.axis.given?[.tickBand] != nil
    switch bound.type {
    case .nominal, .ordinal:
      if channel.isColour || channel == .shape || channel == .strokeDash { return .ordinal }
      if channel.isPosition || channel.isOffset {
        switch unit.type {
        case .rect, .bar, .rule, .tick: return .band
        default: break
        }
        let nested = channel.offset.map { unit.channels[$0]?.isData ?? false } ?? false
        if nested { return .band }
        if isTickBand { return .band }
        let size: MarkKey = channel == .x ? .width : .height
        if unit.look.relativeBand(size) != nil { return .band }
        return .point
      }
      if channel.isPolar, unit.type == .arc { return .band }
      return .point
    case .temporal:
      if channel.isColour { return .time }
      if channel == .shape || channel == .strokeDash { return .ordinal }
      return bound.timeUnit?.isUTC ?? false ? .utc : .time
    case .quantitative:
      if channel.isColour { return bound.isBinning ? .binOrdinal : .linear }
      if channel == .shape || channel == .strokeDash { return .ordinal }
      return .linear
    }
  }
}
