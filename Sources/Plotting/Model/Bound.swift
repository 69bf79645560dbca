import Diagnostics
import Tables

/// A channel whose type is settled and whose values stand in a column of the unit's frame.
struct Bound: Sendable {
  var definition: ChannelDefinition
  var type: MeasureType
  /// The column of the values: of a bin or a calendar unit its start.
  var column: String?
  /// The column of the other end of a bin or a calendar unit.
  var endColumn: String?
  /// The bins that the field was cut into.
  var binning: Binning?

  var channel: Channel { definition.channel }

  /// What the field holds before anything is done to it.
  var field: Spanned<String>? { definition.fieldName }

  var isAggregate: Bool { definition.aggregate != nil }

  var isCount: Bool {
    if case .operation(let operation)? = definition.aggregate?.value {
      operation == .count || operation == .valid || operation == .missing
        || operation == .distinct
    } else {
      false
    }
  }

  /// Whether the field is cut into bins here.
  var isBinning: Bool { if case .options? = definition.bin { true } else { false } }

  /// Whether the field holds starts of bins already.
  var isBinned: Bool { if case .binned? = definition.bin { true } else { false } }

  var timeUnit: TimeUnitOptions? { definition.timeUnit?.value }

  var hasField: Bool { definition.showsField }
  var hasDatum: Bool { definition.datum != nil }
  /// Whether data stand behind the channel, a field or a constant of the data's units.
  var isData: Bool { hasField || hasDatum }

  /// A category in the sense of the grammar: names, ranks and bins.
  var isDiscrete: Bool { type.isDiscrete || (type == .quantitative && isBinning) }

  /// A number or an instant that is no bin.
  var isContinuous: Bool { isData && !isDiscrete }

  /// A number that is not cut into bins: what may be stacked.
  var isMeasure: Bool { isData && type == .quantitative && !isBinning }

  /// The level of `datum`; instants of `{year: …}` and of text on temporal channels.
  var datumLevel: Level? {
    guard let datum = definition.datum else { return nil }
    if type == .temporal, let instant = datum.value.instant { return .instant(instant) }
    return Level(datum.value)
  }
}

extension Bound {
  /// The name of the column that a function makes of a field, as Vega-Lite names it.
  static func columnName(_ definition: ChannelDefinition, type: MeasureType) -> String? {
    let field = definition.fieldName?.value
    switch definition.aggregate?.value {
    case .operation(.count): return "__count"
    case .exponential: return field.map { "exponential_\(flat($0))" }
    case .operation(let operation): return field.map { "\(operation.rawValue)_\(flat($0))" }
    case .argmin(let by), .argmax(let by):
      let prefix = if case .argmin = definition.aggregate?.value { "argmin" } else { "argmax" }
      return field.map { "\(prefix)_\(flat(by))_\(flat($0))" }
    case nil: break
    }
    guard let field else { return nil }
    if case .options(var options)? = definition.bin {
      if options.maxbins == nil, options.step == nil {
        options.maxbins = definition.channel.defaultBinCount
      }
      return "\(options.columnPrefix)_\(flat(field))"
    }
    if let unit = definition.timeUnit?.value, !unit.isBinned {
      let step = unit.step == 1 ? "" : "_step_\(unit.step)"
      return "\(unit.name)\(step)_\(flat(field))"
    }
    return field
  }

  /// A path as one word: `a.b` becomes `a_b`.
  private static func flat(_ field: String) -> String {
    field.replacing("\\.", with: ".").replacing(".", with: "_").replacing("[", with: "_")
      .replacing("]", with: "").replacing("'", with: "").replacing("\"", with: "")
  }
}

extension BinOptions {
  /// A name that differs where the bins do.
  fileprivate var columnPrefix: String {
    var name = "bin"
    func add(_ word: String, _ value: Double?) {
      if let value { name += "_\(word)_\(Value.double(value).displayText)" }
    }
    add("maxbins", maxbins)
    add("step", step)
    add("minstep", minstep)
    add("base", base)
    add("anchor", anchor)
    if let extent { name += "_extent_\(extent.0)_\(extent.1)" }
    if !steps.isEmpty { name += "_steps_" + steps.map { "\($0)" }.joined(separator: "_") }
    if !divide.isEmpty { name += "_divide_" + divide.map { "\($0)" }.joined(separator: "_") }
    if !nice { name += "_exact" }
    return name
  }
}
