import Tables

/// The properties of a scale that follow from its channel, its mark and config; nil says nothing.
///
/// Source: vega-lite's `compile/scale/properties.ts`.
struct ScaleDefaults {
  var zero: Bool?
  var nice: Bool?
  /// Pixels beside the outermost bars.
  var padding: Double?
  var paddingInner: Double?
  var paddingOuter: Double?
  var isReversed: Bool?
  var clamp: Bool?
  var round: Bool?

  init(
    _ bound: Bound,
    _ unit: UnitModel,
    _ type: ScaleType,
    _ options: ScaleOptions,
    _ config: Config
  ) {
    let channel = bound.channel
    if type.takesZero { zero = Self.zero(bound, unit, type, options, config) }
    if type.isContinuous || type == .quantize || type == .threshold {
      let hasEnds = options.domainMin != nil || options.domainMax != nil
      let isGiven = if case .values? = options.domain { true } else { false }
      if !bound.isBinning, !bound.isBinned, !isGiven, !hasEnds, !type.isTime, channel.isPosition { nice = true }
      if case .descending? = bound.definition.sort { isReversed = true }
    }
    if !type.isTime, !type.isDiscreteDomain { clamp = config.scale.bool(.clamp) }
    readPaddings(bound, unit, type, options, config)
    round = config.scale.bool(.round)
    if channel == .x, let flips = config.scale.bool(.xReverse) {
      isReversed = (isReversed ?? false) != flips
    }
  }

  private mutating func readPaddings(
    _ bound: Bound,
    _ unit: UnitModel,
    _ type: ScaleType,
    _ options: ScaleOptions,
    _ config: Config
  ) {
    let channel = bound.channel
    if channel.isPosition {
      if type.isContinuous {
        padding = config.scale.number(.continuousPadding)
        let isAcross =
          channel == .x ? unit.look.orient == .vertical : unit.look.orient == .horizontal
        if padding == nil, unit.type == .bar, isAcross, !bound.isBinning, !bound.isBinned,
          bound.timeUnit == nil
        {
          padding = (config.marks["bar"] ?? Properties()).number(.continuousBandSize) ?? 5
        }
      }
      if type == .point { padding = config.scale.number(.pointPadding) ?? 0.5 }
    }
    guard options.padding == nil else { return }
    let isNested =
      channel.offset.map { unit.channels[$0]?.isData ?? false } ?? false
    if channel.isPosition, type == .band {
      let (part, standard): (ScaleConfigKey, Double) =
        switch unit.type {
        case .bar: (.barBandPaddingInner, 0.1)
        case .tick: (.tickBandPaddingInner, 0.25)
        default: (.rectBandPaddingInner, 0)
        }
      paddingInner =
        isNested
        ? config.scale.number(.bandWithNestedOffsetPaddingInner) ?? 0.2
        : config.scale.number(.bandPaddingInner) ?? config.scale.number(part) ?? standard
      paddingOuter =
        isNested
        ? config.scale.number(.bandWithNestedOffsetPaddingOuter) ?? 0.2
        : config.scale.number(.bandPaddingOuter) ?? (options.paddingInner ?? paddingInner ?? 0) / 2
    }
    if channel.isOffset {
      if type == .band {
        paddingInner = config.scale.number(.offsetBandPaddingInner) ?? 0
        paddingOuter = config.scale.number(.offsetBandPaddingOuter) ?? 0
      } else if type == .point {
        paddingOuter = 0.5
      }
    }
  }

  private static func zero(
    _ bound: Bound,
    _ unit: UnitModel,
    _ type: ScaleType,
    _ options: ScaleOptions,
    _ config: Config
  ) -> Bool {
    let channel = bound.channel
    if case .values(let values)? = options.domain {
      guard let first = values.first?.number, let last = values.last?.number else { return false }
      return first <= 0 && last >= 0
    }
    if channel == .size, bound.type == .quantitative, !type.isDiscretizing { return true }
    guard channel.isPosition || channel.isPolar, !bound.isBinning, !bound.isBinned else {
      return false
    }
    let isAlong =
      (unit.look.orient == .horizontal && channel == .y)
      || (unit.look.orient == .vertical && channel == .x)
    switch unit.type {
    case .bar, .area, .line, .trail:
      if isAlong { return false }
      let second = channel.secondary.flatMap { unit.channels[$0] }
      if unit.type == .bar || unit.type == .area, second == nil { return true }
    default: break
    }
    return config.scale.bool(.zero) ?? true
  }

  func merged(with other: ScaleDefaults) -> ScaleDefaults {
    var all = self
    all.zero = zero ?? other.zero
    all.nice = nice ?? other.nice
    all.padding = padding ?? other.padding
    all.paddingInner = paddingInner ?? other.paddingInner
    all.paddingOuter = paddingOuter ?? other.paddingOuter
    all.isReversed = isReversed ?? other.isReversed
    all.clamp = clamp ?? other.clamp
    all.round = round ?? other.round
    return all
  }
}

extension ScaleType {
  /// Whether 0 may be brought into the domain.
  var takesZero: Bool {
    switch self {
    case .linear, .pow, .sqrt, .symlog, .quantize, .sequential, .identity: true
    default: false
    }
  }
}

extension ScaleOptions {
  /// These options, and where they say nothing those of another scale it is merged with.
  func merged(with other: ScaleOptions) -> ScaleOptions {
    var all = self
    all.type = type ?? other.type
    all.domain = domain ?? other.domain
    all.domainMin = domainMin ?? other.domainMin
    all.domainMax = domainMax ?? other.domainMax
    all.domainMid = domainMid ?? other.domainMid
    if range == nil, scheme == nil {
      all.range = other.range
      all.scheme = other.scheme
      all.schemeExtent = other.schemeExtent
      all.schemeCount = other.schemeCount
    }
    all.rangeMin = rangeMin ?? other.rangeMin
    all.rangeMax = rangeMax ?? other.rangeMax
    all.isReversed = isReversed ?? other.isReversed
    all.round = round ?? other.round
    all.clamp = clamp ?? other.clamp
    all.nice = nice ?? other.nice
    all.zero = zero ?? other.zero
    all.bins = bins ?? other.bins
    all.binStep = binStep ?? other.binStep
    all.padding = padding ?? other.padding
    all.paddingInner = paddingInner ?? other.paddingInner
    all.paddingOuter = paddingOuter ?? other.paddingOuter
    all.align = align ?? other.align
    all.base = base ?? other.base
    all.exponent = exponent ?? other.exponent
    all.constant = constant ?? other.constant
    all.interpolate = interpolate ?? other.interpolate
    all.interpolateGamma = interpolateGamma ?? other.interpolateGamma
    return all
  }
}
