import Diagnostics
import Expressions
import Tables

extension Composite {
  /// Parts that are shown with their standard properties, unless somebody says otherwise.
  private var standardParts: [MarkKey: Properties<MarkKey>] {
    switch mark.type.value {
    case .boxplot:
      [
        .box: Properties(), .outliers: Properties(), .rule: Properties(),
        .median: Properties([.color: .string("white")], at: span),
      ]
    case .errorbar: [.rule: Properties()]
    case .errorband: [.band: Properties([.opacity: .double(0.3)], at: span)]
    default: [:]
    }
  }

  /// The layer of a part, or none when it is not shown.
  func part(
    _ key: MarkKey,
    _ type: MarkType,
    _ base: Properties<MarkKey>,
    _ encoding: [ChannelDefinition],
    _ normaliser: inout Normaliser
  ) -> [Specification] {
    let configured: Properties<MarkKey>? =
      switch config.parts[name]?[key] {
      case .given(let properties)?: properties
      case .some(.none): nil
      case .standard?, nil: standardParts[key]
      }
    let own: Properties<MarkKey>
    switch mark.parts[key] {
    case .given(let properties)?: own = properties
    case .some(.none): return []
    case .standard?, nil:
      guard configured != nil else { return [] }
      own = Properties()
    }
    var part = MarkDefinition(type: Spanned(type, at: span))
    part.styles = ["\(name)-\(key.rawValue)"]
    part.properties = own.over(
      base.over(
        mark.properties.picking([.clip, .color, .opacity]).over(configured ?? Properties())
      )
    )
    let channels = normaliser.supported(encoding, by: type, in: nil)
    return [Normaliser.layer(part, channels, at: view.span)]
  }

  func properties(_ values: [MarkKey: Value]) -> Properties<MarkKey> {
    Properties(values, at: span)
  }

  /// Tooltips of the sums, and of what the rows are told apart by; those the encoding has win.
  func tooltips(
    _ sums: [Sum],
    _ encoding: [ChannelDefinition]
  ) -> [ChannelDefinition] {
    if encoding.contains(where: { $0.channel == .tooltip }) { return [] }
    var tooltips: [ChannelDefinition] = sums.map { sum in
      var tooltip = ChannelDefinition(.tooltip, at: main.span)
      tooltip.field = .named(reference(sum.prefix))
      tooltip.type = main.type
      tooltip.title = .given([sum.title])
      tooltip.koreanTitle = sum.koreanTitle
      tooltip.isSum = true
      return tooltip
    }
    var seen: Set<String> = []
    for definition in encoding {
      guard let field = definition.fieldName, seen.insert(field.value).inserted else { continue }
      var tooltip = ChannelDefinition(.tooltip, at: definition.span)
      tooltip.field = .named(field)
      tooltip.type = definition.type
      tooltip.title = definition.title
      tooltip.koreanTitle = definition.koreanTitle
      tooltip.format = definition.format
      tooltip.formatType = definition.formatType
      tooltip.bin = definition.bin
      tooltips.append(tooltip)
    }
    return tooltips
  }
}
