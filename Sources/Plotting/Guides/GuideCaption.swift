import Tables

/// What a guide says to a reader who does not see it, in Vega's words.
///
/// Source: https://vega.github.io/vega/docs/axes/ (`description`), `vega-scale` (`domainCaption`).
enum GuideCaption {
  /// `with values from 0 to 10`, `with 3 values: a, b, c`.
  static func domain(_ scale: Scale, _ labels: LabelFormat) -> String {
    switch scale.domain {
    case .discrete(let levels):
      let count = levels.count
      let noun = count == 1 ? "value" : "values"
      let texts = labels.texts(levels, scale: scale, count: 5)
      guard count > 7, let last = texts.last else {
        return "\(count) \(noun): \(texts.joined(separator: ", "))"
      }
      return "\(count) \(noun): \(texts.prefix(5).joined(separator: ", ")), ending with \(last)"
    case .continuous(let values):
      if scale.type.isDiscretizing {
        let bounds = Array(scale.legendValues(.about(5)).dropFirst())
        let texts = labels.texts(bounds, scale: scale, count: 5)
        let noun = bounds.count == 1 ? "boundary" : "boundaries"
        return "\(bounds.count) \(noun): \(texts.joined(separator: ", "))"
      }
      guard let first = values.first, let last = values.last else { return "no values" }
      let ends = [first, last].map(scale.level)
      var format = labels
      if scale.type.isTime, case .standard = labels.kind { format.kind = .time("%A, %d %B %Y, %X") }
      let texts = format.texts(ends, scale: scale, count: 5)
      return "values from \(texts.first ?? "") to \(texts.last ?? "")"
    }
  }

  static func titled(_ title: [String]) -> String {
    title.contains { !$0.isEmpty } ? " titled '\(title.joined(separator: " "))'" : ""
  }
}

extension AxisGuide {
  /// `X-axis titled 'Year' for a linear scale with values from 0 to 10`.
  var caption: String {
    let name = side.isHorizontal ? "X" : "Y"
    let kind = scale.type.isDiscreteDomain ? "discrete" : scale.type.rawValue
    return "\(name)-axis\(GuideCaption.titled(title)) for a \(kind) scale"
      + " with \(GuideCaption.domain(scale, labels))"
  }
}

extension LegendGuide {
  /// `Symbol legend titled 'Kind' for fill color with 3 values: a, b, c`.
  var caption: String {
    let name = isBands ? "Discrete" : kind == .gradient ? "Gradient" : "Symbol"
    let channels = scales.map { pair -> String in
      switch pair.channel {
      case .color: "fill color"
      case .fill, .stroke: "\(pair.channel.rawValue) color"
      default: pair.channel.rawValue
      }
    }
    let list =
      channels.count < 2
      ? channels.first ?? ""
      : channels.dropLast().joined(separator: ", ") + " and " + (channels.last ?? "")
    guard let scale = leadingScale else { return "\(name) legend" }
    return "\(name) legend\(GuideCaption.titled(title)) for \(list)"
      + " with \(GuideCaption.domain(scale, labels))"
  }
}
