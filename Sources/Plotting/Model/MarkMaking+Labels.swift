import Diagnostics
import Tables

extension MarkMaking {
  /// Values beside marks: in a colour that is read on the mark below, and left out where they would
  /// not fit their part of a stack or would cover one another.
  func settleLabels(_ items: inout MarkItems) throws(Diagnostic) {
    guard case .text(var text) = items.shape else { return }
    if channels[.fill] != nil {
      let paints = items.fill
      items.fill =
        look.own[.color] == nil
        ? .each((0..<count).map { paints[$0].contrasting })
        : .one(look.text(.color).map { .literal($0) } ?? .role(.ink, "black"))
    }
    let lengths = stackLengths()
    var placed: [(x1: Double, y1: Double, x2: Double, y2: Double)] = []
    var lines = (0..<count).map { text.text[$0] }
    for row in 0..<count {
      let size = text.fontSize[row]
      let width = lines[row].map { TextMeasure.width($0, size: size) }.max() ?? 0
      if let length = lengths?[row], length < (unit.stack?.channel == .x ? width + 2 : size) {
        lines[row] = []
        continue
      }
      guard unit.stack?.channel != .theta, placed.count < 2_000 else { continue }
      let (x, y) = (text.x[row] + text.dx[row], text.y[row] + text.dy[row])
      let left = text.align[row] == "left" ? x : x - width / 2
      let box = (x1: left, y1: y - size / 2, x2: left + width, y2: y + size / 2)
      let isFree = placed.allSatisfy { other in
        other.x2 < box.x1 || box.x2 < other.x1 || other.y2 < box.y1 || box.y2 < other.y1
      }
      if isFree { placed.append(box) } else { lines[row] = [] }
    }
    text.text = .each(lines)
    items.shape = .text(text)
  }

  /// Pixels of each row's part of its stack; nil where nothing is stacked along an axis.
  private func stackLengths() -> [Double]? {
    guard let stack = unit.stack, stack.channel.isPosition, let scale = scales[stack.channel],
      let starts = frame[UnitModel.stackStart], let ends = frame[UnitModel.stackEnd]
    else { return nil }
    return zip(scale.numbers(of: starts), scale.numbers(of: ends)).map { abs($1 - $0) }
  }
}

extension Paint {
  /// The colour of text on a surface of this paint: of two with the better contrast, or the page's
  /// own where the surface follows light and dark.
  var contrasting: Paint {
    switch self {
    case .series, .role: return .role(.page, "white")
    case .none, .gradient: return .role(.ink, "black")
    case .literal(let text):
      guard let colour = Colour(css: text) else { return .role(.ink, "black") }
      let black = Colour(0, 0, 0)
      let white = Colour(255, 255, 255)
      return .literal(
        colour.contrast(with: white) * 1.6 >= colour.contrast(with: black) ? "white" : "black"
      )
    }
  }
}
