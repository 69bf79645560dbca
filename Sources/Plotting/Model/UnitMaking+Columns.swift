import Diagnostics

extension UnitMaking {
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
