import Diagnostics
import Expressions
import Tables

/// Settles a unit: its channels, what its mark looks like, and its rows.
struct UnitMaking {
  private let specification: Specification
  private let mark: MarkDefinition
  private let facets: [Bound]
  /// Layers of a facet are stacked cell by cell, a single unit before it is cut into cells.
  private let isInLayer: Bool
  private let config: Config
  private let context: TransformContext
  private let infersTypes: Bool
  /// Bins of columns that were cut before some rows were left out.
  private let binnings: [String: Binning]

  init(
    _ specification: Specification,
    _ mark: MarkDefinition,
    facets: [Bound],
    isInLayer: Bool = false,
    config: Config,
    context: TransformContext,
    infersTypes: Bool,
    binnings: [String: Binning] = [:]
  ) {
    self.binnings = binnings
    self.infersTypes = infersTypes
    self.specification = specification
    self.mark = mark
    self.facets = facets
    self.isInLayer = isInLayer
    self.config = config
    self.context = context
  }

  /// The steps that the encoding implies, in Vega-Lite's order: bins and calendar units, putting
  /// rows together, making up missing ones, stacking.
  ///
  /// `prepared`: the rows as they are once put together, where an engine has done it;
  ///   `frame` then has no rows but says what the columns hold.
  func unit(
    _ frame: Frame,
    prepared: Frame? = nil,
    index: Int
  ) throws(Diagnostic) -> UnitModel {
    var look = MarkLook(mark, config: config)
    let name = context.name
    var channels = Channels(specification.encoding) {
      infersTypes ? try? frame.series($0, in: name).kind : nil
    }
    channels.removeIdleOffsets()
    // The colour of the fill or the outline itself wins over the plain one.
    if channels[look.isFilled ? .fill : .stroke] != nil { channels[.color] = nil }
    var rows = frame
    try channels.update { (bound) throws(Diagnostic) in
      try Self.addColumns(for: &bound, to: &rows, context, binnings)
    }
    let specified: MarkLook.Orient? =
      look.text(.orient).map { $0 == "horizontal" ? .horizontal : .vertical }
    look.orient = MarkLook.orient(look.type, channels, specified: specified)
    let stack = StackRule(look.type, channels, orient: look.orient)
    if var made = prepared {
      channels.addEnds(to: &made)
      rows = made
    }
    let raw = rows
    if prepared == nil { rows = try aggregated(rows, channels) }
    for bound in channels.all where bound.definition.impute != nil {
      rows = try imputed(rows, bound, channels)
    }
    if let stack { rows = try stacked(rows, stack, channels) }
    return UnitModel(
      specification,
      look: look,
      channels: channels,
      stack: stack,
      raw: raw,
      main: rows,
      facetColumns: facets.compactMap(\.column),
      config: config,
      isPrepared: prepared != nil,
      index: index
    )
  }

  /// Adds the columns of a bin or a calendar unit, and makes instants and numbers of what the
  /// channel's type asks for.
  static func addColumns(
    for bound: inout Bound,
    to frame: inout Frame,
    _ context: TransformContext,
    _ binnings: [String: Binning] = [:]
  ) throws(Diagnostic) {
    for condition in bound.definition.conditions {
      let name = context.name
      let known = frame
      let inner = Channels([condition.definition]) { try? known.series($0, in: name).kind }
      guard condition.definition.fieldName != nil, var other = inner.all.first else { continue }
      try addColumns(for: &other, to: &frame, context)
    }
    guard let field = bound.field, let column = bound.column else { return }
    if case .options(let options)? = bound.definition.bin {
      var options = options
      if options.maxbins == nil, options.step == nil {
        options.maxbins = bound.channel.defaultBinCount
      }
      let end = column + "_end"
      let transform = BinTransform(field: field, options: options, start: column, end: end)
      if frame[end] == nil { frame = try transform.apply(frame, context) }
      bound.endColumn = end
      if let known = binnings[column] {
        bound.binning = known
      } else {
        bound.binning = try transform.binning(of: frame, context)
      }
    } else if let unit = bound.timeUnit {
      let end = column + "_end"
      if unit.isBinned {
        frame[column] = try frame.series(field, in: context.name).asInstants
        frame[end] = .instants(
          (frame[column]?.doubles ?? []).map { unit.unit.next($0, step: unit.step) }
        )
      } else if frame[end] == nil {
        frame = try TimeUnitTransform(field: field, unit: unit, start: column, end: end)
          .apply(frame, context)
      }
      bound.endColumn = end
    } else if !bound.isAggregate {
      let series = try frame.series(field, in: context.name)
      switch bound.type {
      case .temporal: frame[column] = series.asInstants
      case .quantitative: frame[column] = series.asNumbers
      case .nominal, .ordinal: frame[column] = series
      }
    }
  }

