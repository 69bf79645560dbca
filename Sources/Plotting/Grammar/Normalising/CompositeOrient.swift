import Diagnostics
import Expressions
import Tables

extension Composite {
  /// The channel that a composite sums up: the only one that runs over numbers or instants; of two
  /// the one that is no time, else y; nil after a complaint.
  ///
  /// Channels whose types nobody knows are taken for measures where the other one is none.
  /// Source: vega-lite's `compositemark/common.ts` (`compositeMarkOrient`).
  static func axis(
    of mark: MarkDefinition,
    _ encoding: [ChannelDefinition],
    _ normaliser: inout Normaliser
  ) -> Channel? {
    let x = encoding.first { $0.channel == .x }
    let y = encoding.first { $0.channel == .y }
    switch mark.properties.text(.orient) {
    case "vertical"?: return .y
    case "horizontal"?: return .x
    default: break
    }
    let isXTime = x.flatMap(normaliser.type(of:)) == .temporal
    let isYTime = y.flatMap(normaliser.type(of:)) == .temporal
    switch (normaliser.isContinuous(x), normaliser.isContinuous(y)) {
    case (true, true): return isYTime && !isXTime ? .x : .y
    case (true, nil): return isXTime ? .y : .x
    case (nil, true): return isYTime ? .x : .y
    case (true, false): return .x
    case (false, true), (nil, nil), (false, nil): return .y
    case (nil, false): return .x
    case (false, false):
      normaliser.complain(.compositeNeedsMeasure(mark, at: mark.type.span))
      return nil
    }
  }
}

extension Diagnostic {
  static func compositeNeedsMeasure(_ mark: MarkDefinition, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "missing-measure",
      "the mark '\(mark.type.value.rawValue)' needs a field of numbers on 'x' or 'y'",
      at: span,
      hint: "write the field with ':Q'"
    )
  }

  static func compositeAggregates(
    _ mark: MarkDefinition,
    _ channel: Channel,
    at span: SourceSpan
  ) -> Self {
    Diagnostic(
      .warning,
      "ignored-option",
      "the mark '\(mark.type.value.rawValue)' sums up channel '\(channel.rawValue)' itself; "
        + "its aggregate does nothing",
      at: span
    )
  }
}
