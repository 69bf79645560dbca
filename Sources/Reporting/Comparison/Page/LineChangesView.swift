import Markup

/// The lines of a step's definition that went and that came.
///
/// A sign stands before each line, and a word for screen readers; colour only repeats it.
struct LineChangesView: Sendable {
  var step: String
  var lines: [RunComparison.LineChange]
  var words: Words

  func node() -> Node {
    let title = words.linesOf(step)
    let content = lines.map { line -> Node in
      .tag(
        line.isNew ? "ins" : "del",
        [:],
        [
          .tag("span", ["aria-hidden": "true"], [.text(line.isNew ? "+ " : "− ")]),
          .tag("span", ["class": "sr"], [.text(line.isNew ? words.addedText : words.removedText)]),
          .text(line.text + "\n"),
        ]
      )
    }
    return .tag(
      "figure",
      ["class": "lines"],
      [
        .tag("figcaption", [:], [.text(title)]),
        .tag("pre", ["tabindex": "0", "role": "region", "aria-label": title], content),
      ]
    )
  }
}