  private func aggregated(_ frame: Frame, _ channels: Channels) throws(Diagnostic) -> Frame {
    let conditions = channels.all.flatMap { bound in
      bound.definition.conditions.map(\.definition)
    }
    guard channels.isAggregate || conditions.contains(where: { $0.aggregate != nil }) else {
      return frame
    }
    var groupby: [Spanned<String>] = []
    var outputs: [AggregateTransform.Output] = []
    var frame = frame
    func group(_ column: String?, _ span: SourceSpan) {
      guard let column, !groupby.contains(where: { $0.value == column }) else { return }
      groupby.append(Spanned(Self.escaped(column), at: span))
    }
    for bound in facets + channels.all {
      let span = bound.definition.span
      guard bound.isAggregate else {
        group(bound.column, span)
        group(bound.endColumn, span)
        continue
      }
      add(bound, to: &outputs)
    }
    for definition in conditions where definition.showsField {
      let type = definition.type?.value ?? .nominal
      let bound = Bound(
        definition: definition,
        type: type,
        column: Bound.columnName(definition, type: type)
      )
      if bound.isAggregate {
        add(bound, to: &outputs)
      } else {
        group(bound.column, definition.span)
      }
    }
    frame = try AggregateTransform(groupby: groupby, outputs: outputs).apply(frame, context)
    return try picked(frame, channels)
  }

  private func add(_ bound: Bound, to outputs: inout [AggregateTransform.Output]) {
    guard let column = bound.column, let aggregate = bound.definition.aggregate?.value else {
      return
    }
    let output: AggregateTransform.Output
    switch aggregate {
    case .operation(let operation):
      output = .init(operation: operation, field: bound.field, name: column)
    case .exponential(let weight):
      output = .init(
        operation: .mean,
        field: bound.field,
        name: column,
        exponentialWeight: weight
      )
    case .argmin(let by):
      output = .init(
        operation: .argmin,
        field: Spanned(by, at: bound.definition.span),
        name: "argmin_\(by)"
      )
    case .argmax(let by):
      output = .init(
        operation: .argmax,
        field: Spanned(by, at: bound.definition.span),
        name: "argmax_\(by)"
      )
    }
    if !outputs.contains(where: { $0.name == output.name }) { outputs.append(output) }
  }

  /// Takes the fields of channels out of the whole rows that `argmin` and `argmax` give.
  private func picked(_ frame: Frame, _ channels: Channels) throws(Diagnostic) -> Frame {
    var frame = frame
    for bound in channels.all {
      guard let field = bound.field, let column = bound.column else { continue }
      let record: String
      switch bound.definition.aggregate?.value {
      case .argmin(let by): record = "argmin_\(by)"
      case .argmax(let by): record = "argmax_\(by)"
      default: continue
      }
      let path = Spanned("\(Self.escaped(record)).\(field.value)", at: field.span)
      let series = try frame.series(path, in: context.name)
      frame[column] =
        bound.type == .quantitative
        ? series.asNumbers : bound.type == .temporal ? series.asInstants : series
    }
    return frame
  }

