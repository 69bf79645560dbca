import Diagnostics
import Tables

/// The channels of a unit with their types settled, in the order they were written.
struct Channels: Sendable {
  private(set) var all: [Bound] = []

  init(_ all: [Bound] = []) { self.all = all }

  /// The first definition of a channel.
  subscript(channel: Channel) -> Bound? {
    get { all.first { $0.channel == channel } }
    set {
      if let index = all.firstIndex(where: { $0.channel == channel }) {
        if let newValue { all[index] = newValue } else { all.remove(at: index) }
      } else if let newValue {
        all.append(newValue)
      }
    }
  }

  /// All definitions of a channel that takes several.
  func list(_ channel: Channel) -> [Bound] { all.filter { $0.channel == channel } }

  mutating func update(_ change: (inout Bound) throws(Diagnostic) -> Void) throws(Diagnostic) {
    for index in all.indices { try change(&all[index]) }
  }

  /// Whether rows are put together.
  var isAggregate: Bool { all.contains { $0.isAggregate } }

  var hasOffset: Bool { self[.xOffset] != nil || self[.yOffset] != nil }

  /// Takes away fields that would divide a plain continuous axis: only bands and spans of time can
  /// be divided.
  ///
  /// Source: vega-lite's `encoding.ts` (`initEncoding`).
  mutating func removeIdleOffsets() {
    for channel in [Channel.x, .y] {
      guard let main = self[channel], main.hasField, !main.type.isDiscrete, main.timeUnit == nil,
        let offset = channel.offset, self[offset]?.hasField == true
      else { continue }
      self[offset] = nil
    }
  }
}

extension Channels {
  /// The channels of a mark, with a type for each: as written, or by the function, the scale, the
  /// sort and at last the column.
  init(_ definitions: [ChannelDefinition], kind: (Spanned<String>) -> ColumnKind?) {
    all = definitions.map { definition in
      let type = definition.type?.value ?? Self.inferred(definition, kind: kind)
      var bound = Bound(definition: definition, type: type)
      if definition.aggregate.map({ $0.value.isCounting }) ?? false { bound.type = .quantitative }
      bound.column = Bound.columnName(definition, type: type)
      return bound
    }
  }

  /// Source of the order: vega-lite's `channeldef.ts` (`defaultType`); where that falls back to
  /// names, the column's type decides.
  static func inferred(
    _ definition: ChannelDefinition,
    kind: (Spanned<String>) -> ColumnKind?
  ) -> MeasureType {
    let column = definition.fieldName.flatMap(kind)
    switch definition.channel {
    case .row, .column, .facet, .shape, .strokeDash:
      if definition.timeUnit == nil { return .nominal }
    default: break
    }
    if case .list? = definition.sort { return .ordinal }
    if definition.timeUnit != nil { return .temporal }
    if case .options? = definition.bin { return .quantitative }
    if case .binned? = definition.bin { return .quantitative }
    if case .operation(let operation)? = definition.aggregate?.value {
      return column == .instant && operation.keepsInstants ? .temporal : .quantitative
    }
    if let type = definition.scale.given?.type?.value {
      if type.isTime { return .temporal }
      if type == .ordinal || type == .band || type == .point {
        return column == .number || column == .instant ? .ordinal : .nominal
      }
      return .quantitative
    }
    if let datum = definition.datum?.value {
      switch datum {
      case .int, .double, .decimal: return .quantitative
      case .date, .timestamp: return .temporal
      case .record: return .temporal
      default: return .nominal
      }
    }
    return column?.measure ?? .nominal
  }
}

extension AggregateFunction {
  /// Whether the result counts rows.
  var isCounting: Bool {
    switch self {
    case .operation(.count), .operation(.valid), .operation(.missing), .operation(.distinct): true
    default: false
    }
  }
}
