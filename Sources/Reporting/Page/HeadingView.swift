import Markup

/// A heading of the text, with a link to itself that appears under the pointer.
struct HeadingView: Sendable {
  var level: Int
  var id: String
  var content: [Node]

  /// The link is for the mouse alone: to a screen reader it would only lengthen the heading.
  func node() -> Node {
    let anchor = Node.tag(
      "a",
      ["class": "anchor", "href": "#" + id, "aria-hidden": "true", "tabindex": "-1"],
      ["#"]
    )
    return .tag("h\(min(max(level, 1), 6))", ["id": id], content + [anchor])
  }
}