  private func imputed(
    _ frame: Frame,
    _ bound: Bound,
    _ channels: Channels
  ) throws(Diagnostic) -> Frame {
    guard let options = bound.definition.impute, let column = bound.column else { return frame }
    let other: Channel = bound.channel.primary == .x ? .y : .x
    guard let key = channels[other]?.column else { return frame }
    let groups =
      facets.compactMap(\.column)
      + channels.all.filter { $0.channel.splitsSeries && !$0.isAggregate }.compactMap(\.column)
    let span = bound.definition.span
    return try ImputeTransform(
      field: Spanned(Self.escaped(column), at: span),
      key: Spanned(Self.escaped(key), at: span),
      groupby: groups.map { Spanned(Self.escaped($0), at: span) },
      options: options
    ).apply(frame, context)
  }

  private func stacked(
    _ frame: Frame,
    _ stack: StackRule,
    _ channels: Channels
  ) throws(Diagnostic) -> Frame {
    guard let bound = channels[stack.channel], let column = bound.column else { return frame }
    var frame = frame
    let span = bound.definition.span
    func named(_ column: String) -> Spanned<String> { Spanned(Self.escaped(column), at: span) }
    let facetColumns = facets.compactMap(\.column)
    let parts = stack.parts.compactMap(\.column)
    let dimensions = stack.dimensions.compactMap { channels[$0]?.column }
    if stack.fillsGaps, !bound.definition.refusesImpute {
      for dimension in dimensions {
        let others = dimensions.filter { $0 != dimension }
        var transform = ImputeTransform(
          field: named(column),
          key: named(dimension),
          groupby: (facetColumns + parts + others).uniqued.map(named),
          options: ImputeOptions(method: .value, value: .int(0))
        )
        if isInLayer { transform.cells = facetColumns.map(named) }
        frame = try transform.apply(frame, context)
        if let end = channels.all.first(where: { $0.column == dimension })?.endColumn {
          frame.fillEnds(end, of: dimension)
        }
      }
    }
    var sort: [(field: Spanned<String>, isDescending: Bool)] = []
    let orders = channels.list(.order).filter { $0.hasField }
    if !orders.isEmpty {
      for order in orders {
        let isDescending = if case .descending? = order.definition.sort { true } else { false }
        if let column = order.column { sort.append((named(column), isDescending)) }
      }
    } else {
      let isDescending: Bool =
        switch channels[.order]?.definition.sort {
        case .ascending?: false
        case .descending?: true
        default: stack.channel == .y
        }
      let parts = parts.uniqued
      // Where the colours have a given order, that alone counts.
      let ordered = parts.filter { channels.colourOrder(of: $0) != nil }
      for part in ordered.isEmpty ? parts : ordered {
        guard let order = channels.colourOrder(of: part), let series = frame[part] else {
          sort.append((named(part), isDescending))
          continue
        }
        // Stacked in the order of the legend.
        let name = "__order_\(part)"
        let coded = series.coded
        let ranks = coded.levels.map { level in
          Double(order.firstIndex { level.matches($0) } ?? -1)
        }
        frame[name] = .numbers(coded.codes.map { ranks[Int($0)] })
        sort.append((named(name), isDescending))
      }
    }
    return try StackTransform(
      field: named(column),
      groupby: (dimensions + facetColumns).uniqued.map(named),
      sort: sort,
      offset: stack.mode,
      start: UnitModel.stackStart,
      end: UnitModel.stackEnd
    ).apply(frame, context)
  }

  /// A column's name as a field path that means just this column.
  static func escaped(_ column: String) -> String { column }
}

extension Channel {
  /// About how many bins: colours and sizes tell fewer apart than places do.
  var defaultBinCount: Double {
    switch self {
    case .row, .column, .size, .color, .fill, .stroke, .strokeWidth, .opacity,
      .fillOpacity, .strokeOpacity, .shape:
      6
    case .strokeDash: 4
    default: 10
    }
  }
}

extension Array where Element == String {
  /// The elements without repetitions, in order.
  var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
