import Diagnostics
import Tables

/// The values that a continuous axis or colour runs over, before it has a place on the page.
struct ContinuousDomain: Sendable {
  var bounds: (Double, Double)
  let kind: ScaleOptions.Kind
  /// Whether there was any value, or a domain was given.
  let hasData: Bool
  private let options: ScaleOptions
  private let isNice: Bool
  private let isReversed: Bool

  var isTime: Bool { kind == .time || kind == .utc }

  /// - Parameters:
  ///   - extent: of all values shown.
  ///   - smallest: the least positive magnitude, for logarithms.
  ///   - channel: says the kind of scale and the domain.
  ///   - wantsZero: whether zero belongs to the domain unless the specification says otherwise.
  ///   - isNice: whether the domain is widened to round values unless it says otherwise.
  init(
    _ extent: Extent,
    smallest: @autoclosure () -> Double,
    channel: BoundChannel,
    wantsZero: Bool,
    isNice: Bool
  ) {
    options = channel.definition.scale
    let isDescending = if case .natural(true)? = channel.definition.sort { true } else { false }
    isReversed = options.isReversed || isDescending
    kind = options.kind?.value ?? (channel.type == .temporal ? .time : .linear)
    let given = options.domain?.compactMap { $0.number ?? $0.instant }
    var bounds = extent.bounds ?? (kind == .time || kind == .utc ? (.nan, .nan) : (0, 1))
    var isGiven = false
    if let given, let low = given.min(), let high = given.max() {
      bounds = given.first == high ? (high, low) : (low, high)
      isGiven = true
    }
    let isLog = kind == .log
    if !isGiven, options.zero ?? (wantsZero && !isLog), kind != .time, kind != .utc {
      bounds = (min(0, bounds.0), max(0, bounds.1))
    }
    if let low = options.domainMin { bounds.0 = low }
    if let high = options.domainMax { bounds.1 = high }
    if isLog { bounds = LogScale.mended(bounds, smallest: smallest()) }
    // All values zero: an axis from zero to one says so better than one without length.
    if bounds == (0, 0) { bounds = (0, 1) }
    self.bounds = bounds
    hasData = extent.bounds != nil || isGiven
    let isFixed = isGiven || options.domainMin != nil || options.domainMax != nil
    self.isNice = isNice && !isFixed
  }

  /// Written values on the scale; those that are no number, nor an instant of time, are left out.
  func numbers(_ values: [Value]) -> [Double] {
    values.compactMap { isTime ? $0.instant ?? $0.number : $0.number }
  }

  /// The scale over a range, with its domain made nice.
  func scale(to range: (start: Double, end: Double), padding: Double = 0) -> any ContinuousScale {
    let range = isReversed ? (start: range.end, end: range.start) : range
    var scale = make(range)
    let length = abs(range.end - range.start)
    if padding > 0, length > padding * 4 {
      let extra = (bounds.1 - bounds.0) * padding / (length - 2 * padding)
      scale.domain = (bounds.0 - extra, bounds.1 + extra)
    }
    switch options.nice {
    case .no?: return scale
    case .yes?: return scale.niced(count: 10)
    case .count(let count)?: return scale.niced(count: count)
    case nil: return isNice ? scale.niced(count: 10) : scale
    }
  }

  private func make(_ range: (start: Double, end: Double)) -> any ContinuousScale {
    switch kind {
    case .log: LogScale(domain: bounds, range: range, base: options.base ?? 10)
    case .pow: PowerScale(domain: bounds, range: range, exponent: options.exponent ?? 1)
    case .sqrt: PowerScale(domain: bounds, range: range, exponent: 0.5)
    case .symlog: SymlogScale(domain: bounds, range: range, constant: options.constant ?? 1)
    case .time, .utc: TimeScale(domain: bounds, range: range)
    case .linear, .ordinal, .band, .point: LinearScale(domain: bounds, range: range)
    }
  }
}

extension Sequence<Double> {
  /// The least magnitude that is not zero, where a logarithm may begin; 1 where there is none.
  var leastMagnitude: Double {
    lazy.filter { $0 != 0 && $0.isFinite }.map { abs($0) }.min() ?? 1
  }
}

extension Value {
  /// Milliseconds of a date, or of text that is one (`2024-03-01`, `2024-03-01T12:00`).
  var instant: Double? {
    if let milliseconds { return milliseconds }
    guard case .string(let text) = self else { return nil }
    for spec in ["%Y-%m-%d", "%Y-%m", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y"] {
      if let found = (try? TimeFormat(spec))?.milliseconds(parsing: text) { return found }
    }
    return nil
  }
}
