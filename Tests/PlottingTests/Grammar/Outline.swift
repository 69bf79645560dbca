import Diagnostics
import Expressions
import Options
import Tables

@testable import Plotting

/// A specification as lines of text, for tests to compare.
struct Outline {
  private var lines: [String] = []

  static func text(_ view: Specification) -> String {
    var outline = Outline()
    outline.add(view, 0)
    return outline.lines.joined(separator: "\n")
  }

  private mutating func add(_ view: Specification, _ depth: Int) {
    func line(_ text: String) -> String { String(repeating: "  ", count: depth) + text }
    var head = Self.head(view.body)
    if let name = view.name { head += " '\(name)'" }
    if view.data != nil { head += " data" }
    if view.width != nil { head += " width" }
    if view.height != nil { head += " height" }
    if let columns = view.grid.columns { head += " columns=\(columns)" }
    if let spacing = view.grid.rowSpacing { head += " rowSpacing=\(spacing)" }
    if let spacing = view.grid.columnSpacing { head += " columnSpacing=\(spacing)" }
    if let align = view.grid.rowAlign { head += " align=\(align)" }
    lines.append(line(head))
    for transform in view.transforms { lines.append(line("| " + Self.text(transform))) }
    for definition in view.encoding { lines.append(line("- " + Self.text(definition))) }
    switch view.body {
    case .unit: break
    case .layer(let views), .concat(let views, _): for view in views { add(view, depth + 1) }
    case .facet(let definitions, let inner):
      for definition in definitions { lines.append(line("- " + Self.text(definition))) }
      add(inner, depth + 1)
    case .repeated(_, let inner): add(inner, depth + 1)
    }
  }

  private static func head(_ body: Specification.Body) -> String {
    switch body {
    case .unit(let mark): text(mark)
    case .layer: "layer"
    case .facet: "facet"
    case .concat(_, let columns): "concat \(columns)"
    case .repeated: "repeat"
    }
  }

  static func text(_ mark: MarkDefinition) -> String {
    var text = mark.type.value.rawValue
    if !mark.styles.isEmpty { text += " [" + mark.styles.joined(separator: " ") + "]" }
    for (key, property) in mark.properties.written.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    {
      text += " \(key.rawValue)=\(Self.text(property.value))"
    }
    for (key, part) in mark.parts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      text += " \(key.rawValue):\(part.isNone ? "none" : "\(part.given?.written.count ?? -1)")"
    }
    return text
  }

  static func text(_ property: Property) -> String {
    switch property {
    case .value(.string(let text)): text
    case .value(let value): value.displayText
    case .expression(let expression): "{\(expression.source)}"
    case .conditional(let branches, let otherwise):
      "if(\(branches.map { text($0.property) }.joined(separator: ",")))"
        + (otherwise.map { text($0) } ?? "-")
    case .gradient(let gradient): "gradient(\(gradient.stops.count))"
    }
  }

  static func text(_ definition: ChannelDefinition) -> String {
    var text = "\(definition.channel.rawValue):"
    if definition.isAbsent { text += " absent" }
    if let field = definition.fieldName { text += " \(field.value)" }
    if case .repeated(let name)? = definition.field { text += " <\(name.value)>" }
    if let type = definition.type { text += ":\(type.value.rawValue.prefix(1).uppercased())" }
    if let aggregate = definition.aggregate {
      if case .operation(let operation) = aggregate.value {
        text += " \(operation.rawValue)()"
      } else {
        text += " \(aggregate.value)"
      }
    }
    if let unit = definition.timeUnit?.value {
      text += " unit=\(unit.name)*\(unit.step)\(unit.isBinned ? " binned" : "")"
    }
    switch definition.bin {
    case .options(let options)?: text += " bin(\(options.maxbins.map { "\($0)" } ?? "-"))"
    case .binned?: text += " binned"
    default: break
    }
    if let datum = definition.datum { text += " datum=\(datum.value.displayText)" }
    if let value = definition.value { text += " value=\(Self.text(value))" }
    for condition in definition.conditions {
      text += " when(\(Self.text(condition.test)))[\(Self.text(condition.definition))]"
    }
    switch definition.title {
    case .given(let lines): text += " \"\(lines.joined(separator: "|"))\""
    case .none: text += " untitled"
    case .standard: break
    }
    if definition.axis.isNone { text += " axis=none" }
    if let axis = definition.axis.given {
      let keys = axis.written.keys.map(\.rawValue).sorted()
      text += " axis(\(keys.joined(separator: ",")))"
    }
    if definition.legend.isNone { text += " legend=none" }
    if definition.scale.isNone { text += " scale=none" }
    if definition.scale.given != nil { text += " scale" }
    if let sort = definition.sort { text += " sort=\(Self.text(sort))" }
    switch definition.stack {
    case .given(let mode): text += " stack=\(mode.rawValue)"
    case .none: text += " stack=none"
    case .standard: break
    }
    return text
  }

  static func text(_ sort: SortOrder) -> String {
    switch sort {
    case .ascending: "ascending"
    case .descending: "descending"
    case .none: "none"
    case .channel(let channel, let isDescending): (isDescending ? "-" : "") + channel.rawValue
    case .field(let field, let operation, let isDescending):
      "\(isDescending ? "-" : "")\(operation?.rawValue ?? "")(\(field?.value ?? ""))"
    case .repeatedField(let name, _, _): "<\(name.value)>"
    case .list(let values): "[" + values.map(\.displayText).joined(separator: ",") + "]"
    }
  }

  static func text(_ predicate: Predicate) -> String {
    if case .expression(let expression) = predicate { expression.source } else { "test" }
  }

  private static func text(_ outputs: [AggregateTransform.Output]) -> String {
    outputs.map { "\($0.name)=\($0.operation.rawValue)(\($0.field?.value ?? ""))" }
      .joined(separator: " ")
  }

  private static func text(by groupby: [Spanned<String>]) -> String {
    groupby.isEmpty ? "" : " by " + groupby.map(\.value).joined(separator: ",")
  }

  static func text(_ transform: any Transform) -> String {
    switch transform {
    case let step as AggregateTransform:
      "aggregate \(text(step.outputs))\(text(by: step.groupby))"
    case let step as JoinAggregateTransform:
      "joinaggregate \(text(step.outputs))\(text(by: step.groupby))"
    case let step as BinTransform: "bin \(step.field.value) as \(step.start),\(step.end)"
    case let step as TimeUnitTransform: "timeUnit \(step.field.value) as \(step.start)"
    case let step as CalculateTransform: "calculate \(step.expression.source) as \(step.name)"
    case let step as FilterTransform: "filter \(text(step.predicate))"
    default: "\(type(of: transform))"
    }
  }
}
