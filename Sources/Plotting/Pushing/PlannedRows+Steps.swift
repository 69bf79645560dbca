import Diagnostics
import Expressions
import Tables

extension PlannedRows {
  /// Adds a transform; false when no engine could be sure to agree with it.
  mutating func add(_ transform: any Transform, _ params: NamedValues) -> Bool {
    switch transform {
    case let filter as FilterTransform:
      guard let test = test(filter.predicate, params) else { return false }
      steps.append(.filter(test))
      return true
    case let floor as TimeUnitTransform:
      guard !floor.unit.isBinned, let column = column(floor.field.value, wanted: .instant),
        column.kind == .instant
      else { return false }
      let unit = DataPlan.CalendarFloor(floor.unit)
      return add(
        .floor(column: column.name, unit: unit, name: floor.start), making: floor.start, .instant
      )
    case let bin as BinTransform:
      guard let column = column(bin.field.value, wanted: .number), column.kind == .number else {
        return false
      }
      let bins = DataPlan.Bins(options: bin.options, maximum: bin.maximum)
      return add(
        .bin(column: column.name, bins: bins, name: bin.start, keepsExtent: false),
        making: bin.start, .number
      )
    case let aggregate as AggregateTransform:
      var groupby: [DataPlan.Column] = []
      for field in aggregate.groupby {
        guard let column = column(field.value, wanted: .text) else { return false }
        groupby.append(column)
      }
      var outputs: [DataPlan.Output] = []
      for output in aggregate.outputs {
        guard let planned = self.output(output.operation, output.field?.value, output.name) else {
          return false
        }
        outputs.append(planned)
      }
      return self.aggregate(groupby, outputs)
    default: return false
    }
  }

  private mutating func output(
    _ operation: AggregateOperation,
    _ field: String?,
    _ name: String
  ) -> DataPlan.Output? {
    switch operation {
    case .values, .argmin, .argmax, .ci0, .ci1: return nil
    default: break
    }
    guard let field, operation != .count else {
      // A count names a field only for show.
      return operation == .count
        ? DataPlan.Output(operation: "count", column: nil, name: name, isInstant: false) : nil
    }
    guard let column = column(field, wanted: .number) else { return nil }
    switch column.kind {
    case .number: break
    case .instant:
      guard operation.takesAnything || operation.keepsInstants else { return nil }
    case .text, .bool:
      guard operation.takesAnything else { return nil }
    }
    return DataPlan.Output(
      operation: operation.rawValue,
      column: column,
      name: name,
      isInstant: column.kind == .instant && operation.keepsInstants
    )
  }

  /// The columns of facets, those of calendar units made; nil when one needs the rows.
  mutating func facets(_ definitions: [ChannelDefinition]) -> [DataPlan.Column]? {
    let channels = Channels(definitions) { kind($0.value) }
    var columns: [DataPlan.Column] = []
    for bound in channels.all {
      switch bound.definition.sort {
      case .field?, .channel?, .repeatedField?: return nil
      default: break
      }
      guard !bound.isAggregate, !bound.isBinning, let column = group(bound) else { return nil }
      columns.append(column)
    }
    return columns
  }

  /// What a unit's encoding groups by and sums up; false when it draws rows as they are.
  mutating func aggregate(
    _ encoding: [ChannelDefinition],
    _ facets: [DataPlan.Column]
  ) -> Bool {
    let channels = Channels(encoding) { kind($0.value) }
    guard channels.isAggregate else { return false }
    var groupby = facets
    var outputs: [DataPlan.Output] = []
    for bound in channels.all {
      guard !bound.definition.needsRows else { return false }
      if bound.isAggregate {
        guard let name = bound.column, let aggregate = bound.definition.aggregate?.value,
          case .operation(let operation) = aggregate,
          let output = output(operation, bound.field?.value, name)
        else { return false }
        if !outputs.contains(output) { outputs.append(output) }
      } else if bound.column != nil {
        guard let column = group(bound) else { return false }
        if !groupby.contains(column) { groupby.append(column) }
      }
    }
    for bound in channels.all {
      guard case .channel(let other, _)? = bound.definition.sort else { continue }
      guard case .operation(let operation)? = channels[other]?.definition.aggregate?.value,
        operation.isSummedFromGroups || groupby.count == 1
      else { return false }
    }
    return aggregate(groupby, outputs)
  }

  /// The column that a channel groups by, of a bin or a calendar unit newly made.
  private mutating func group(_ bound: Bound) -> DataPlan.Column? {
    guard let field = bound.field?.value, let name = bound.column else { return nil }
    if case .options(let options)? = bound.definition.bin {
      guard let column = column(field, wanted: .number), column.kind == .number else { return nil }
      var options = options
      if options.maxbins == nil, options.step == nil {
        options.maxbins = bound.channel.defaultBinCount
      }
      let bins = DataPlan.Bins(options: options, maximum: Binning.standardMaximum)
      let made = DataPlan.Column(name: name, kind: .number)
      if kind(name) != nil { return made }
      let step = DataPlan.Step.bin(column: column.name, bins: bins, name: name, keepsExtent: true)
      return add(step, making: name, .number) ? made : nil
    }
    if let unit = bound.timeUnit {
      guard !unit.isBinned, let column = column(field, wanted: .instant), column.kind == .instant
      else { return nil }
      let made = DataPlan.Column(name: name, kind: .instant)
      if kind(name) != nil { return made }
      let step = DataPlan.Step.floor(column: field, unit: DataPlan.CalendarFloor(unit), name: name)
      return add(step, making: name, .instant) ? made : nil
    }
    let wanted: ColumnKind =
      switch bound.type {
      case .quantitative: .number
      case .temporal: .instant
      case .nominal, .ordinal: .text
      }
    guard let column = column(field, wanted: wanted) else { return nil }
    switch (bound.type, column.kind) {
    case (.quantitative, .number), (.temporal, .instant), (.nominal, _), (.ordinal, _):
      return column
    default: return nil
    }
  }
}

extension AggregateOperation {
  /// Whether the whole follows from the groups: a sum is the sum of sums.
  var isSummedFromGroups: Bool { regrouped != nil }

  /// The operation that puts groups together; nil where groups do not say enough.
  var regrouped: AggregateOperation? {
    switch self {
    case .count, .valid, .missing, .sum: .sum
    case .min: .min
    case .max: .max
    default: nil
    }
  }
}

extension ChannelDefinition {
  /// Whether the channel looks at rows before they are put together.
  fileprivate var needsRows: Bool {
    switch sort {
    case .field?, .repeatedField?: return true
    default: break
    }
    if case .unaggregated? = scale.given?.domain { return true }
    if case .field? = scale.given?.range { return true }
    return impute != nil || conditions.contains { $0.definition.showsField }
  }
}
