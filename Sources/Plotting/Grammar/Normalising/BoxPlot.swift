import Diagnostics
import Expressions
import Tables

/// A box from the first to the third quartile with a line at the median, whiskers, and points for
/// what lies beyond them.
///
/// Source: vega-lite's `compositemark/boxplot.ts`; the whiskers reach to the last value within
/// `extent` (1.5) times the box's length, or for `"min-max"` to the least and the greatest.
struct BoxPlot {
  private let common: Composite
  private let steps: EncodingSteps
  /// Tooltips of single rows: only outliers show them.
  private let rowTooltips: [ChannelDefinition]
  /// Nil for `"min-max"`.
  private let reach: Double?

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
      others.filter { $0.channel != .tooltip || $0.isAggregate }, normaliser
    )
    let extent =
      common.mark.properties[.extent] ?? common.config.marks["boxplot"]?[.extent]
      ?? .value(.double(1.5))
    reach = extent.constant?.number
  }

  private var colour: [ChannelDefinition] { steps.encoding.filter { $0.channel == .color } }
  private var size: [ChannelDefinition] { steps.encoding.filter { $0.channel == .size } }
  private var rest: [ChannelDefinition] {
    steps.encoding.filter { $0.channel != .color && $0.channel != .size }
  }

  /// Properties that all parts share.
  private var shared: [MarkKey: Value] {
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
        operation: operation, field: common.reference(prefix), name: common.column(prefix)
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

extension BoxPlot {
  /// The direction of the lines across: ends of whiskers and medians.
  private var across: Value { .string(common.isVertical ? "horizontal" : "vertical") }

  /// Rules from the box to the whiskers' ends, and ticks there where they are asked for.
  private func whiskers(_ normaliser: inout Normaliser) -> [Specification] {
    let title = common.titleText
    let tooltips =
      reach == nil
      ? summary
      : common.tooltips(
        [
          ("upper_whisker_", "Upper Whisker of \(title)"),
          ("lower_whisker_", "Lower Whisker of \(title)"),
        ],
        steps.encoding
      )
    let rule = common.properties(shared.merging([.aria: .bool(false)]) { $1 })
    let tick = common.properties(
      shared.merging([
        .color: .string("black"), .opacity: .double(1), .orient: across, .aria: .bool(false),
      ]) { $1 }
    )
    func channels(_ start: String, _ end: String?) -> [ChannelDefinition] {
      [common.position(start)] + (end.map { [common.end($0)] } ?? []) + rest + tooltips
    }
    return common.part(.rule, .rule, rule, channels("lower_whisker_", "lower_box_"), &normaliser)
      + common.part(.rule, .rule, rule, channels("upper_box_", "upper_whisker_"), &normaliser)
      + common.part(.ticks, .tick, tick, channels("lower_whisker_", nil), &normaliser)
      + common.part(.ticks, .tick, tick, channels("upper_whisker_", nil), &normaliser)
  }

  /// The boxes and their medians.
  private func boxes(_ normaliser: inout Normaliser) -> [Specification] {
    var own = shared
    let size =
      common.mark.properties[.size] ?? common.config.marks["boxplot"]?[.size]
      ?? .value(.double(14))
    if let size = size.constant, size.number != 0 { own[.size] = size }
    let box = common.properties(
      own.merging([.orient: .string(common.isVertical ? "vertical" : "horizontal")]) { $1 }
    )
    var median = common.properties(own.merging([.orient: across, .aria: .bool(false)]) { $1 })
    if let given = common.config.parts["boxplot"]?[.median]?.given,
      let colour = given[.color], let span = given.span(of: .color)
    {
      median.set(.color, colour, at: span)
    }
    let boxChannels =
      [common.position("lower_box_"), common.end("upper_box_")] + steps.encoding + summary
    let medianChannels = [common.position("mid_box_")] + rest + self.size + summary
    return common.part(.box, .bar, box, boxChannels, &normaliser)
      + common.part(
        .median, .tick, median, medianChannels + medianColour(&normaliser), &normaliser
      )
  }

  /// Of a box without height only the median is seen: it has the box's colour then.
  private func medianColour(_ normaliser: inout Normaliser) -> [ChannelDefinition] {
    let low = Composite.datum(common.column("lower_box_"))
    let high = Composite.datum(common.column("upper_box_"))
    guard let test = common.expression("\(low) >= \(high)", &normaliser) else { return [] }
    var shown = ChannelDefinition(.color, at: common.span)
    if let own = colour.first {
      shown = own
    } else {
      let standard =
        common.config.parts["boxplot"]?[.box]?.given?[.color]
        ?? common.config.marks["mark"]?[.color]
      shown.value = standard ?? .value(.string("#4c78a8"))
    }
    var channel = ChannelDefinition(.color, at: common.span)
    channel.conditions = [
      ChannelDefinition.Condition(test: .expression(test), definition: shown)
    ]
    return [channel]
  }

  private var summary: [ChannelDefinition] {
    let title = common.titleText
    return common.tooltips(
      [
        (reach == nil ? "upper_whisker_" : "max_", "Max of \(title)"),
        ("upper_box_", "Q3 of \(title)"), ("mid_box_", "Median of \(title)"),
        ("lower_box_", "Q1 of \(title)"),
        (reach == nil ? "lower_whisker_" : "min_", "Min of \(title)"),
      ],
      steps.encoding
    )
  }

  private func outliers(_ normaliser: inout Normaliser) -> [Specification] {
    var position = common.main
    position.title = common.title
    position.aggregate = nil
    position.bin = nil
    position.timeUnit = nil
    position.stack = .standard
    if var axis = position.axis.given {
      axis.remove(.title)
      position.axis = .given(axis)
    }
    let channels =
      [position] + rest.filter { $0.channel != .tooltip } + colour + rowTooltips
    return common.part(.outliers, .point, Properties(), channels, &normaliser)
  }
}
