import Diagnostics
import Expressions
import Tables

/// A rule over the spread of values around their centre, with ticks at its ends where they are
/// asked for.
///
/// Source: vega-lite's `compositemark/errorbar.ts`.
enum ErrorBar {
  static func layers(
    _ view: Specification,
    _ mark: MarkDefinition,
    _ encoding: [ChannelDefinition],
    _ normaliser: inout Normaliser
  ) -> Specification? {
    guard let spread = Spread(view, mark, encoding, &normaliser) else { return nil }
    let common = spread.common
    let own = spread.encoding.filter { $0.channel != .size }
    let across: Value = .string(common.isVertical ? "horizontal" : "vertical")
    var tick = common.properties([.orient: across, .aria: .bool(false)])
    var rule = Properties<MarkKey>()
    let config = common.config.marks["errorbar"] ?? Properties()
    let given = mark.properties.picking([.thickness, .size]).over(
      config.picking([.thickness, .size])
    )
    if let thickness = given[.thickness], let span = given.span(of: .thickness) {
      tick.set(.thickness, thickness, at: span)
      rule.set(.size, thickness, at: span)
    }
    if let size = given[.size], let span = given.span(of: .size) { tick.set(.size, size, at: span) }

    func channels(_ prefix: String) -> [ChannelDefinition] {
      [common.position(prefix)] + own + spread.tooltips
    }
    let layers =
      common.part(.ticks, .tick, tick, channels("lower_"), &normaliser)
      + common.part(.ticks, .tick, tick, channels("upper_"), &normaliser)
      + common.part(
        .rule,
        .rule,
        rule,
        [common.position("lower_"), common.end("upper_")] + own + spread.tooltips,
        &normaliser
      )
    guard layers.count == 1, case .unit(let only) = layers[0].body else {
      return common.layered(layers, spread.transforms)
    }
    var unit = view
    unit.body = .unit(only)
    unit.encoding = layers[0].encoding
    unit.transforms += spread.transforms
    return unit
  }
}

/// An area over the spread of values around their centre, with lines at its borders where they are
/// asked for.
///
/// Source: vega-lite's `compositemark/errorband.ts`.
enum ErrorBand {
  static func layers(
    _ view: Specification,
    _ mark: MarkDefinition,
    _ encoding: [ChannelDefinition],
    _ normaliser: inout Normaliser
  ) -> Specification? {
    guard let spread = Spread(view, mark, encoding, &normaliser) else { return nil }
    let common = spread.common
    let isFlat =
      encoding.contains { $0.channel == .x } && encoding.contains { $0.channel == .y }
    var curve = Properties<MarkKey>()
    if isFlat, mark.properties[.interpolate] != nil {
      curve = mark.properties.picking([.interpolate, .tension])
    } else if let span = mark.properties.span(of: .interpolate)
      ?? mark.properties.span(of: .tension), !isFlat
    {
      normaliser.complain(.straightBand(at: span))
    }
    var border = curve
    if isFlat { border.set(.aria, .value(.bool(false)), at: common.span) }
    func channels(_ prefix: String) -> [ChannelDefinition] {
      [common.position(prefix)] + spread.encoding + spread.tooltips
    }
    let line: MarkType = isFlat ? .line : .rule
    let layers =
      common.part(
        .band,
        isFlat ? .area : .rect,
        curve,
        [common.position("lower_"), common.end("upper_")] + spread.encoding + spread.tooltips,
        &normaliser
      )
      + common.part(.borders, line, border, channels("lower_"), &normaliser)
      + common.part(.borders, line, border, channels("upper_"), &normaliser)
    return common.layered(layers, spread.transforms)
  }
}

extension Diagnostic {
  fileprivate static func straightBand(at span: SourceSpan) -> Self {
    Diagnostic(
      .warning,
      "ignored-option",
      "an error band over one channel has straight borders",
      at: span
    )
  }
}
