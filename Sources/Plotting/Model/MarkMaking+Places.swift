import Diagnostics
import Expressions
import Tables

/// Where a mark stands when nothing says so.
enum FallbackPlace {
  case middle
  /// The place of zero where the scale shows it, else the near or the far edge.
  case zeroOrMin, zeroOrMax
}

extension MarkMaking {
  /// Pixels of a position channel: the middle of bins, bands and calendar units.
  func place(
    _ channel: Channel,
    _ fallback: FallbackPlace,
    bandPart: Double? = nil
  ) throws(Diagnostic) -> Visual<Double> {
    let offset = try self.offset(channel, bandPart: 0.5)
    guard let bound = channels[channel] else {
      if let property = look.all[channel.markKey] { return try pixels(property, channel) + offset }
      return .one(fallbackPixels(channel, fallback)) + offset
    }
    let part: Double? = bandPart ?? (channels.offsetBound(of: channel) == nil ? nil : 0)
    return try located(bound, bandPart: part) + offset
  }

  /// Pixels of the other end: `x2`, the start of a stack, or a fallback.
  func second(
    _ channel: Channel,
    _ fallback: FallbackPlace,
    same: Visual<Double>? = nil
  ) throws(Diagnostic) -> Visual<Double> {
    let shift: Visual<Double> = .one(look.number(channel.secondary?.offsetKey ?? .x2Offset) ?? 0)
    if let stack = unit.stack, stack.channel == channel, let scale = scales[channel],
      let starts = frame[UnitModel.stackStart]
    {
      return .each(scale.numbers(of: starts)) + shift
    }
    guard let secondary = channel.secondary else { return .one(0) }
    if let bound = channels[secondary] {
      return try located(bound, bandPart: nil) + shift
    }
    if let property = look.all[secondary.markKey] { return try pixels(property, channel) + shift }
    if let same { return same }
    return .one(fallbackPixels(channel, fallback)) + shift
  }

  /// Pixels of the values of a channel, on the scale of its axis.
  func located(_ bound: Bound, bandPart: Double?) throws(Diagnostic) -> Visual<Double> {
    let axis = bound.channel.primary
    let definition = bound.definition
    if let value = definition.value, !bound.isData {
      return try conditioned(definition, base: try pixels(value, axis)) {
        (inner) throws(Diagnostic) in
        try self.located(Bound.inner(inner, in: bound), bandPart: bandPart)
      }
    }
    guard let scale = scales[axis] else {
      guard let column = bound.column, let series = frame[column] else {
        return .one(bound.definition.datum?.value.number ?? .nan)
      }
      return .each(series.doubles)
    }
    let part = bandPart ?? definition.bandPosition ?? unit.bandPosition(of: bound)
    let band = scale.bandwidth * (bandPart ?? definition.bandPosition ?? 0.5)
    if let level = bound.datumLevel { return .one(scale.number(level) + band) }
    if bound.channel == unit.stack?.channel, let ends = frame[UnitModel.stackEnd] {
      let far = scale.numbers(of: ends)
      guard let part = bandPart ?? definition.bandPosition,
        let starts = frame[UnitModel.stackStart]
      else { return .each(far) }
      return .each(zip(scale.numbers(of: starts), far).map { $0 + ($1 - $0) * part })
    }
    guard let column = bound.column, let series = frame[column] else { return .one(.nan) }
    let near = placed(series, scale, axis)
    if scale.type.isDiscreteDomain { return .each(band == 0 ? near : near.map { $0 + band }) }
    if let part, part != 0, bound.isBinning || bound.timeUnit != nil,
      let end = bound.endColumn.flatMap({ frame[$0] })
    {
      return .each(zip(near, scale.numbers(of: end)).map { $0 + ($1 - $0) * part })
    }
    if bound.isBinned, bound.channel == axis, let other = axis.secondary.flatMap({ channels[$0] }),
      let end = other.column.flatMap({ frame[$0] })
    {
      let part = part ?? 0.5
      return .each(zip(near, scale.numbers(of: end)).map { $0 + ($1 - $0) * part })
    }
    return .each(near)
  }

  /// Pixels of a column; where invalid rows are shown, null stands where zero does.
  private func placed(_ series: Series, _ scale: Scale, _ axis: Channel) -> [Double] {
    var pixels = scale.numbers(of: series)
    guard !scale.type.isDiscreteDomain else { return pixels }
    let output = unit.invalidOutput(axis)
    guard output != nil || unit.showsInvalidRows else { return pixels }
    let zero =
      output.map { $0.number ?? fallbackPixels(axis, .zeroOrMin) } ?? scale.number(0)
    for row in pixels.indices where pixels[row].isNaN { pixels[row] = zero }
    return pixels
  }

  /// The shift by an offset channel, or by the mark's `xOffset`.
  func offset(_ channel: Channel, bandPart: Double) throws(Diagnostic) -> Visual<Double> {
    let own: Visual<Double> = try number(look.all[channel.offsetKey], standard: 0)
    guard let bound = channels.offsetBound(of: channel) else { return own }
    if let value = bound.definition.value, !bound.isData {
      return try pixels(value, channel) + own
    }
    guard let scale = scales[bound.channel] else {
      guard let series = bound.column.flatMap({ frame[$0] }) else { return own }
      return .each(series.doubles) + own
    }
    let band = scale.bandwidth * (bound.definition.bandPosition ?? bandPart)
    if let level = bound.datumLevel { return .one(scale.number(level) + band) + own }
    guard let series = bound.column.flatMap({ frame[$0] }) else { return own }
    if bound.isBinning, let end = bound.endColumn.flatMap({ frame[$0] }) {
      return .each(zip(scale.numbers(of: series), scale.numbers(of: end)).map { ($0 + $1) / 2 })
        + own
    }
    return .each(scale.numbers(of: series).map { $0 + band }) + own
  }

