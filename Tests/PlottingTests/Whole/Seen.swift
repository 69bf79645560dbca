import Diagnostics
import Markup
import Options
import Tables
import Testing

@testable import Plotting

/// A chart as somebody sees it: axes, legends, headers and marks, measured on its SVG.
///
/// Positions are in pixels from the top left corner of the plot that they belong to.
struct Seen {
  var plots: [Plot] = []
  var legends: [Legend] = []
  /// Texts of headers by `row` and `column`, titles of facets among them.
  var headers: [String: [String]] = [:]
  var titles: [String] = []
  var drawing: Drawing
  var tree: SVGTree

  struct Plot {
    var name: String?
    var x: Double
    var y: Double
    var width: Double
    var height: Double
    var axes: [Axis] = []
    var marks: [Mark] = []
  }

  struct Axis {
    let isX: Bool
    let title: String?
    /// Labels that are seen, with their places along the axis.
    let labels: [(text: String, at: Double)]
    let ticks: [Double]
    let shift: (x: Double, y: Double)
    var texts: [String] { labels.map(\.text) }
  }

  struct Mark {
    let type: String
    let name: String?
    var items: [Item]
  }

  struct Item {
    let attributes: [String: String]
    let x: Double
    let y: Double
    let width: Double
    let height: Double
    let points: [(x: Double, y: Double)]
    /// How many pieces the path has.
    let pieces: Int
    let text: String
    let rotation: Double
    var right: Double { x + width }
    var bottom: Double { y + height }
    var fill: String { attributes["fill"] ?? "" }
    var stroke: String { attributes["stroke"] ?? "" }
    func number(_ name: String) -> Double { attributes[name].flatMap(Double.init) ?? .nan }
  }

  struct Legend {
    let title: String?
    let labels: [String]
    let symbols: [Item]
    /// Colours of a gradient from its start to its end.
    let stops: [String]
    let bands: [Item]
    let shift: (x: Double, y: Double)
  }

  /// Draws a specification in YAML, with a table `data` where it names none.
  ///
  /// `isNarrow`: what a narrow page shows in its place.
  init(
    _ yaml: String,
    on tables: [String: Table] = [:],
    theme: Theme = .plain,
    isNarrow: Bool = false
  ) throws {
    let file = SourceFile(name: "chart.yaml", text: yaml)
    var diagnostics: [Diagnostic] = []
    let span = file.span(0..<file.bytes.count)
    let node = try #require(OptionNode.parse(yaml: span, into: &diagnostics))
    let chart = Chart(node, isWhole: true, diagnostics: &diagnostics)
    for problem in diagnostics { Issue.record("\(DiagnosticPrinter().text(problem))") }
    var options = DrawingOptions()
    options.theme = theme
    options.reflows = isNarrow
    drawing = try #require(chart).draw(Specimens.Tables(tables: tables), options)
    let svg = isNarrow ? try #require(drawing.narrowSVG, "drawn once") : drawing.svg
    tree = try #require(SVGTree.read(svg.xml), "not XML")
    read(tree, (0, 0), nil, [:])
  }

  var plot: Plot { plots.first { !$0.marks.isEmpty } ?? plots[0] }

  /// The only or the numbered axis of a direction.
  func axis(_ direction: Character, _ index: Int = 0) throws -> Axis {
    let found = plots.flatMap(\.axes).filter { $0.isX == (direction == "x") }
    return try #require(index < found.count ? found[index] : nil, "no such axis")
  }

  /// The items of all marks of a type, in all plots.
  func items(_ type: String) -> [Item] {
    plots.flatMap(\.marks).filter { $0.type == type }.flatMap(\.items)
  }

  private mutating func read(
    _ element: SVGTree,
    _ offset: (x: Double, y: Double),
    _ plot: Int?,
    _ inherited: [String: String]
  ) {
    let shift = element.shift
    let here = (x: offset.x + shift.x, y: offset.y + shift.y)
    guard let role = element.role, let mark = element.mark else {
      for child in element.children { read(child, here, plot, inherited) }
      return
    }
    switch role {
    case "frame", "scope":
      let isSeries = element.classes.contains { $0.hasSuffix("pathgroup") }
      for item in element.children {
        let at = (x: here.x + item.shift.x, y: here.y + item.shift.y)
        var inner = plot
        if !isSeries, let background = item.children.first, let d = background.attributes["d"] {
          let box = PathPoints(d).bounds
          plots.append(
            Plot(
              name: element.classes.dropFirst(2).first.map(String.init),
              x: at.x,
              y: at.y,
              width: box.width,
              height: box.height
            )
          )
          inner = plots.count - 1
        }
        for child in item.children { read(child, at, inner, [:]) }
      }
    case "axis": readAxis(element, plot)
    case "legend": readLegend(element, here)
    case "title":
      titles += element.descendants.filter { $0.name == "text" }.map(\.allText)
    case "mark":
      guard let plot else { return }
      let origin = (x: here.x - plots[plot].x, y: here.y - plots[plot].y)
      let own = Self.paint(of: element)
      let items = element.children.flatMap { child in
        child.name == "a" ? child.children : [child]
      }
      plots[plot].marks.append(
        Mark(
          type: mark,
          name: element.classes.last.map(String.init),
          items: items.filter { $0.name != "title" }.map { Self.item($0, origin, own) }
        )
      )
    default:
      if role.hasSuffix("-header") || role.hasSuffix("-footer") || role.hasSuffix("-title") {
        readHeader(element, role, here, plot)
      } else {
        for child in element.children { read(child, here, plot, inherited) }
      }
    }
  }

