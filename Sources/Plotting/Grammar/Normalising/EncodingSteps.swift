import Diagnostics
import Expressions
import Tables

/// What an encoding computes, taken out of it as steps, and the encoding that shows their columns.
///
/// Source: vega-lite's `encoding.ts` (`extractTransformsFromEncoding`).
struct EncodingSteps {
  private(set) var bins: [any Transform] = []
  private(set) var timeUnits: [any Transform] = []
  private(set) var outputs: [AggregateTransform.Output] = []
  private(set) var groupby: [Spanned<String>] = []
  private(set) var encoding: [ChannelDefinition] = []

  init(_ encoding: [ChannelDefinition], _ normaliser: borrowing Normaliser) {
    for definition in encoding {
      guard definition.showsField else {
        self.encoding.append(definition)
        continue
      }
      take(definition, normaliser)
    }
    var seen: Set<String> = []
    groupby = groupby.filter { seen.insert($0.value).inserted }
    outputs = outputs.filter { seen.insert($0.name).inserted }
  }

  private mutating func take(
    _ definition: ChannelDefinition,
    _ normaliser: borrowing Normaliser
  ) {
    guard definition.takesSteps else {
      if let field = definition.fieldName { groupby.append(field) }
      encoding.append(definition)
      return
    }
    var own = definition
    own.title = Self.title(definition, normaliser.config)
    if case .standard = definition.title, case .given = own.title {
      own.koreanTitle = DefaultTitle.korean(definition, normaliser.config)
    }
    own.aggregate = nil
    own.timeUnit = nil
    own.bin = nil
    let span = definition.field?.name?.span ?? definition.span
    if let aggregate = definition.aggregate {
      own.field = .named(Spanned(aggregateColumn(aggregate.value, definition), at: span))
      if own.type == nil {
        own.type = normaliser.type(of: definition).map { Spanned($0, at: span) }
      }
    } else if let field = definition.fieldName {
      let name = FieldPath(field.value).names.joined(separator: ".")
      if case .options(var options)? = definition.bin {
        options.maxbins =
          options.maxbins ?? (options.step == nil ? definition.channel.binCount : nil)
        let column = "\(options.columnName)_\(name)"
        bins.append(
          BinTransform(field: field, options: options, start: column, end: "\(column)_end")
        )
        groupby.append(Spanned(column, at: span))
        groupby.append(Spanned("\(column)_end", at: span))
        own.field = .named(Spanned(column, at: span))
        own.bin = .binned(step: options.step)
        own.type = Spanned(.quantitative, at: span)
        if let second = definition.channel.isPosition ? definition.channel.secondary : nil {
          var end = ChannelDefinition(second, at: definition.span)
          end.field = .named(Spanned("\(column)_end", at: span))
          encoding.append(end)
        }
      } else if let unit = definition.timeUnit {
        let step = unit.value.step == 1 ? "" : "_step_\(unit.value.step)"
        let column = "\(unit.value.name)\(step)_\(name)"
        timeUnits.append(
          TimeUnitTransform(field: field, unit: unit.value, start: column, end: "\(column)_end")
        )
        groupby.append(Spanned(column, at: span))
        own.field = .named(Spanned(column, at: span))
        own.keepTimeFormat(of: definition, span)
        own.type = own.type ?? Spanned(.temporal, at: span)
      }
    }
    encoding.append(own)
  }

  /// The column of an aggregate, which is added to the outputs.
  private mutating func aggregateColumn(
    _ aggregate: AggregateFunction,
    _ definition: ChannelDefinition
  ) -> String {
    let field = definition.fieldName
    let name = field.map { FieldPath($0.value).names.joined(separator: ".") } ?? ""
    let span = definition.span
    switch aggregate {
    case .operation(.count):
      outputs.append(.init(operation: .count, field: nil, name: "__count"))
      return "__count"
    case .operation(let operation):
      let column = "\(operation.rawValue)_\(name)"
      outputs.append(.init(operation: operation, field: field, name: column))
      return column
    case .argmin(let by):
      outputs.append(
        .init(operation: .argmin, field: Spanned(by, at: span), name: "argmin_\(by)")
      )
      return "argmin_\(by).\(field?.value ?? "")"
    case .argmax(let by):
      outputs.append(
        .init(operation: .argmax, field: Spanned(by, at: span), name: "argmax_\(by)")
      )
      return "argmax_\(by).\(field?.value ?? "")"
    case .exponential:
      // A running mean has no meaning for the rows of one box or bar: the mean is near.
      let column = "mean_\(name)"
      outputs.append(.init(operation: .mean, field: field, name: column))
      return column
    }
  }

  /// The title as it would have been without the steps.
  private static func title(
    _ definition: ChannelDefinition,
    _ config: Config
  ) -> Setting<[String]> {
    if definition.axis.given?.lines(.title) != nil || definition.legend.given?.lines(.title) != nil
    {
      return definition.title
    }
    if case .standard = definition.title {
      if definition.axis.given?.isNull(.title) ?? false { return .none }
      return DefaultTitle.text(definition, config).map { .given([$0]) } ?? .standard
    }
    return definition.title
  }
}

extension ChannelDefinition {
  /// Whether the field is computed from others.
  fileprivate var takesSteps: Bool {
    if aggregate != nil { return true }
    if case .options? = bin { return true }
    return timeUnit.map { !$0.value.isBinned } ?? false
  }

  /// Dates shown as categories keep their format.
  fileprivate mutating func keepTimeFormat(of definition: ChannelDefinition, _ span: SourceSpan) {
    guard let type = definition.type?.value, type != .temporal else { return }
    let time = Property.value(.string("time"))
    if channel == .text || channel == .tooltip {
      formatType = formatType ?? Spanned("time", at: span)
    } else if channel.isPosition {
      var properties = axis.given ?? Properties()
      if properties[.formatType] == nil { properties.set(.formatType, time, at: span) }
      if !axis.isNone { axis = .given(properties) }
    } else if channel.hasLegend, !legend.isNone {
      var properties = legend.given ?? Properties()
      if properties[.formatType] == nil { properties.set(.formatType, time, at: span) }
      legend = .given(properties)
    }
  }
}

extension Channel {
  /// The most bins a channel has by itself.
  fileprivate var binCount: Double {
    switch self {
    case .row, .column, .size, .color, .fill, .stroke, .strokeWidth, .opacity, .fillOpacity,
      .strokeOpacity, .shape:
      6
    case .strokeDash: 4
    default: 10
    }
  }
}

extension BinOptions {
  /// A name that differs where the bins do.
  fileprivate var columnName: String {
    var name = "bin"
    for (word, value) in [
      ("maxbins", maxbins), ("step", step), ("minstep", minstep), ("base", base),
      ("anchor", anchor),
    ] {
      if let value { name += "_\(word)_\(Value.double(value).displayText)" }
    }
    if let extent { name += "_extent_\(extent.0)_\(extent.1)" }
    return name
  }
}