  func fallbackPixels(_ channel: Channel, _ fallback: FallbackPlace) -> Double {
    let size: Double =
      switch channel {
      case .x, .x2: scales.width
      case .y, .y2: scales.height
      case .theta, .theta2: 2 * .pi
      default: min(scales.width, scales.height) / 2
      }
    if fallback == .middle {
      // Without a scale the middle of the view; with one that has only data elsewhere too.
      return size / 2
    }
    if unit.channels[channel.primary]?.isData ?? false, let scale = scales[channel.primary],
      scale.type.takesZero || scale.type == .linear,
      case .continuous(let domain) = scale.domain, let low = domain.min(), let high = domain.max(),
      low <= 0, high >= 0
    {
      return scale.number(0)
    }
    let isY = channel.primary == .y
    let isFar = fallback == .zeroOrMax
    return isY == isFar ? 0 : size
  }

  /// A property in pixels: a number, `"width"`, `"height"`, or an expression of each row.
  func pixels(_ property: Property, _ channel: Channel) throws(Diagnostic) -> Visual<Double> {
    if case .value(.string(let word)) = property {
      if word == "width" { return .one(scales.width) }
      if word == "height" { return .one(scales.height) }
    }
    return try number(property, standard: 0)
  }

  /// A numeric property, computed for each row where it is an expression.
  func number(_ property: Property?, standard: Double) throws(Diagnostic) -> Visual<Double> {
    guard let property else { return .one(standard) }
    return try values(property).map { $0.number ?? standard }
  }

  /// A property's value, or one for each row.
  func values(_ property: Property) throws(Diagnostic) -> Visual<Value> {
    switch property {
    case .value(let value): return .one(value)
    case .expression(let expression):
      return try RowValues(frame, scales.scope).evaluate(expression)
    case .conditional(let branches, let otherwise):
      var base: Visual<Value> =
        try otherwise.map { (next) throws(Diagnostic) in try values(next) } ?? .one(.null)
      for branch in branches.reversed() {
        let passes = try rows(passing: branch.test)
        base = Self.choose(passes, try values(branch.property), base, count)
      }
      return base
    case .gradient: return .one(.null)
    }
  }

  func rows(passing test: Predicate) throws(Diagnostic) -> [Bool] {
    try frame.rows(passing: test, style.transformContext(scales.scope))
  }

  static func choose<T>(
    _ passes: [Bool],
    _ yes: Visual<T>,
    _ no: Visual<T>,
    _ count: Int
  ) -> Visual<T> {
    .each((0..<count).map { passes[$0] ? yes[$0] : no[$0] })
  }

  /// The value of a channel with conditions: the branches before the base.
  func conditioned<T>(
    _ definition: ChannelDefinition,
    base: Visual<T>,
    _ make: (ChannelDefinition) throws(Diagnostic) -> Visual<T>
  ) throws(Diagnostic) -> Visual<T> {
    var base = base
    for condition in definition.conditions.reversed() {
      base = Self.choose(
        try rows(passing: condition.test),
        try make(condition.definition),
        base,
        count
      )
    }
    return base
  }
}

extension Channels {
  /// The offset channel of a position, when it says anything.
  func offsetBound(of channel: Channel) -> Bound? { channel.offset.flatMap { self[$0] } }
}

extension Channel {
  /// The mark property that stands for the channel when it is not encoded.
  var markKey: MarkKey {
    switch self {
    case .x: .x
    case .y: .y
    case .x2: .x2
    case .y2: .y2
    case .theta: .theta
    case .theta2: .theta2
    case .radius: .radius
    default: .radius2
    }
  }

  var offsetKey: MarkKey {
    switch self {
    case .x: .xOffset
    case .y: .yOffset
    case .x2: .x2Offset
    case .y2: .y2Offset
    case .theta: .thetaOffset
    case .theta2: .theta2Offset
    case .radius: .radiusOffset
    default: .radius2Offset
    }
  }
}

/// Evaluates an expression for each row of a frame.
struct RowValues {
  private let frame: Frame
  private let params: NamedValues

  init(_ frame: Frame, _ params: NamedValues) {
    self.frame = frame
    self.params = params
  }

  /// One value when the expression reads no row.
  func evaluate(_ expression: Expression) throws(Diagnostic) -> Visual<Value> {
    guard expression.references.contains(where: { $0.value == "datum" }) else {
      var scope = params
      scope.isLenient = true
      return .one(try expression.evaluate(in: scope))
    }
    var scope = RowScope(frame, params, random: expression.freshRandom)
    var values: [Value] = []
    values.reserveCapacity(frame.rowCount)
    for row in 0..<frame.rowCount {
      scope.row = row
      values.append(try expression.evaluate(in: scope))
    }
    return .each(values)
  }
}
