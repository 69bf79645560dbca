import Diagnostics
import Expressions
import Tables

extension AxisMaking {
  /// Titles of all users, put together.
  func title(_ uses: [Use], _ properties: Properties<AxisKey>) -> [String] {
    var all: TitleClaim?
    for use in uses {
      let claim = self.claim(use)
      all = all?.merged(with: claim) ?? claim
    }
    if case .written? = all { return all?.lines ?? [] }
    if properties[.title] != nil { return properties.lines(.title) ?? [] }
    return all?.lines ?? []
  }

  /// What one user says: on its axis, on its channel or that for the other end, or nothing.
  private func claim(_ use: Use) -> TitleClaim {
    if let own = use.bound.definition.axis.given, own[.title] != nil {
      return .written(own.lines(.title))
    }
    let second = use.bound.channel.secondary.flatMap { use.unit.channels[$0] }
    let claims = [
      use.bound.definition.title(in: style.locale),
      second?.definition.title(in: style.locale) ?? .standard,
    ]
    let texts = claims.compactMap(\.given)
    if !texts.isEmpty {
      return texts.dropFirst().reduce(.written(texts[0])) { $0.merged(with: .written($1)) }
    }
    if claims.contains(where: \.isNone) { return .written(nil) }
    let titles = FieldTitle(style)
    let fields = [use.bound] + (second.map { $0.hasField ? [$0] : [] } ?? [])
    return .made(fields.compactMap { titles.made($0) }.uniqued)
  }

  /// How labels are written: as the first user that says more than the standard does.
  func labels(_ uses: [Use], _ properties: Properties<AxisKey>) -> LabelFormat {
    let formats = uses.map { use in
      var format = GuideFormat(style, use.unit).format(
        use.bound,
        written: properties[.format],
        formatType: properties.text(.formatType)
      )
      // Bins as categories are named by both their ends.
      if use.bound.isBinning, use.bound.type.isDiscrete {
        format.kind = .binRange(properties.text(.format))
      }
      return format
    }
    return formats.first { !$0.isStandard } ?? formats[0]
  }

  func values(_ properties: Properties<AxisKey>, _ bound: Bound) -> [Level]? {
    let value: Value
    switch properties[.values] {
    case .value(let constant)?: value = constant
    case .expression(let expression)?:
      guard let computed = try? expression.evaluate(in: scales.scope) else { return nil }
      value = computed
    default: return nil
    }
    guard case .list(let values) = value else { return nil }
    return values.map { value in
      if bound.type == .temporal, let instant = value.instant { return .instant(instant) }
      return Level(value)
    }
  }
}
