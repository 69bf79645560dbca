import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  /// `bar` or `{type: bar, …}`; nil after a complaint, or while the name waits for a value.
  mutating func mark(_ node: OptionNode) -> MarkDefinition? {
    let name: OptionNode
    switch node.content {
    case .interpolation:
      isWaiting = true
      return nil
    case .mapping:
      guard let type = node["type"] else {
        complain(.missingOption("type", "'mark'", at: node.span))
        return nil
      }
      name = type
      if type.isNull { wrong("type", "a mark's name", type) }
      if type.isInterpolation { isWaiting = true }
    case .sequence:
      wrong("mark", "a mark's name or a mapping with 'type'", node)
      return nil
    case .value(.null):
      wrong("mark", "a mark's name or a mapping with 'type'", node)
      return nil
    default: name = node
    }
    guard let word = text(name, node.isMapping ? "type" : "mark") else { return nil }
    guard let type = MarkType(rawValue: word.value) else {
      complain(
        MarkType.unsupported.contains(word.value) ? .unsupported("mark", word) : .unknownMark(word)
      )
      return nil
    }
    var mark = MarkDefinition(type: Spanned(type, at: word.span))
    if node.isMapping {
      (mark.properties, mark.parts, mark.styles) = markProperties(node, "'mark'")
      if let format = node["labels"]?["format"] {
        mark.labelFormat = formatOption(format, "format")
      }
    }
    return mark
  }

  /// Properties of a mark, of its parts, and the names of its styles.
  mutating func markProperties(
    _ node: OptionNode,
    _ owner: String
  ) -> (
    Properties<MarkKey>, parts: [MarkKey: Setting<Properties<MarkKey>>], styles: [String]
  ) {
    var parts: [MarkKey: Setting<Properties<MarkKey>>] = [:]
    var styles: [String] = []
    let properties: Properties<MarkKey> = properties(node, of: owner) { reader, entry, key in
      switch key {
      case .type: return true
      case .style:
        styles = reader.texts(entry.node, "style")?.map(\.value) ?? []
        return true
      case .point?, .line?, .box?, .median?, .outliers?, .rule?, .ticks?, .band?, .borders?:
        if let key { parts[key] = reader.part(entry.node, key) }
        return true
      case .labels?:
        // Its format is the mark's, for the channel of the text.
        let rest = entry.node.entries.filter { $0.key.value != "format" }
        let node =
          entry.node.isMapping ? OptionNode(.mapping(rest), at: entry.node.span) : entry.node
        parts[.labels] = reader.part(node, .labels)
        return true
      default: return false
      }
    }
    return (properties, parts, styles)
  }

  /// A part of a mark: true and a mapping show it, false and null do not; a point may be
  /// `"transparent"`: there for the pointer, but not seen.
  private mutating func part(
    _ node: OptionNode,
    _ key: MarkKey
  ) -> Setting<Properties<MarkKey>> {
    switch node.content {
    case .value(.bool(false)), .value(.null): return .none
    case .value(.bool(true)): return .given(Properties())
    case .interpolation: return .standard
    case .value(.string("transparent")) where key == .point:
      return .given(Properties([.opacity: .double(0)], at: node.span))
    case .mapping:
      var found = markProperties(node, "'\(key.rawValue)'")
      if !found.styles.isEmpty {
        let styles = found.styles.map { Value.string($0) }
        found.0.set(.style, .value(.list(styles)), at: node.span)
      }
      return .given(found.0)
    default:
      wrong(key.rawValue, "true, false or a mapping", node)
      return .standard
    }
  }

  /// A view's title: text, lines or a mapping with `text`.
  mutating func title(_ node: OptionNode, of owner: String) -> Properties<TitleKey>? {
    switch node.content {
    case .value(.null), .interpolation: return nil
    case .mapping where node["expr"] == nil:
      return properties(node, of: owner, refused: ["encoding"])
    default:
      guard let text = property(node, "title", .lines) else { return nil }
      var title = Properties<TitleKey>()
      title.set(.text, text, at: node.span)
      return title
    }
  }
}
