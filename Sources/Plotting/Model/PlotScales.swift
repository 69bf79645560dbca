import Diagnostics
import Expressions
import Tables

/// The scales of one plot, with ranges of its size.
struct PlotScales {
  let width: Double
  let height: Double
  /// The step of a discrete axis whose length its steps decide.
  let xStep: Double?
  let yStep: Double?
  let settled: [Channel: SettledScale]
  private(set) var scales: [Channel: Scale] = [:]
  let config: Config
  let theme: Theme
  let params: NamedValues

  subscript(channel: Channel) -> Scale? { scales[channel] }

  func settled(_ channel: Channel) -> SettledScale? { settled[channel] }

  init(
    _ settled: [Channel: SettledScale],
    width: Double,
    height: Double,
    steps: (x: Double?, y: Double?),
    config: Config,
    theme: Theme,
    params: NamedValues
  ) {
    self.settled = settled
    self.width = width
    self.height = height
    xStep = steps.x
    yStep = steps.y
    self.config = config
    self.theme = theme
    self.params = params
    // Offsets come after the bands that they divide.
    let offsets: Set<Channel> = [.xOffset, .yOffset]
    for (channel, scale) in settled where !offsets.contains(channel) {
      scales[channel] = Scale(definition(channel, scale))
    }
    for channel in offsets {
      if let scale = settled[channel] { scales[channel] = Scale(definition(channel, scale)) }
    }
  }

  private func definition(_ channel: Channel, _ scale: SettledScale) -> ScaleDefinition {
    let options = scale.model.options
    let defaults = scale.model.defaults
    var definition = ScaleDefinition(scale.type, domain: scale.domain, range: range(channel, scale))
    definition.domainMin = number(options.domainMin)
    definition.domainMax = number(options.domainMax)
    definition.domainMid = options.domainMid
    definition.zero = scale.zero
    definition.nice =
      options.nice ?? ((defaults.nice ?? false) ? .yes : .no)
    definition.clamp = options.clamp ?? defaults.clamp ?? false
    definition.isReversed = options.isReversed ?? defaults.isReversed ?? false
    definition.round = options.round ?? defaults.round ?? roundsBands(channel, scale)
    definition.align = options.align ?? 0.5
    definition.base = options.base ?? 10
    definition.exponent = options.exponent ?? 1
    definition.constant = options.constant ?? 1
    let isNamed = scale.model.uses.allSatisfy { $0.bound.type == .nominal }
    definition.interpolate = options.interpolate ?? (channel.isColour && !isNamed ? "hcl" : nil)
    definition.interpolateGamma = options.interpolateGamma
    definition.bins = scale.bins
    definition.binStep = options.binStep
    if definition.binStep == nil, options.bins == nil, !scale.type.isDiscreteDomain {
      for use in scale.model.uses {
        if case .binned(let step?)? = use.bound.definition.bin {
          definition.binStep = ScaleOptions.BinStep(start: nil, stop: nil, step: step)
          break
        }
      }
    }
    if scale.type == .band || scale.type == .point {
      let (inner, outer) = scale.paddings
      definition.paddingInner = inner
      definition.paddingOuter = outer
      // Of points `padding`, which has a default, outweighs `paddingOuter`, which is for the size.
      if scale.type == .point, let padding = options.padding ?? defaults.padding {
        definition.paddingOuter = padding
      }
    } else if scale.type.isContinuous {
      definition.padding = options.padding ?? defaults.padding ?? 0
    }
    return definition
  }

  /// Bands at whole pixels, where they are wide enough that little of the plot is lost to it.
  private func roundsBands(_ channel: Channel, _ scale: SettledScale) -> Bool {
    guard theme.roundsBands, scale.type == .band, channel == .x || channel == .y else {
      return false
    }
    return (channel == .x ? width : height) / Double(max(1, scale.count)) >= 16
  }

  func number(_ property: Property?) -> Double? {
    switch property {
    case .value(let value)?: value.number ?? value.instant
    case .expression(let expression)?:
      (try? expression.evaluate(in: scope)).flatMap { $0.number ?? $0.milliseconds }
    default: nil
    }
  }

  /// Parameters, `width` and `height`.
  var scope: NamedValues {
    var scope = params
    scope.values["width"] = .double(width)
    scope.values["height"] = .double(height)
    return scope
  }
}
