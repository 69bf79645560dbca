import Diagnostics
import Tables

extension MarkMaking {
  /// Numbers of a channel that is no place: a field on its scale, a constant, or the mark's own.
  func numbers(
    _ channel: Channel,
    mark key: MarkKey,
    standard: Double
  ) throws(Diagnostic) -> Visual<Double> {
    guard let bound = channels[channel] else {
      let property = look.relativeBand(key) == nil ? look.all[key] : nil
      return try number(property, standard: standard)
    }
    return try numbers(bound, mark: key, standard: standard)
  }

  private func numbers(
    _ bound: Bound,
    mark key: MarkKey,
    standard: Double
  ) throws(Diagnostic) -> Visual<Double> {
    let base: Visual<Double>
    if bound.isData {
      base = try scaled(
        bound,
        { scale, series in substituted(scale.numbers(of: series), series, bound, scale) },
        one: { scale, level in scale.number(level) },
        raw: { series in series.doubles }
      )
    } else if let value = bound.definition.value {
      base = try number(value, standard: standard)
    } else {
      base = try number(look.all[key], standard: standard)
    }
    return try conditioned(bound.definition, base: base) { (inner) throws(Diagnostic) in
      try self.numbers(Bound.inner(inner, in: bound), mark: key, standard: standard)
    }
  }

  /// A field or a datum through its scale; without a scale the raw values.
  func scaled<T>(
    _ bound: Bound,
    _ each: (Scale, Series) -> [T],
    one: (Scale, Level) -> T,
    raw: (Series) -> [T]
  ) throws(Diagnostic) -> Visual<T> {
    let series = bound.column.flatMap { frame[$0] } ?? Series.nulls(count)
    guard let scale = scales[bound.channel], !bound.definition.scale.isNone else {
      return .each(raw(series))
    }
    if let level = bound.datumLevel { return .one(one(scale, level)) }
    // A bin on a continuous scale is seen by its middle.
    if bound.isBinning, scale.type.isContinuous, let end = bound.endColumn.flatMap({ frame[$0] }) {
      let middles = zip(series.doubles, end.doubles).map { 0.5 * $0 + 0.5 * $1 }
      return .each(each(scale, .numbers(middles)))
    }
    return .each(each(scale, series))
  }

  func shapes() throws(Diagnostic) -> Visual<String> {
    let standard =
      look.type == .point
      ? look.text(.shape) ?? "circle" : look.type == .square ? "square" : "circle"
    guard look.type == .point, let bound = channels[.shape] else { return .one(standard) }
    return try shapes(bound, standard: standard)
  }

  private func shapes(_ bound: Bound, standard: String) throws(Diagnostic) -> Visual<String> {
    let base: Visual<String>
    if bound.isData {
      base = try scaled(bound, { $0.texts(of: $1) }) {
        $0.text($1)
      } raw: { series in
        (0..<series.count).map { series.value(at: $0).displayText }
      }
    } else if let value = bound.definition.value {
      base = try values(value).map { $0.displayText }
    } else {
      base = .one(standard)
    }
    return try conditioned(bound.definition, base: base) { (inner) throws(Diagnostic) in
      try self.shapes(Bound.inner(inner, in: bound), standard: standard)
    }
  }

  /// Zero where a scale's domain has it, else the domain's first entry.
  func zeroOrLeast(_ scale: Scale) -> Double {
    let ends = scale.ends
    guard let first = ends.first, let last = ends.last, min(first, last) > 0 || max(first, last) < 0
    else { return 0 }
    return first
  }

  func dashes() throws(Diagnostic) -> Visual<[Double]> {
    let own = look.all.numbers(.strokeDash) ?? []
    guard let bound = channels[.strokeDash] else { return .one(own) }
    return try dashes(bound, standard: own)
  }

  func dashes(_ bound: Bound, standard: [Double]) throws(Diagnostic) -> Visual<[Double]> {
    let base: Visual<[Double]>
    if bound.isData {
      base = try scaled(bound, { $0.dashes(of: $1) }) {
        $0.dash($1)
      } raw: { series in
        Array(repeating: [], count: series.count)
      }
    } else if let value = bound.definition.value {
      base = try values(value).map { value in
        if case .list(let parts) = value { parts.compactMap(\.number) } else { [] }
      }
    } else {
      base = .one(standard)
    }
    return try conditioned(bound.definition, base: base) { (inner) throws(Diagnostic) in
      try self.dashes(Bound.inner(inner, in: bound), standard: standard)
    }
  }
}
