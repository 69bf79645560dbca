import Diagnostics
import Expressions
import Markup
import Tables

@testable import Plotting

/// Guides and views made by hand, and what can be read of their drawings.
enum Fixture {
  static let span = SourceFile(name: "test", text: "").span(0..<0)

  static func linear(_ domain: (Double, Double), _ range: (Double, Double)) -> Scale {
    Scale(
      ScaleDefinition(
        .linear,
        domain: .continuous([domain.0, domain.1]),
        range: .numbers([range.0, range.1])
      )
    )
  }

  static func band(_ names: [String], _ length: Double) -> Scale {
    var definition = ScaleDefinition(
      .band,
      domain: .discrete(names.map { .text($0) }),
      range: .numbers([0, length])
    )
    definition.paddingInner = 0.1
    definition.paddingOuter = 0.05
    return Scale(definition)
  }

  static func axis(
    _ side: AxisGuide.Side,
    _ scale: Scale,
    title: [String] = [],
    grid: Double? = nil,
    ticks: Double? = nil,
    values: [Level]? = nil,
    _ properties: [AxisKey: Value] = [:]
  ) -> AxisGuide {
    AxisGuide(
      side: side,
      scale: scale,
      title: title,
      labels: LabelFormat(kind: .standard),
      properties: Properties(properties, at: span),
      showsGrid: grid != nil,
      gridLength: grid ?? 0,
      values: values,
      tickCount: ticks.map { .about($0) },
      scope: NamedValuesBox(values: NamedValues())
    )
  }

  static func legend(
    _ kind: LegendGuide.Kind,
    _ scales: [(channel: Channel, scale: Scale)],
    title: [String] = [],
    orient: LegendGuide.Orient = .right,
    symbol: LegendGuide.Symbol = LegendGuide.Symbol(),
    _ properties: [LegendKey: Value] = [:]
  ) -> LegendGuide {
    LegendGuide(
      kind: kind,
      orient: orient,
      scales: scales,
      title: title,
      labels: LabelFormat(kind: .standard),
      properties: Properties(properties, at: span),
      values: nil,
      tickCount: nil,
      symbol: symbol,
      scope: NamedValuesBox(values: NamedValues())
    )
  }

  static func colours(_ names: [String], _ colours: [String]) -> Scale {
    Scale(
      ScaleDefinition(
        .ordinal,
        domain: .discrete(names.map { .text($0) }),
        range: .paints(colours.map { .literal($0) })
      )
    )
  }

  static func plot(
    _ width: Double,
    _ height: Double,
    axes: [AxisGuide] = [],
    marks: [MarkItems] = []
  ) -> SceneView {
    SceneView(
      content: .plot(
        SceneView.Plot(
          width: width,
          height: height,
          background: Properties(),
          axes: axes,
          marks: marks
        )
      )
    )
  }

  static func draw(_ view: SceneView, _ theme: Theme = .plain) -> (svg: Node, Double, Double) {
    let drawn = view.drawing(DrawingContext(theme: theme, id: "t"))
    return (drawn.svg, drawn.width, drawn.height)
  }
}

extension Node {
  /// The elements whose class has a word, in document order.
  func all(_ word: String) -> [Element] {
    switch self {
    case .text, .trusted: return []
    case .fragment(let nodes): return nodes.flatMap { $0.all(word) }
    case .element(let element):
      let classes = element["class"]?.split(separator: " ").map(String.init) ?? []
      return (classes.contains(word) ? [element] : []) + element.children.flatMap { $0.all(word) }
    }
  }

  /// The words of the classes that begin with `role-`, in document order.
  var roles: [String] {
    switch self {
    case .text, .trusted: return []
    case .fragment(let nodes): return nodes.flatMap(\.roles)
    case .element(let element):
      let own = element["class"]?.split(separator: " ").first { $0.hasPrefix("role-") }
      return (own.map { [String($0.dropFirst(5))] } ?? []) + element.children.flatMap(\.roles)
    }
  }
}

extension Element {
  subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

  func all(_ word: String) -> [Element] { children.flatMap { $0.all(word) } }

  var items: [Element] {
    children.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// The `transform` of each child, with the text of those that have any.
  var placedTexts: [String] {
    items.filter { $0["opacity"] != "0" }.map { item in
      "\(Node.element(item).plainText) \(item["transform"] ?? "")"
    }
  }

  var transforms: [String] { items.compactMap { $0["transform"] } }
}
