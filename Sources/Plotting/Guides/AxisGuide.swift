import Diagnostics
import Tables

/// An axis with its ticks and labels, laid out along a known length.
struct AxisGuide: Sendable {
  struct Tick: Sendable {
    /// The distance from the plot's left or top.
    let position: Double
    /// Empty where a label was left out so that others can be read.
    var label: String
    /// The whole label, where it was cut short.
    var fullLabel: String?
  }

  let isX: Bool
  let side: AxisOptions.Side
  let length: Double
  var ticks: [Tick]
  let title: String?
  let showsGrid: Bool
  let showsTicks: Bool
  let showsDomain: Bool
  /// Degrees by which labels are turned; 0, -45 or as the specification says.
  var angle = 0.0
  let fontSize: Double

  static let tickSize = 5.0
  static let labelPadding = 3.0
  static let titlePadding = 6.0

  init(
    _ axis: Unit.Axis,
    _ scale: PositionScale,
    isX: Bool,
    locale: ChartLocale,
    theme: Theme
  ) {
    self.isX = isX
    length = scale.length
    fontSize = theme.fontSize
    let options = axis.channel?.definition.axis ?? AxisOptions()
    let standard: AxisOptions.Side = isX ? .bottom : .left
    let fits = options.side.map { isX == ($0 == .top || $0 == .bottom) } ?? false
    side = fits ? options.side ?? standard : standard
    title = axis.channel.flatMap { $0.title(of: options.title, in: locale) }
    showsTicks = options.showsTicks ?? true
    showsDomain = options.showsDomain ?? true
    let isContinuous = if case .continuous = axis { true } else { false }
    let isBinned = axis.channel?.definition.bin != nil
    showsGrid = options.showsGrid ?? (isContinuous && !isBinned)
    let showsLabels = options.showsLabels ?? true
    ticks = AxisTicks.make(axis, scale, options, isX: isX, locale: locale, theme: theme).map {
      Tick(position: $0.position, label: showsLabels ? $0.label : "", fullLabel: nil)
    }
    let limit = options.labelLimit.map { $0 > 0 ? $0 : .infinity } ?? theme.labelLimit
    for index in ticks.indices {
      let whole = ticks[index].label
      let short = TextMeasure.truncated(whole, to: limit, size: fontSize)
      if short != whole {
        ticks[index].label = short
        ticks[index].fullLabel = whole
      }
    }
    fit(angle: options.labelAngle, keepsOrder: isContinuous || axis.isCounted)
  }

  /// Turns and thins the labels until none touches its neighbour.
  private mutating func fit(angle wanted: Double?, keepsOrder: Bool) {
    guard isX else {
      angle = wanted ?? 0
      let lineHeight = lineHeight
      thin { _ in lineHeight }
      return
    }
    let lineHeight = lineHeight
    let widths = ticks.map { TextMeasure.width($0.label, size: fontSize) }
    if let wanted {
      angle = wanted.truncatingRemainder(dividingBy: 360)
      if angle > 180 { angle -= 360 }
      if angle < -180 { angle += 360 }
      let turned = abs(angle) > 8 && abs(abs(angle) - 180) > 8
      let sine = max(0.17, Self.sine(angle))
      thin { turned ? lineHeight / sine : widths[$0] + 6 }
      return
    }
    if !overlaps({ widths[$0] + 6 }) { return }
    // Time and numbers can be read between the labels that stay; names cannot.
    if keepsOrder {
      thin { widths[$0] + 10 }
      return
    }
    angle = -45
    thin { _ in lineHeight * 2.0.squareRoot() }
  }

  private var lineHeight: Double { fontSize * 1.25 }

  private func overlaps(_ size: (Int) -> Double) -> Bool {
    var end = -Double.infinity
    for index in order where !ticks[index].label.isEmpty {
      let half = size(index) / 2
      if ticks[index].position - half < end { return true }
      end = ticks[index].position + half
    }
    return false
  }

  private var order: [Int] {
    ticks.indices.sorted { ticks[$0].position < ticks[$1].position }
  }

  /// Keeps every second, third … label, the fewest steps that leave no two touching.
  private mutating func thin(_ size: (Int) -> Double) {
    let order = order.filter { !ticks[$0].label.isEmpty }
    guard order.count > 1 else { return }
    var step = 1
    while step < order.count {
      var end = -Double.infinity
      let isClear = stride(from: 0, to: order.count, by: step).allSatisfy { place in
        let tick = ticks[order[place]]
        let half = size(order[place]) / 2
        defer { end = tick.position + half }
        return tick.position - half >= end - 0.01
      }
      if isClear { break }
      step += 1
    }
    for (place, index) in order.enumerated() where place % step != 0 { ticks[index].label = "" }
    // Ticks without labels that stand shoulder to shoulder would be a solid bar.
    let spacing = length / Double(max(1, ticks.count))
    if step > 1, spacing < 4 { ticks.removeAll { $0.label.isEmpty } }
  }

  /// How far the axis reaches away from the plot, title included.
  var extent: Double {
    let ticked = (showsTicks ? Self.tickSize : 0) + Self.labelPadding
    let titled = title == nil ? 0 : Self.titlePadding + fontSize * 1.3
    return ticked + labelExtent + titled
  }

  /// The room that labels take across the axis.
  var labelExtent: Double {
    let sine = Self.sine(angle)
    let cosine = Self.sine(90 - angle)
    let reach = ticks.map { tick in
      let width = TextMeasure.width(tick.label, size: fontSize)
      if tick.label.isEmpty { return 0.0 }
      return isX ? width * sine + fontSize * cosine : width * cosine + fontSize * sine
    }
    return reach.max() ?? 0
  }

  /// The most room for the axis's title; a short axis may have a longer one.
  var titleLimit: Double { isX ? max(length, 320) : max(length, 120) }

  /// How far labels and the title stand out beyond the two ends of the axis.
  var overhang: (before: Double, after: Double) {
    var before = 0.0
    var after = 0.0
    if isX, let title {
      // A title longer than a short axis is centred below it and stands out on both sides.
      let width = TextMeasure.width(title, size: fontSize, isBold: true)
      before = max(0, (min(width, titleLimit) - length) / 2)
      after = before
    }
    for tick in ticks where !tick.label.isEmpty {
      let width = isX ? TextMeasure.width(tick.label, size: fontSize) : lineHeight
      let cosine = Self.sine(90 - angle)
      if isX, angle < 0 {
        before = max(before, width * cosine - tick.position)
        after = max(after, tick.position + fontSize / 2 - length)
      } else if isX, angle > 0 {
        before = max(before, fontSize / 2 - tick.position)
        after = max(after, tick.position + width * cosine - length)
      } else {
        before = max(before, width / 2 - tick.position)
        after = max(after, tick.position + width / 2 - length)
      }
    }
    return (before, after)
  }

  /// The size of the sine of an angle in degrees.
  static func sine(_ degrees: Double) -> Double { abs(Angle.sine(degrees)) }
}

extension Unit.Axis {
  /// Whether the categories are numbers, bins or dates (as text too), which readers can count on
  /// from a few.
  fileprivate var isCounted: Bool {
    guard case .discrete(_, let domain, _) = self else { return false }
    return domain.levels.allSatisfy { level in
      switch level {
      case .number, .instant, .null: true
      case .text(let text): text.utf8.allSatisfy { (0x2D...0x3A).contains($0) }
      case .bool: false
      }
    }
  }
}
