import Markup

/// A chart of two pages: side by side, or laid over each other where their axes are the same.
///
/// The ways to show it are radio buttons that the style sheet listens to: they need no JavaScript,
/// and the arrow keys go from one to the next, which makes what moved jump to the eye.
struct ChartPairView: Sendable {
  private let change: ChartChange
  private let number: Int
  private let old: KeptPage.Drawings?
  private let new: KeptPage.Drawings?
  private let words: Words
  /// Whether places in one drawing mean the same in the other.
  private let isComparable: Bool

  init(
    _ change: ChartChange,
    number: Int,
    old: RunComparisonPage.Side,
    new: RunComparisonPage.Side,
    words: Words
  ) {
    self.change = change
    self.number = number
    self.words = words
    let newDrawings = change.new.flatMap { chart in new.page?.drawings(of: chart) }
    // One drawing is enough of two that are the same.
    let oldDrawings =
      change.state == .recaptioned || change.state == .same
      ? nil : change.old.flatMap { chart in old.page?.drawings(of: chart) }
    if let before = oldDrawings?.wide, let after = newDrawings?.wide {
      isComparable =
        before.rootAttribute("viewBox") == after.rootAttribute("viewBox")
        && before.guides == after.guides
    } else {
      isComparable = false
    }
    self.old = oldDrawings
    self.new = newDrawings
  }

  private var id: String { "pair-\(number)" }
  private var hasBoth: Bool { change.state == .changed }
  private var hasNarrowPair: Bool { old?.narrow != nil && new?.narrow != nil }
  func node() -> Node {
    var parts = [caption]
    if isComparable { parts.append(ways) }
    switch change.state {
    case .changed: parts.append(sides)
    case .removed: parts.append(side("old", words.before, old))
    case .added, .recaptioned, .same: parts.append(side("new", words.after, new))
    }
    return .tag("figure", ["class": "pair \(change.state.rawValue)", "id": id], parts)
  }

  private var caption: Node {
    let caption = TextChangeView.nodes(change.old?.caption, change.new?.caption, words)
    let isOne = !hasBoth && change.state != .recaptioned
    let plain = (change.new ?? change.old)?.caption.map { [Node.text($0)] } ?? []
    let title = isOne ? plain : caption
    let remark: String? =
      switch change.state {
      case .added: words.chartIsNew
      case .removed: words.chartIsGone
      case .recaptioned: words.onlyCaptionDiffers
      case .same: words.sameDrawing
      case .changed: isComparable ? nil : words.otherAxes
      }
    let isTold = !hasBoth || old != nil && new != nil
    let code = Node.tag("code", [:], [.text(change.anchor)])
    return FigureCaption(
      content: title.isEmpty
        ? [.tag("strong", [:], [.text(words.chartWithoutCaption)]), " ", code]
        : [.tag("strong", [:], title)],
      remark: isTold ? remark : nil
    ).node(id: id + "-caption")
  }

  private var ways: Node {
    let options = [
      ("beside", words.sideBySide), ("over", words.overlaid), ("before", words.onlyBefore),
      ("after", words.onlyAfter),
    ].map { way, word -> Node in
      var input = Element(
        "input",
        [Attribute("type", "radio"), Attribute("name", "way-\(number)")]
      )
      input.attributes.append(Attribute("value", way))
      if way == "beside" { input.attributes.append(Attribute("checked", nil)) }
      return .tag("label", [:], [.element(input), " ", .text(word)])
    }
    return .tag(
      "fieldset",
      ["class": "ways", "aria-describedby": id + "-caption"],
      [.tag("legend", ["class": "sr"], [.text(words.wayToShow)])] + options
        + [.tag("span", ["class": "note"], [.text(words.overlaidRemark)])]
    )
  }

  /// Drawings that would become too small to be read in half the width stand one below the other.
  private static let widthBeside = 560.0

  private var sides: Node {
    let widths = [old, new].compactMap { $0?.wide.rootAttribute("width").flatMap { Double($0) } }
    let fits = hasNarrowPair || widths.allSatisfy { $0 <= Self.widthBeside }
    return .tag(
      "div",
      ["class": fits ? "sides" : "sides stacked"],
      [side("old", words.before, old), side("new", words.after, new)]
    )
  }

  private func side(_ name: String, _ label: String, _ drawings: KeptPage.Drawings?) -> Node {
    var parts: [Node] = []
    if hasBoth {
      parts.append(.tag("p", ["class": "label", "id": "\(id)-\(name)"], [.text(label)]))
    }
    if let drawings {
      // Ids within the two drawings are alike; each gets a beginning of its own.
      let prefix = "\(name)-\(number)-"
      func drawing(_ kind: String, _ markup: SVGMarkup) -> Node {
        .tag("div", ["class": kind], [.trusted(markup.prefixed(prefix))])
      }
      var scroll: [Node] = []
      // In half the width the narrow ones are read, and only one over the other the wide ones.
      if !hasBoth || !hasNarrowPair || isComparable { scroll = [drawing("wide", drawings.wide)] }
      if let narrow = drawings.narrow, !hasBoth || hasNarrowPair {
        scroll.append(drawing("narrow", narrow))
      }
      let names = hasBoth ? "\(id)-caption \(id)-\(name)" : "\(id)-caption"
      parts.append(
        .tag(
          "div",
          [
            "class": scroll.count > 1 ? "scroll reflows" : "scroll", "tabindex": "0",
            "role": "region", "aria-labelledby": names,
          ],
          scroll
        )
      )
    } else {
      parts.append(.tag("p", ["class": "remark"], [.text(words.drawingIsLost)]))
    }
    return .tag("div", ["class": "side \(name)"], parts)
  }
}
