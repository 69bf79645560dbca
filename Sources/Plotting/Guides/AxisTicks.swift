import Expressions
import Tables

/// Where the ticks of an axis stand and what they say.
struct AxisTick: Sendable {
  let level: Level
  /// From the start of the plot, of the tick and the grid line.
  var position: Double
  /// Of the label's anchor.
  var labelPosition: Double
  /// The value's own place on the scale, without the half of its band.
  let place: Double
  var label: [String]
  /// What properties of this tick see: `value`, `label`, `index` (0 … 1).
  let datum: Value
  /// The extra tick at the start of the first band, or on the first tick; it has no label.
  var isExtra = false
}

extension Scale {
  /// The first and the last number of the range, in pixels.
  var rangeEnds: (first: Double, last: Double) {
    guard case .numbers(let numbers) = output, let first = numbers.first, let last = numbers.last
    else { return (0, 0) }
    return (first, last)
  }

  var rangeLength: Double { abs(rangeEnds.last - rangeEnds.first) }

  /// Whether categories stand in bands or at points.
  var hasSteps: Bool { type == .band || type == .point }
}

extension AxisGuide {
  private typealias Band = (part: Double, offset: Double, hasExtra: Bool)

  /// The ticks in the order of their labels.
  ///
  /// Source: https://vega.github.io/vega/docs/axes/ (`tickBand`, `bandPosition`, `tickOffset`,
  /// `tickExtra`, `tickRound`, `tickCount`, `tickMinStep`).
  func ticks(_ reader: GuideReader<AxisKey>) -> [AxisTick] {
    let levels = tickLevels(reader)
    let count = wantedCount(reader)
    let texts = labels.texts(levels, scale: scale, count: count.isNaN ? 10 : count)
    let expression = labelExpression
    let band = band(reader)
    let bandwidth = scale.hasSteps ? scale.bandwidth : 0
    let isRound = reader.bool(.tickRound) ?? true
    let labelOffset = reader.number(.labelOffset) ?? 0
    var ticks: [AxisTick] = []
    for (index, level) in levels.enumerated() {
      let place = scale.number(level)
      let text = index < texts.count ? texts[index] : ""
      let datum = Value.record(
        Record([
          ("value", level.value), ("label", .string(text)),
          ("index", .double(Double(index) / Double(max(1, levels.count - 1)))),
        ])
      )
      let position = place + bandwidth * band.part + band.offset
      ticks.append(
        AxisTick(
          level: level,
          position: isRound ? snapped(position) : position,
          labelPosition: place + bandwidth * 0.5 + band.offset + labelOffset,
          place: place,
          label: GuideLabel.lines(text, expression, reader.at(datum)),
          datum: datum
        )
      )
    }
    if band.hasExtra, let first = ticks.first {
      let position = first.place + band.offset
      var extra = first
      extra.position = isRound ? snapped(position) : position
      extra.label = []
      extra.isExtra = true
      ticks.append(extra)
    }
    return ticks
  }

  private func band(_ reader: GuideReader<AxisKey>) -> Band {
    // Vega moves ticks on bands by half a pixel, so that they are sharp in the middle of a bar.
    let offset = reader.number(.tickOffset) ?? (scale.type == .band ? -0.5 : 0)
    switch reader.text(.tickBand) {
    case "extent"?: return (1, 0, true)
    case "center"?: return (0.5, offset, false)
    default:
      return (
        reader.number(.bandPosition) ?? 0.5, offset, reader.bool(.tickExtra) ?? false
      )
    }
  }

  private func tickLevels(_ reader: GuideReader<AxisKey>) -> [Level] {
    let count = wantedCount(reader)
    if let values { return scale.validTicks(values, count: count) }
    return scale.ticks(tickCount ?? .about(10), minStep: reader.number(.tickMinStep))
  }

  /// How many ticks are asked for, which decides the decimals of labels too.
  private func wantedCount(_ reader: GuideReader<AxisKey>) -> Double {
    let count = tickCount ?? .about(values.map { Double($0.count) } ?? 10)
    return scale.wantedTicks(count, minStep: reader.number(.tickMinStep))
  }

  var labelExpression: Expression? { GuideLabel.expression(properties, .labelExpr) }
}

/// The text of a label after `labelExpr`.
enum GuideLabel {
  static func expression<Key>(_ properties: Properties<Key>, _ key: Key) -> Expression? {
    switch properties[key] {
    case .expression(let expression)?: return expression
    case .value(.string(let source))?:
      guard let span = properties.span(of: key) else { return nil }
      return try? Expression(source, at: span)
    default: return nil
    }
  }

  /// The lines of a label; a list is one line for each of its elements.
  static func lines<Key>(
    _ text: String,
    _ expression: Expression?,
    _ reader: GuideReader<Key>
  ) -> [String] {
    guard let expression else { return [text] }
    switch try? expression.evaluate(in: reader.fullScope) {
    case .list(let values)?: return values.map(\.displayText)
    case .null?, nil: return [""]
    case let value?: return [value.displayText]
    }
  }
}