  private static func paint(of element: SVGTree) -> [String: String] {
    element.attributes.filter { $0.key != "class" && $0.key != "transform" }
  }

  private static func item(
    _ element: SVGTree,
    _ origin: (x: Double, y: Double),
    _ inherited: [String: String]
  ) -> Item {
    let shift = element.shift
    let at = (x: origin.x + shift.x, y: origin.y + shift.y)
    let attributes = inherited.merging(element.attributes) { $1 }
    var points: [(x: Double, y: Double)] = [at]
    var pieces = 1
    if let d = element.attributes["d"] {
      let path = PathPoints(d)
      points = path.points.map { (at.x + $0.x, at.y + $0.y) }
      pieces = path.starts.count
    } else if element.name == "line" {
      let x2 = element.attributes["x2"].flatMap(Double.init) ?? 0
      let y2 = element.attributes["y2"].flatMap(Double.init) ?? 0
      points.append((at.x + x2, at.y + y2))
    }
    let xs = points.map(\.x)
    let ys = points.map(\.y)
    let left = xs.min() ?? .nan
    let top = ys.min() ?? .nan
    return Item(
      attributes: attributes,
      x: left,
      y: top,
      width: (xs.max() ?? .nan) - left,
      height: (ys.max() ?? .nan) - top,
      points: points,
      pieces: pieces,
      text: element.allText,
      rotation: element.rotation
    )
  }

  private mutating func readAxis(_ element: SVGTree, _ plot: Int?) {
    guard let label = element.attributes["aria-label"] else { return }
    let isX = label.hasPrefix("X")
    func along(_ item: SVGTree) -> Double { isX ? item.shift.x : item.shift.y }
    let seen = element.first(role: "axis-label")?.children.filter {
      $0.attributes["opacity"] != "0"
    }
    let axis = Axis(
      isX: isX,
      title: element.first(role: "axis-title")?.children.first?.allText,
      labels: (seen ?? []).map { ($0.allText, along($0)) },
      ticks: (element.first(role: "axis-tick")?.children ?? []).map(along),
      shift: element.children.first?.shift ?? (0, 0)
    )
    if plots.isEmpty { plots.append(Plot(x: 0, y: 0, width: 0, height: 0)) }
    plots[plot ?? 0].axes.append(axis)
  }

  private mutating func readLegend(_ element: SVGTree, _ at: (x: Double, y: Double)) {
    let gradient = element.first(role: "legend-gradient")?.children.first
    var stops: [String] = []
    if let fill = gradient?.attributes["fill"], let id = fill.firstMatch(of: #/#([^)"]+)/#) {
      let found = tree.descendants.first { $0.attributes["id"] == String(id.output.1) }
      stops = (found?.children ?? []).compactMap { $0.attributes["stop-color"] }
    }
    func items(_ role: String) -> [SVGTree] { element.all(role: role).flatMap(\.children) }
    let first = element.children.first
    legends.append(
      Legend(
        title: items("legend-title").first?.allText,
        labels: items("legend-label").filter { $0.attributes["opacity"] != "0" }.map(\.allText),
        symbols: element.all(role: "legend-symbol").flatMap { group in
          group.children.map { Self.item($0, (0, 0), Self.paint(of: group)) }
        },
        stops: stops,
        bands: element.all(role: "legend-band").flatMap { group in
          group.children.map { Self.item($0, (0, 0), Self.paint(of: group)) }
        },
        shift: (at.x + (first?.shift.x ?? 0), at.y + (first?.shift.y ?? 0))
      )
    )
  }

  /// Headers hold titles, and the axes that the plots of a facet share.
  private mutating func readHeader(
    _ element: SVGTree,
    _ role: String,
    _ at: (x: Double, y: Double),
    _ plot: Int?
  ) {
    let direction = String(role.prefix { $0 != "-" })
    func visit(_ element: SVGTree) {
      if element.role == "axis" { return readAxis(element, plot) }
      if element.name == "text" { headers[direction, default: []].append(element.allText) }
      for child in element.children { visit(child) }
    }
    visit(element)
  }
}
