import Diagnostics
import Expressions

/// An element of a sequence, or a tag among the elements.
enum TagItem<Element> {
  case element(Element)
  case tag(Tag)
}

/// Groups a flat sequence of elements and tags into conditionals and loops.
///
/// The same grouping serves pieces, blocks, inlines and table rows.
struct TagTree<Element: Sendable> {
  /// How a group becomes an element again.
  let conditional: (Conditional<Element>) -> Element
  let loop: (Loop<Element>) -> Element
  /// What is done to each finished run of elements, such as joining neighbours.
  var finish: ([Element]) -> [Element] = { $0 }
  /// Whether the tags stand within a paragraph, for the hint of an unclosed one.
  var isInline = false

  private struct Frame {
    let opener: Tag
    var branches: [Conditional<Element>.Branch] = []
    /// The condition of the branch being filled; nil for `else`.
    var condition: Expression?
    var hasElse = false
    var body: [Element] = []
  }

  func group(
    _ items: [TagItem<Element>],
    into diagnostics: inout [Diagnostic]
  ) -> [Element] {
    let plain = items.compactMap { item in
      if case .element(let element) = item { element } else { nil }
    }
    if plain.count == items.count { return finish(plain) }
    var frames: [Frame] = []
    var tooDeep: Tag?
    var root: [Element] = []
    func add(_ elements: [Element]) {
      if frames.isEmpty { root += elements } else { frames[frames.count - 1].body += elements }
    }
    for item in items {
      switch item {
      case .element(let element): add([element])
      case .tag(let tag):
        if tag.isOpener, frames.count >= BlockAssembly.deepest, tooDeep == nil { tooDeep = tag }
        guard tooDeep == nil else { continue }
        switch tag.kind {
        case .ifBegin(let condition):
          frames.append(Frame(opener: tag, condition: condition))
        case .forBegin: frames.append(Frame(opener: tag))
        case .elseIf(let condition): branch(condition, tag, &frames, &diagnostics)
        case .otherwise: branch(nil, tag, &frames, &diagnostics)
        case .ifEnd, .forEnd:
          guard let frame = closed(by: tag, &frames, &diagnostics) else { continue }
          add(elements(of: frame))
        }
      }
    }
    if let tooDeep {
      diagnostics.append(.tagsTooDeep(BlockAssembly.deepest, at: tooDeep.span))
    }
    while let frame = frames.popLast() {
      // Past the limit no end tag is read: only the limit is worth telling.
      if tooDeep == nil {
        diagnostics.append(.unclosedTag(frame.opener, isInline: isInline))
      }
      add(elements(of: frame))
    }
    return finish(root)
  }

  private func branch(
    _ condition: Expression?,
    _ tag: Tag,
    _ frames: inout [Frame],
    _ diagnostics: inout [Diagnostic]
  ) {
    guard let last = frames.indices.last, case .ifBegin = frames[last].opener.kind else {
      diagnostics.append(.strayTag(tag, open: frames.last?.opener, isInline: isInline))
      return
    }
    if frames[last].hasElse { diagnostics.append(.tagAfterElse(tag)) }
    frames[last].branches.append(
      Conditional.Branch(condition: frames[last].condition, body: finish(frames[last].body))
    )
    frames[last].condition = condition
    frames[last].body = []
    if case .otherwise = tag.kind { frames[last].hasElse = true }
  }

  private func closed(
    by tag: Tag,
    _ frames: inout [Frame],
    _ diagnostics: inout [Diagnostic]
  ) -> Frame? {
    if let frame = frames.last, frame.opener.isClosed(by: tag) { return frames.popLast() }
    // A forgotten end tag inside: report that one and go on with the pair that fits.
    if let match = frames.lastIndex(where: { $0.opener.isClosed(by: tag) }) {
      while frames.count > match + 1, let inner = frames.popLast() {
        diagnostics.append(.unclosedTag(inner.opener, isInline: isInline))
        frames[frames.count - 1].body += elements(of: inner)
      }
      return frames.popLast()
    }
    diagnostics.append(.strayTag(tag, open: frames.last?.opener, isInline: isInline))
    return nil
  }

  private func elements(of frame: Frame) -> [Element] {
    switch frame.opener.kind {
    case .forBegin(let variable?, let sequence?):
      return [
        loop(
          Loop(
            variable: variable,
            sequence: sequence,
            body: finish(frame.body),
            span: frame.opener.span
          )
        )
      ]
    case .ifBegin:
      let last = Conditional.Branch(condition: frame.condition, body: finish(frame.body))
      return [
        conditional(Conditional(branches: frame.branches + [last], span: frame.opener.span))
      ]
    default: return frame.body
    }
  }
}

extension Tag {
  func isClosed(by end: Tag) -> Bool {
    switch (kind, end.kind) {
    case (.ifBegin, .ifEnd), (.forBegin, .forEnd): true
    default: false
    }
  }

  /// The word that ends it.
  var endWord: String {
    if case .forBegin = kind { "endfor" } else { "endif" }
  }
}
