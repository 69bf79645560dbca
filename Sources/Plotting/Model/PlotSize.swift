import Tables

/// The width or height of a plot's rectangle.
///
/// Source: vega-lite's `compile/layoutsize/parse.ts`: as written, else so many pixels for each
/// category, else the size for continuous scales; without a scale one step.
struct PlotSize {
  let config: Config
  var theme = Theme.plain

  enum Dimension {
    case width, height
    var channel: Channel { self == .width ? .x : .y }
    var continuousKey: ViewKey { self == .width ? .continuousWidth : .continuousHeight }
    var discreteKey: ViewKey { self == .width ? .discreteWidth : .discreteHeight }
  }

  /// The step that a discrete scale's categories have, when steps decide the size.
  enum Wish {
    case pixels(Double)
    case step(Double, isForOffset: Bool)
  }

  func wish(
    _ dimension: Dimension,
    written: SizeOption?,
    scale: SettledScale?,
    hasArc: Bool,
    available: Double?
  ) -> Wish {
    switch written {
    case .pixels(let pixels)?: return .pixels(pixels)
    case .step(let step, let isForOffset)?:
      guard let scale, scale.type.isDiscreteDomain else {
        return scale == nil ? .pixels(step) : .pixels(continuous(dimension))
      }
      return .step(step, isForOffset: isForOffset)
    case .container?: return .pixels(available ?? continuous(dimension))
    case nil: break
    }
    if let scale {
      guard scale.type.isDiscreteDomain else { return .pixels(available ?? continuous(dimension)) }
      return fitted(discrete(dimension), dimension, scale, available)
    }
    if hasArc { return .pixels(continuous(dimension)) }
    if case .step(let step, _) = discrete(dimension) { return .pixels(step) }
    return discrete(dimension)
  }

  /// Steps that a report's column has room for: wider ones for few categories, narrower ones for
  /// many.
  private func fitted(
    _ wish: Wish,
    _ dimension: Dimension,
    _ scale: SettledScale,
    _ available: Double?
  ) -> Wish {
    guard case .step(let step, _) = wish, let widest = theme.widestStep,
      config.view[dimension.discreteKey] == nil, config.view[.step] == nil
    else { return wish }
    if dimension == .height {
      return Self.length(scale, count: scale.count, step: step) <= theme.tallestPlot
        ? wish : .pixels(theme.tallestPlot)
    }
    guard let available else { return wish }
    let isNested = scale.model.uses.contains { $0.unit.channels[.xOffset] != nil }
    guard scale.type == .band, !isNested, scale.count > 0 else { return .pixels(available) }
    return .pixels(min(available, Self.length(scale, count: scale.count, step: widest)))
  }

  private func continuous(_ dimension: Dimension) -> Double {
    config.view.number(dimension.continuousKey) ?? 300
  }

  private func discrete(_ dimension: Dimension) -> Wish {
    switch config.view[dimension.discreteKey]?.constant {
    case .record(let record)?:
      if let step = record["step"]?.number { return .step(step, isForOffset: true) }
    case let value?:
      if let pixels = value.number { return .pixels(pixels) }
    case nil: break
    }
    return .step(step, isForOffset: true)
  }

  var step: Double { config.view.number(.step) ?? 20 }

  /// Pixels that so many steps take with the paddings of a band or point scale around them.
  static func length(_ scale: SettledScale, count: Int, step: Double) -> Double {
    let (inner, outer) = scale.paddings
    let space = Double(count) - inner + outer * 2
    return count == 0 ? 0 : (space > 0 ? space : 1) * step
  }
}

extension SettledScale {
  /// The inner and the outer padding of `band` and `point`, in parts of a step.
  var paddings: (inner: Double, outer: Double) {
    let options = model.options
    let defaults = model.defaults
    if type == .point {
      return (
        1,
        options.paddingOuter ?? options.padding ?? defaults.paddingOuter ?? defaults.padding
          // Sizes and opacities of ranks take up their whole range.
          ?? (model.channel.isPosition || model.channel.isOffset ? 0.5 : 0)
      )
    }
    return (
      options.paddingInner ?? options.padding ?? defaults.paddingInner ?? 0,
      options.paddingOuter ?? options.padding ?? defaults.paddingOuter ?? 0
    )
  }
}
