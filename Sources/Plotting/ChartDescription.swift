import Diagnostics

/// What a chart shows, in words: alternative text for readers who do not see it.
///
///     Bar chart of students by month (year-month). 12 values, Jan 2022 to Dec 2022. Lowest 61
///     (Mar 2022), highest 120 (Jul 2022). First 80, last 95.
struct ChartDescription {
  private let view: ViewModel
  private let style: PictureStyle

  init(_ view: ViewModel, _ style: PictureStyle) {
    self.view = view
    self.style = style
  }

  var text: String {
    let title = view.specification.title?.lines(.text)?.joined(separator: " ")
    let parts = described.map { UnitDescription($0, style).sentences.joined(separator: " ") }
    let number = frames
    var sentences: [String] = []
    if let title { sentences.append(title + ":") }
    if number > 1 {
      sentences.append(style.locale.choose("\(number) charts.", "차트 \(number)개."))
    }
    return (sentences + parts.prefix(4)).joined(separator: " ")
  }

  /// The units that say most: of layers the one with the most channels.
  var described: [UnitModel] { Self.main(of: view) }

  private static func main(of view: ViewModel) -> [UnitModel] {
    switch view.kind {
    case .unit(let unit): [unit]
    case .layer(let views):
      views.flatMap { main(of: $0) }.max { a, b in a.weight < b.weight }.map { [$0] } ?? []
    case .concat(let views, _): views.flatMap { main(of: $0) }
    case .facet(let facet): main(of: facet.child)
    }
  }

  private var frames: Int {
    switch view.kind {
    case .unit, .layer: 1
    case .concat(let views, _): views.count
    case .facet(let facet):
      facet.fields.map { bound in
        bound.column.flatMap { view.frame[$0] }?.distinct.count ?? 1
      }.reduce(1, *)
    }
  }
}

extension UnitModel {
  /// How much a layer says; lines and rules drawn over others say less.
  fileprivate var weight: Int {
    let data = channels.all.filter { $0.hasField }.count * 2
    return type == .text || type == .rule ? data - 3 : data
  }
}
