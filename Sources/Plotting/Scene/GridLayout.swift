/// Places rectangles in rows and columns, as Vega does for views, legends and legend entries.
///
/// Source: https://vega.github.io/vega/docs/layout/, `vega-view-transforms` (`layout/grid.js`).
struct GridLayout: Sendable {
  typealias Align = GridOptions.Align

  enum Anchor: Sendable {
    case start, middle, end

    init(_ text: String?) {
      switch text {
      case "middle": self = .middle
      case "end": self = .end
      default: self = .start
      }
    }

    var part: Double {
      switch self {
      case .start: 0
      case .middle: 0.5
      case .end: 1
      }
    }
  }

  /// Zero or less is one row.
  var columns: Int
  var columnAlign = Align.each
  var rowAlign = Align.each
  /// Pixels between neighbours.
  var columnPadding = 0.0
  var rowPadding = 0.0
  var centersColumns = false
  var centersRows = false
  /// Where the grid as a whole is put, and which of its parts there.
  var x = 0.0
  var y = 0.0
  var columnAnchor = Anchor.start
  var rowAnchor = Anchor.start

  /// The place of the origin of each box.
  ///
  /// `boxes`: what each takes up around its own origin, row by row.
  func places(_ boxes: [Bounds]) -> [(x: Double, y: Double)] {
    let count = boxes.count
    guard count > 0 else { return [] }
    let boxes = boxes.map { $0.isEmpty ? Bounds(0, 0, 0, 0) : $0 }
    let across = columns > 0 ? columns : count
    let down = (count + across - 1) / across
    var xOffset = Array(repeating: 0.0, count: count)
    var yOffset = Array(repeating: 0.0, count: count)
    var xExtent = Array(repeating: 0.0, count: across)
    var yExtent = Array(repeating: 0.0, count: down)
    for (index, box) in boxes.enumerated() {
      let column = index % across
      let row = index / across
      xExtent[column] = max(xExtent[column], box.x2.rounded(.up))
      yExtent[row] = max(yExtent[row], box.y2.rounded(.up))
      xOffset[index] = column == 0 ? 0 : columnPadding + Self.overhang(box.x1)
      yOffset[index] = row == 0 ? 0 : rowPadding + Self.overhang(box.y1)
    }
    let xMax = max(0, xExtent.max() ?? 0)
    let yMax = max(0, yExtent.max() ?? 0)
    Self.align(&xOffset, columnAlign, extents: xExtent, widest: xMax) { $0 % across }
    Self.align(&yOffset, rowAlign, extents: yExtent, widest: yMax) { $0 / across }

    var places = Array(repeating: (x: 0.0, y: 0.0), count: count)
    for index in 0..<count {
      places[index].x = xOffset[index] + (index % across == 0 ? 0 : places[index - 1].x)
      places[index].y = yOffset[index] + (index < across ? 0 : places[index - across].y)
    }
    for index in 0..<count {
      if columnAlign != .none, centersColumns, down > 1 {
        let room = columnAlign == .all ? xMax : xExtent[index % across]
        places[index].x += max(0, room - boxes[index].x2) / 2
      }
      if rowAlign != .none, centersRows, across != 1 {
        let room = rowAlign == .all ? yMax : yExtent[index / across]
        places[index].y += max(0, room - boxes[index].y2) / 2
      }
    }
    return anchored(places, boxes)
  }

  /// How far a box reaches before its origin, in whole pixels.
  private static func overhang(_ start: Double) -> Double { start < 0 ? (-start).rounded(.up) : 0 }

  /// Makes offsets from one cell to the next, the same for all cells of a column (or row), or for
  /// all columns.
  private static func align(
    _ offsets: inout [Double],
    _ align: Align,
    extents: [Double],
    widest: Double,
    line: (Int) -> Int
  ) {
    var gaps = Array(repeating: 0.0, count: extents.count)
    for index in offsets.indices { gaps[line(index)] = max(gaps[line(index)], offsets[index]) }
    let widestGap = gaps.dropFirst().max() ?? 0
    for index in offsets.indices {
      let line = line(index)
      guard line > 0 else { continue }
      offsets[index] =
        switch align {
        case .each: gaps[line] + extents[line - 1]
        case .all: widestGap + widest
        case .none: offsets[index] + extents[line - 1]
        }
    }
  }

  private func anchored(
    _ places: [(x: Double, y: Double)],
    _ boxes: [Bounds]
  ) -> [(x: Double, y: Double)] {
    var all = Bounds(0, 0, 0, 0)
    for (place, box) in zip(places, boxes) { all.union(box.translated(place.x, place.y)) }
    let dx = snapped(x - columnAnchor.part * all.width)
    let dy = snapped(y - rowAnchor.part * all.height)
    return places.map { ($0.x + dx, $0.y + dy) }
  }
}
