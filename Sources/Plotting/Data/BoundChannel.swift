import Diagnostics
import Tables

/// A channel whose field is known to a table: its type is settled.
struct BoundChannel: Sendable {
  let definition: ChannelDefinition
  /// The place in the chart's list of channels.
  let index: Int
  let type: MeasureType
  var binning: Binning?

  var channel: Channel { definition.channel }
  var isDiscrete: Bool { type.isDiscrete }
  var isAggregate: Bool { definition.aggregate != nil }
  /// A number on a continuous scale that is not cut into bins.
  var isPlainMeasure: Bool {
    type == .quantitative && definition.bin == nil && definition.timeUnit == nil
  }

  init?(_ definition: ChannelDefinition, index: Int, schema: Schema) {
    guard definition.showsData else { return nil }
    self.definition = definition
    self.index = index
    let type = definition.type?.value ?? Self.inferred(definition, schema)
    // Instants on bands or points are categories in the order of time.
    let isBanded = definition.scale.kind?.value.isDiscrete ?? false
    self.type = type == .temporal && isBanded ? .ordinal : type
  }

  /// The type of a channel that names none: from its function, its scale, its column.
  static func inferred(_ definition: ChannelDefinition, _ schema: Schema) -> MeasureType {
    let kind = definition.field.flatMap { schema[$0.value] }.map { ColumnKind($0.type) }
    if definition.timeUnit != nil { return .temporal }
    if definition.bin != nil { return .quantitative }
    if let aggregate = definition.aggregate?.value {
      return kind == .instant && aggregate.keepsInstants ? .temporal : .quantitative
    }
    switch definition.scale.kind?.value {
    case .linear?, .log?, .pow?, .sqrt?, .symlog?: return .quantitative
    case .time?, .utc?: return .temporal
    case .band?, .point?, .ordinal?: return kind == .text ? .nominal : .ordinal
    case nil: break
    }
    if case .list? = definition.sort { return kind == .text ? .nominal : .ordinal }
    return kind?.measure ?? .nominal
  }
}
