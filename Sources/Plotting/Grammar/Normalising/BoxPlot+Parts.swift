import Diagnostics
import Expressions
import Tables

extension BoxPlot {
  /// The direction of the lines across: ends of whiskers and medians.
  private var across: Value { .string(common.isVertical ? "horizontal" : "vertical") }

  /// Rules from the box to the whiskers' ends, and ticks there where they are asked for.
  func whiskers(_ normaliser: inout Normaliser) -> [Specification] {
    let title = common.titleText
    let tooltips =
      reach == nil
      ? summary
      : common.tooltips(
        [
          common.sum("upper_whisker_", "Upper Whisker", "위 수염", of: title),
          common.sum("lower_whisker_", "Lower Whisker", "아래 수염", of: title),
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
  func boxes(_ normaliser: inout Normaliser) -> [Specification] {
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
        .median,
        .tick,
        median,
        medianChannels + medianColour(&normaliser),
        &normaliser
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
        common.sum(reach == nil ? "upper_whisker_" : "max_", "Max", "최댓값", of: title),
        common.sum("upper_box_", "Q3", "3사분위수", of: title),
        common.sum("mid_box_", "Median", "중앙값", of: title),
        common.sum("lower_box_", "Q1", "1사분위수", of: title),
        common.sum(reach == nil ? "lower_whisker_" : "min_", "Min", "최솟값", of: title),
      ],
      steps.encoding
    )
  }

  func outliers(_ normaliser: inout Normaliser) -> [Specification] {
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
