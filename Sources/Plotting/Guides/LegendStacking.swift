import Tables

/// How several legends of one side stand together: `config.legend.layout`.
///
/// Source: https://vega.github.io/vega/docs/config/#legends-layout.
struct LegendStacking: Sendable {
  var isVertical: Bool
  var offset = 18.0
  var margin = 8.0
  var anchor = GridLayout.Anchor.start
  var isCentred = false

  init(_ orient: LegendGuide.Orient) { isVertical = orient == .left || orient == .right }
}

extension LegendGuide {
  /// What `layout` says of a side, over what it says of all; nil where it is not written.
  func layout(_ orient: Orient) -> LegendStacking? {
    guard case .record(let record)? = properties[.layout]?.constant else { return nil }
    func member(_ name: String, of record: Record) -> Value? {
      record.names.firstIndex(of: name).map { record.values[$0] }
    }
    var own: Record?
    if case .record(let nested)? = member(orient.rawValue, of: record) { own = nested }
    func option(_ name: String) -> Value? {
      own.flatMap { member(name, of: $0) } ?? member(name, of: record)
    }
    var layout = LegendStacking(orient)
    if case .string(let direction)? = option("direction") {
      layout.isVertical = direction == "vertical"
    }
    if let offset = option("offset")?.number { layout.offset = offset }
    if let margin = option("margin")?.number { layout.margin = margin }
    if case .string(let anchor)? = option("anchor") { layout.anchor = .init(anchor) }
    if case .bool(let isCentred)? = option("center") { layout.isCentred = isCentred }
    return layout
  }
}
