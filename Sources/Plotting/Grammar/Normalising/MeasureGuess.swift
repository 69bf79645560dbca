import Diagnostics
import Expressions
import Tables

extension Normaliser {
  /// The type of a channel as far as it can be said without the data: as written, by what is done
  /// to the field, or by what the field is known to hold; nil for an open question.
  ///
  /// Source: vega-lite's `channeldef.ts` (`defaultType`).
  func type(of definition: ChannelDefinition) -> MeasureType? {
    if let aggregate = definition.aggregate?.value, case .operation(let operation) = aggregate {
      switch operation {
      case .count, .valid, .missing, .distinct: return .quantitative
      default: break
      }
    }
    if let type = definition.type?.value { return type }
    if case .list? = definition.sort { return .ordinal }
    if definition.timeUnit != nil { return .temporal }
    switch definition.bin {
    case .options?, .binned?: return .quantitative
    default: break
    }
    if case .operation? = definition.aggregate?.value { return .quantitative }
    if let scale = definition.scale.given?.type?.value {
      if scale.isTime { return .temporal }
      if !scale.isDiscreteDomain { return .quantitative }
    }
    switch definition.datum?.value {
    case .int?, .double?, .decimal?: return .quantitative
    case .date?, .timestamp?: return .temporal
    case .some: return .nominal
    case nil: break
    }
    return definition.fieldName.flatMap(typeOf)
  }

  /// Whether the channel runs over numbers or instants that are not in bins; nil for an open
  /// question, false for a channel that is not there or is a constant of the picture.
  func isContinuous(_ definition: ChannelDefinition?) -> Bool? {
    guard let definition, definition.showsField || definition.showsDatum else { return false }
    guard let type = type(of: definition) else { return nil }
    return type == .temporal || (type == .quantitative && !definition.isBinned)
  }
}

extension ChannelDefinition {
  /// Whether the field is cut into bins, or holds bins.
  var isBinned: Bool {
    switch bin {
    case .options?, .binned?: true
    default: false
    }
  }

  /// Whether the field holds bins already.
  var holdsBins: Bool { if case .binned? = bin { true } else { false } }

  var isAggregate: Bool { aggregate != nil }
}
