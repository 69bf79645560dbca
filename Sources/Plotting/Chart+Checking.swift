public import Diagnostics
public import Tables

extension Chart {
  /// What is wrong with the chart for a table of these columns: names, types, formats.
  public func check(against schema: Schema, table name: String) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for field in fields where schema.index(of: field.value) == nil {
      found.append(.unknownColumn(field, in: name, columns: schema.names))
    }
    for definition in channels {
      found += Self.typeProblems(definition, schema)
      guard let bound = BoundChannel(definition, index: 0, schema: schema) else { continue }
      found += Self.formatProblems(bound)
      if let scheme = definition.scale.scheme, ColourScheme.colours(scheme.value) == nil {
        found.append(.unknownScheme(scheme))
      }
      for (offset, position) in [(Channel.xOffset, Channel.x), (.yOffset, .y)] {
        guard definition.channel == offset,
          let other = channel(position).flatMap({ BoundChannel($0, index: 0, schema: schema) }),
          !other.isDiscrete
        else { continue }
        found.append(.offsetNeedsBands(offset, position, at: definition.span))
      }
      if definition.channel == .shape, !bound.isDiscrete {
        found.append(.shapeOfMeasure(at: definition.span))
      }
    }
    return found
  }

  private static func typeProblems(
    _ definition: ChannelDefinition,
    _ schema: Schema
  ) -> [Diagnostic] {
    guard let field = definition.field, let column = schema[field.value] else { return [] }
    let kind = ColumnKind(column.type)
    if kind == .other { return [.notDrawable(field, holds: kind.holds)] }
    if column.type == .null { return [] }
    if definition.timeUnit != nil || definition.type?.value == .temporal, kind != .instant {
      // Counting asks for no dates.
      if definition.aggregate?.value.takesAnything == true { return [] }
      if kind == .number { return [.numbersAsTime(field)] }
      let hint = "cast it in SQL, as in CAST(\(field.value) AS DATE)"
      return [.wrongColumnType(field, holds: kind.holds, wanted: "dates", hint: hint)]
    }
    let needsNumbers =
      definition.bin != nil
      || definition.aggregate.map { aggregate in
        !aggregate.value.takesAnything && !(kind == .instant && aggregate.value.keepsInstants)
      } ?? (definition.type?.value == .quantitative)
    guard needsNumbers, kind != .number else { return [] }
    let hint =
      kind == .text
      ? "write '\(field.value):N', or cast it in SQL, as in CAST(\(field.value) AS DOUBLE)" : nil
    return [.wrongColumnType(field, holds: kind.holds, wanted: "numbers", hint: hint)]
  }

  private static func formatProblems(_ channel: BoundChannel) -> [Diagnostic] {
    let definition = channel.definition
    let isTime = channel.type == .temporal || definition.timeUnit != nil
    let formats = [definition.format, definition.axis.format, definition.legend.format]
    return formats.compactMap { format in
      guard let format else { return nil }
      let isGood =
        (try? TimeFormat(format.value)) != nil && (isTime || format.value.hasPrefix("%"))
        || !isTime && (try? NumberFormat(format.value)) != nil
      return isGood ? nil : .invalidFormat(format, isTime: isTime)
    }
  }
}
