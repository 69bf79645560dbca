import Tables

/// How a column is written when its author gave no format.
///
/// Numbers of one column get the same decimals, so that their points stand below one another: as
/// many as are needed, four at most. Whole numbers are grouped once one of them has five digits;
/// until then they may be years. Timestamps that all fall on midnight are dates.
struct NaturalFormat: Sendable {
  private let format: FormatOption?

  init(kind: ColumnKind, values: some Sequence<Value>, locale: FormatLocale) {
    let found =
      switch kind {
      case .number: Self.number(values)
      case .time: Self.time(values)
      case .text, .truth: nil as FormatOption?
      }
    format = found?.written(in: locale)
  }

  func string(_ value: Value) -> String { format?.string(value) ?? value.displayText }

  private static func number(_ values: some Sequence<Value>) -> FormatOption? {
    var largest = 0.0
    var isWhole = true
    var doubles: [Double] = []
    var scale = 0
    for value in values {
      guard let number = value.number, number.isFinite else { continue }
      largest = max(largest, abs(number))
      switch value {
      case .double:
        doubles.append(number)
        if number.rounded() != number { isWhole = false }
      case .decimal(_, let decimals): scale = max(scale, decimals)
      default: break
      }
    }
    let group = largest >= 10_000 ? "," : ""
    let specifier =
      switch largest {
      case _ where scale > 0: ",.\(scale)f"
      case 1e15...: isWhole && doubles.isEmpty ? ",d" : ".6~g"
      case _ where isWhole: "\(group)d"
      case ..<0.001: ".3~g"
      default: ",.\(decimals(doubles, largest: largest))f"
      }
    return (try? NumberFormat(specifier)).map { .number($0) }
  }

  /// How many decimals, up to four, show the numbers to about five digits of the largest.
  private static func decimals(_ numbers: [Double], largest: Double) -> Int {
    let most = largest < 10 ? 4 : largest < 100 ? 3 : 2
    var needed = 0
    var power = 1.0
    for _ in 0..<most { power *= 10 }
    for number in numbers {
      var scaled = (number * power).rounded()
      var decimals = most
      while decimals > needed, (scaled / 10).rounded() * 10 == scaled {
        scaled /= 10
        decimals -= 1
      }
      needed = max(needed, decimals)
      if needed == most { break }
    }
    return needed
  }

  private static func time(_ values: some Sequence<Value>) -> FormatOption? {
    let perDay: Double = 86_400_000
    var specifier: String?
    for case .timestamp(let timestamp) in values {
      // An instant keeps its mark of UTC.
      if timestamp.zone != nil { return nil }
      let rest = timestamp.milliseconds.truncatingRemainder(dividingBy: perDay)
      if rest == 0 {
        specifier = specifier ?? "%Y-%m-%d"
      } else if rest.truncatingRemainder(dividingBy: 60_000) == 0 {
        specifier = "%Y-%m-%d %H:%M"
      } else {
        return nil
      }
    }
    return specifier.flatMap { try? TimeFormat($0) }.map { .time($0) }
  }
}
