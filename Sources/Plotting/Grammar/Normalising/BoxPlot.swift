import Diagnostics
import Expressions
import Tables

/// A box from the first to the third quartile with a line at the median, whiskers, and points for
/// what lies beyond them.
///
/// Source: vega-lite's `compositemark/boxplot.ts`; the whiskers reach to the last value within
/// `extent` (1.5) times the box's length, or for `"min-max"` to the least and the greatest.
struct BoxPlot {
  let common: Composite
  let steps: EncodingSteps
  /// Tooltips of single rows: only outliers show them.
  let rowTooltips: [ChannelDefinition]
  /// Nil for `"min-max"`.
  let reach: Double?

  static func layers(
    _ view: Specification,
    _ mark: MarkDefinition,
    _ encoding: [ChannelDefinition],
    _ normaliser: inout Normaliser
  ) -> Specification? {
    guard let axis = Composite.axis(of: mark, encoding, &normaliser),
      let common = Composite(view, mark, axis: axis, encoding, &normaliser)
    else { return nil }
    return BoxPlot(common, encoding, normaliser).view(&normaliser)
  }

  private init(
    _ common: Composite,
    _ encoding: [ChannelDefinition],
    _ normaliser: borrowing Normaliser
  ) {
    self.common = common
    let others = encoding.filter { $0.channel != common.axis }
    rowTooltips = others.filter { $0.channel == .tooltip && !$0.isAggregate }
    steps = EncodingSteps(
      others.filter { $0.channel != .tooltip || $0.isAggregate },
      normaliser
    )
    let extent =
      common.mark.properties[.extent] ?? common.config.marks["boxplot"]?[.extent]
      ?? .value(.double(1.5))
    reach = extent.constant?.number
  }

  var colour: [ChannelDefinition] { steps.encoding.filter { $0.channel == .color } }
  var size: [ChannelDefinition] { steps.encoding.filter { $0.channel == .size } }
  var rest: [ChannelDefinition] {
    steps.encoding.filter { $0.channel != .color && $0.channel != .size }
  }

  /// Properties that all parts share.
  var shared: [MarkKey: Value] {
    common.mark.properties[.invalid]?.constant.map { [.invalid: $0] } ?? [:]
  }

  private var quartiles: [AggregateTransform.Output] {
    [common.output(.q1, "lower_box_"), common.output(.q3, "upper_box_")]
  }

  /// The steps from rows to one row for each box.
  private var sums: [any Transform] {
    let isMinMax = reach == nil
    let outputs =
      steps.outputs + quartiles + [
        common.output(.median, "mid_box_"),
        common.output(.min, isMinMax ? "lower_whisker_" : "min_"),
        common.output(.max, isMinMax ? "upper_whisker_" : "max_"),
      ]
    return steps.bins + steps.timeUnits
      + [AggregateTransform(groupby: steps.groupby, outputs: outputs)]
  }

  private func view(_ normaliser: inout Normaliser) -> Specification {
    let boxes = boxes(&normaliser)
    guard let reach else { return common.layered(whiskers(&normaliser) + boxes, sums) }
    let low = Composite.datum(common.column("lower_box_"))
    let high = Composite.datum(common.column("upper_box_"))
    let field = Composite.datum(path: common.field.value)
    let least = "\(low) - \(reach) * (\(high) - \(low))"
    let most = "\(high) + \(reach) * (\(high) - \(low))"

    let quartileStep = JoinAggregateTransform(groupby: steps.groupby, outputs: quartiles)
    let prepared: [any Transform] = steps.bins + steps.timeUnits + [quartileStep]
    var ends = Specification(.layer(whiskers(&normaliser)), at: common.view.span)
    ends.transforms =
      filter("(\(least) <= \(field)) && (\(field) <= \(most))", &normaliser) + [whiskerSums]

    var first = ends
    let outliers = outliers(&normaliser)
    if outliers.isEmpty {
      first.transforms = prepared + ends.transforms
    } else {
      var dots = outliers[0]
      dots.transforms = filter("(\(field) < \(least)) || (\(field) > \(most))", &normaliser)
      first = Specification(.layer([dots, ends]), at: common.view.span)
      first.transforms = prepared
    }
    var second = Specification(.layer(boxes), at: common.view.span)
    second.transforms = sums
    return common.layered([first, second], [])
  }

  private func filter(_ source: String, _ normaliser: inout Normaliser) -> [any Transform] {
    common.expression(source, &normaliser).map {
      [FilterTransform(predicate: .expression($0), span: common.span)]
    } ?? []
  }

  /// The last values within reach, and the box they belong to.
  private var whiskerSums: AggregateTransform {
    func kept(_ operation: AggregateOperation, _ prefix: String) -> AggregateTransform.Output {
      AggregateTransform.Output(
        operation: operation,
        field: common.reference(prefix),
        name: common.column(prefix)
      )
    }
    return AggregateTransform(
      groupby: steps.groupby,
      outputs: [
        common.output(.min, "lower_whisker_"), common.output(.max, "upper_whisker_"),
        kept(.min, "lower_box_"), kept(.max, "upper_box_"),
      ] + steps.outputs
    )
  }
}
