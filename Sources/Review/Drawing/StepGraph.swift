import Markup
import Reporting

/// The picture of a pipeline: a box for each step, lines to what it needs.
struct StepGraph: Sendable {
  let steps: [Step]
  let words: Words
  private let nodes: [StepNode]

  init(_ steps: [Step], _ words: Words) {
    self.steps = steps
    self.words = words
    nodes = StepNode.nodes(of: steps)
  }

  private static let width = 168.0
  private static let height = 40.0
  private static let across = 44.0
  private static let down = 10.0

  /// The whole drawing in a box that scrolls; of no steps a sentence.
  func node() -> Node {
    if nodes.isEmpty { return .tag("p", ["class": "quiet"], [.text(words.noSteps)]) }
    let layout = GraphLayout(nodes.map(\.needs))
    let width = Double(layout.layerCount) * (Self.width + Self.across) - Self.across + 4
    let height = Double(layout.rowCount) * (Self.height + Self.down) - Self.down + 4
    let boxes = boxes(layout)
    let lines = nodes.enumerated().flatMap { index, node in
      node.needs.map { line(from: boxes[$0], to: boxes[index]) }
    }
    return .tag(
      "div",
      ["class": "scroll graph", "tabindex": "0", "role": "region", "aria-label": words.graph],
      [
        .tag(
          "svg",
          [
            "viewBox": "0 0 \(Self.text(width)) \(Self.text(height))", "width": Self.text(width),
            "height": Self.text(height), "role": "list", "aria-label": words.graph,
          ],
          [.tag("g", ["class": "edges", "aria-hidden": "true"], lines)]
            + nodes.indices.map { drawn(nodes[$0], at: boxes[$0]) }
        )
      ]
    )
  }

  /// The boxes in which a step has changed, by the ids of their elements.
  func changed(_ ids: Set<String>) -> [(id: String, node: Node)] {
    let layout = GraphLayout(nodes.map(\.needs))
    let boxes = boxes(layout)
    return nodes.indices.filter { nodes[$0].steps.contains { ids.contains($0.id) } }
      .map { ("node-\(nodes[$0].number)", drawn(nodes[$0], at: boxes[$0])) }
  }

  private struct Box {
    var x: Double
    var y: Double
  }

  private func boxes(_ layout: GraphLayout) -> [Box] {
    layout.places.map { place in
      Box(
        x: 2 + Double(place.layer) * (Self.width + Self.across),
        y: 2 + Double(place.row) * (Self.height + Self.down)
      )
    }
  }

  private func line(from a: Box, to b: Box) -> Node {
    let (x1, y1) = (a.x + Self.width, a.y + Self.height / 2)
    let (x2, y2) = (b.x, b.y + Self.height / 2)
    let bend = min(Self.across, (x2 - x1) / 2)
    let path =
      "M\(Self.text(x1)) \(Self.text(y1))C\(Self.text(x1 + bend)) \(Self.text(y1)) "
      + "\(Self.text(x2 - bend)) \(Self.text(y2)) \(Self.text(x2)) \(Self.text(y2))"
    return .tag("path", ["d": path])
  }

  private func drawn(_ node: StepNode, at box: Box) -> Node {
    let (x, y) = (box.x, box.y)
    let status = status(node)
    return .tag(
      "g",
      [
        "id": "node-\(node.number)", "class": "node", "role": "listitem", "data-state": node.state,
        "aria-label": "\(node.name), \(node.kind): \(status)",
      ],
      [
        .tag("title", [:], [.text("\(node.name) (\(node.kind)): \(status)")]),
        .tag(
          "rect",
          [
            "x": Self.text(x), "y": Self.text(y), "width": Self.text(Self.width),
            "height": Self.text(Self.height), "rx": "4",
          ]
        ),
        .tag(
          "rect",
          [
            "class": "edge", "x": Self.text(x), "y": Self.text(y), "width": "4",
            "height": Self.text(Self.height), "rx": "2",
          ]
        ),
        .tag(
          "text",
          ["class": "name", "x": Self.text(x + 12), "y": Self.text(y + 17)],
          [.text(node.name.shortened(to: 24))]
        ),
        .tag(
          "text",
          ["class": "fact", "x": Self.text(x + 12), "y": Self.text(y + 32)],
          [.text(status.shortened(to: 30))]
        ),
      ]
    )
  }

  /// `ran · 0.13 s · 1,204 rows`.
  private func status(_ node: StepNode) -> String {
    var parts = [words.state(node.state)]
    if node.steps.count > 1 {
      let over = node.steps.count { !["waiting", "running", "held"].contains($0.state) }
      if over < node.steps.count { parts.append("\(over)/\(node.steps.count)") }
    }
    if let step = node.steps.first, node.steps.count == 1, let done = step.done,
      let total = step.total
    {
      parts.append("\(done)/\(total)")
    }
    let seconds = node.steps.compactMap(\.seconds)
    if !seconds.isEmpty { parts.append(words.duration(seconds.reduce(0, +))) }
    let rows = node.steps.compactMap(\.rows)
    if node.steps.count == 1, let rows = rows.first { parts.append(words.rows(rows)) }
    return parts.joined(separator: " · ")
  }

  /// A coordinate with one decimal.
  private static func text(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}

extension String {
  /// At most `length` characters wide; characters of East Asian scripts count two.
  func shortened(to length: Int) -> String {
    var width = 0
    for (offset, character) in enumerated() {
      width += character.unicodeScalars.contains { $0.value >= 0x1100 } ? 2 : 1
      if width > length { return prefix(max(1, offset - 1)) + "…" }
    }
    return self
  }
}

extension Words {
  var graph: String { pick("단계 그림", "Graph of the steps") }
  var noSteps: String { pick("아직 단계가 없습니다.", "No steps yet.") }
}
