import Tables

extension LabelFormat {
  /// The writer of single values.
  var writer: LabelWriter {
    var writer = LabelWriter(locale: locale)
    switch kind {
    case .standard:
      writer.numbers = numbers("")
      writer.times = times("%b %d, %Y")
    case .number(let spec):
      writer.numbers = numbers(spec)
      writer.times = times("%b %d, %Y")
    case .binRange(let spec):
      writer.numbers = numbers(spec ?? "")
    case .time, .timeUnit: setTime(of: &writer)
    }
    return writer
  }

  /// The writer of ticks on a scale.
  ///
  /// Source: vega-scale's `tickFormat`, vega-format's `formatSpan` and `formatFloat`.
  func writer(_ scale: Scale, count: Double) -> LabelWriter {
    var writer = LabelWriter(locale: locale)
    switch kind {
    case .time, .timeUnit: setTime(of: &writer)
    case .standard, .number, .binRange:
      writer.readsNumbersAsTimes = scale.type.isTime
      if scale.type.isDiscreteDomain || scale.type == .threshold || scale.type == .quantile {
        if let spec { writer.numbers = numbers(spec) }
      } else if scale.type == .log {
        writer.numbers = variable(spec)
      } else if let first = scale.ends.first, let last = scale.ends.last {
        writer.numbers = spanning(first, last, count: count, spec)
      }
    }
    return writer
  }

  /// The writer of the ends of classes: decimals enough for the narrowest class.
  func classWriter(_ scale: Scale, count: Double) -> LabelWriter {
    guard !isTimeKind, scale.type == .quantile || scale.type == .quantize,
      case .classes(let map) = scale.map
    else { return writer(scale, count: count) }
    let ends = scale.type == .quantile ? map.thresholds : scale.ends
    let least = zip(ends, ends.dropFirst()).map { $1 - $0 }.min() ?? ends.first ?? 1
    var writer = LabelWriter(locale: locale)
    // Three ticks, ten times as fine.
    writer.numbers = spanning(0, least, count: 30, spec)
    return writer
  }

  private var isTimeKind: Bool {
    switch kind {
    case .time, .timeUnit: true
    default: false
    }
  }

  private var spec: String? {
    switch kind {
    case .number(let spec): spec
    case .binRange(let spec): spec
    default: nil
    }
  }

  private func setTime(of writer: inout LabelWriter) {
    writer.readsNumbersAsTimes = true
    switch kind {
    case .time(let spec): writer.times = times(spec)
    case .timeUnit(let unit, let formats):
      writer.times = times(unit.unit.labelFormat(formats, in: locale))
    default: break
    }
  }

  private func times(_ spec: String) -> LabelWriter.Times {
    spec.isEmpty
      ? .automatic : (try? TimeFormat(spec, locale: locale)).map { .format($0) } ?? .automatic
  }

  private func numbers(_ spec: String) -> LabelWriter.Numbers {
    (try? NumberFormat(spec, locale: locale)).map { .format($0) } ?? .plain
  }

  /// Twelve significant digits, fewer where the rest are zeros.
  private func variable(_ spec: String?) -> LabelWriter.Numbers {
    guard var parts = try? NumberSpecifier(spec.flatMap { $0.isEmpty ? nil : $0 } ?? ",") else {
      return .plain
    }
    guard parts.precision == nil else { return .format(NumberFormat(parts, locale: locale)) }
    parts.precision = parts.kind == .percent ? 10 : parts.kind == .exponent ? 11 : 12
    return .trimmed(NumberFormat(parts, locale: locale))
  }

  /// Digits enough to tell ticks apart.
  private func spanning(
    _ start: Double,
    _ stop: Double,
    count: Double,
    _ spec: String?
  ) -> LabelWriter.Numbers {
    guard var parts = try? NumberSpecifier(spec ?? ",f") else { return .plain }
    let step = Ticks.step(start, stop, count: count)
    let greatest = max(abs(start), abs(stop))
    if parts.precision == nil, step.isFinite, greatest.isFinite {
      switch parts.kind {
      case .si:
        parts.precision = NumberFormat.prefixDecimals(forStep: step, value: greatest)
      case .exponent, .general, .rounded, .roundedPercent, nil:
        let digits = NumberFormat.significantDigits(forStep: step, upTo: greatest)
        parts.precision = digits - (parts.kind == .exponent ? 1 : 0)
      case .fixed: parts.precision = NumberFormat.decimals(forStep: step)
      case .percent: parts.precision = NumberFormat.decimals(forStep: step) - 2
      default: break
      }
      if parts.kind == .si {
        return .prefixed(NumberFormat.prefixed(parts, for: greatest, locale: locale))
      }
    }
    return .format(NumberFormat(parts, locale: locale))
  }
}
