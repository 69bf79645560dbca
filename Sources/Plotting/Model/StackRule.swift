import Diagnostics

/// Whether and how the values of a unit are put on top of one another.
///
/// Source: vega-lite's `stack.ts`.
struct StackRule: Sendable {
  /// The channel whose values are stacked: x, y, theta or radius.
  let channel: Channel
  /// Channels that say which stack a row belongs to.
  let dimensions: [Channel]
  /// What tells the parts of a stack apart.
  let parts: [Bound]
  let mode: StackMode
  /// Paths need a value at every place: missing ones count as 0.
  let fillsGaps: Bool

  private static let stackable: Set<MarkType> = [
    .arc, .bar, .area, .rule, .point, .circle, .square, .line, .text, .tick,
  ]

  init?(_ type: MarkType, _ channels: Channels, orient: MarkLook.Orient?) {
    guard Self.stackable.contains(type) else { return nil }
    guard
      let channel = Self.candidate(.x, type, channels, orient)
        ?? Self.candidate(.theta, type, channels, orient),
      let stacked = channels[channel]
    else { return nil }
    let dimension: Channel =
      switch channel {
      case .x: .y
      case .y: .x
      case .theta: .radius
      default: .theta
      }
    var dimensions: [Channel] = []
    var names: Set<String> = []
    for place in [dimension, dimension.offset].compactMap(\.self) {
      if let bound = channels[place], bound.hasField, let column = bound.column,
        column != stacked.column
      {
        dimensions.append(place)
        names.insert(column)
      }
    }
    // A condition's field tells parts apart too.
    let told = channels.all.map { bound in
      bound.hasField
        ? bound
        : bound.definition.conditions.lazy.map { Bound.inner($0.definition, in: bound) }
          .first(where: \.hasField) ?? bound
    }
    let parts = told.filter { bound in
      guard bound.hasField, !bound.isAggregate, let column = bound.column else { return false }
      switch bound.channel {
      case .x, .y, .x2, .y2, .xOffset, .yOffset, .theta, .radius, .theta2, .radius2, .tooltip,
        .row, .column, .facet, .xError, .xError2, .yError, .yError2:
        return false
      default: return !names.contains(column)
      }
    }
    let mode: StackMode
    switch stacked.definition.stack {
    case .none: return nil
    case .given(let given): mode = given
    case .standard:
      guard type == .bar || type == .area || type == .arc else { return nil }
      mode = .zero
    }
    if channels.isAggregate, parts.isEmpty { return nil }
    if let kind = stacked.definition.scale.given?.type?.value, kind != .linear,
      stacked.definition.stack.given == nil
    {
      return nil
    }
    if let second = channel.secondary, channels[second]?.isData ?? false { return nil }
    self.channel = channel
    self.dimensions = dimensions
    self.parts = parts
    self.mode = mode
    fillsGaps = type == .area || type == .line || type == .trail
  }

  private static func candidate(
    _ first: Channel,
    _ type: MarkType,
    _ channels: Channels,
    _ orient: MarkLook.Orient?
  ) -> Channel? {
    let second: Channel = first == .x ? .y : .radius
    let isLength = first == .x && (type == .bar || type == .area)
    let x = channels[first].flatMap { $0.isMeasure && $0.hasField ? $0 : nil }
    let y = channels[second].flatMap { $0.isMeasure && $0.hasField ? $0 : nil }
    switch (x, y) {
    case (let x?, let y?):
      if x.definition.stack.given != nil { return first }
      if y.definition.stack.given != nil { return second }
      if x.isAggregate != y.isAggregate { return x.isAggregate ? first : second }
      if let kind = x.definition.scale.given?.type?.value, kind != .linear { return second }
      if let kind = y.definition.scale.given?.type?.value, kind != .linear { return first }
      if isLength, let orient { return orient == .vertical ? second : first }
      return nil
    case (nil, nil): return nil
    case (let x, _):
      // A lone measure that the marks stand across is no length of theirs.
      let isAlone = channels[x == nil ? first : second]?.isData != true
      let across: MarkLook.Orient = x == nil ? .horizontal : .vertical
      return isLength && isAlone && orient == across ? nil : x == nil ? second : first
    }
  }
}
