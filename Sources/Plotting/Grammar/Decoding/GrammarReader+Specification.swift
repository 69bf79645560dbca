import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  private static let compositions = ["layer", "facet", "repeat", "concat", "hconcat", "vconcat"]

  private static let shared = ["name", "description", "title", "data", "transform", "params"]
  private static let layout = ["spacing", "align", "center", "bounds", "resolve"]
  private static let plot = ["encoding", "width", "height", "view"]

  /// Keys of a view that are no mistake where they do nothing.
  private static let known =
    ["mark", "spec", "columns", "projection", "selection"] + compositions + shared + layout + plot

  /// Which keys a view of a kind does something with.
  private static func keys(of kind: String) -> [String] {
    switch kind {
    case "mark": ["mark"] + shared + plot + layout
    case "layer": ["layer"] + shared + plot + layout
    case "facet", "repeat": [kind, "spec", "columns"] + shared + layout
    case "concat": ["concat", "columns"] + shared + layout
    default: [kind] + shared + layout
    }
  }

  /// A view; nil after a complaint, or while its mark waits for a value.
  ///
  /// `accepted` are keys that the top of a specification reads itself; nil when any other key
  /// belongs to somebody else and is no mistake.
  mutating func specification(
    _ node: OptionNode,
    accepting accepted: [String]? = []
  ) -> Specification? {
    guard case .mapping(let entries) = node.content else {
      if node.isInterpolation { isWaiting = true }
      wrong("spec", "a mapping with 'mark' and 'encoding'", node)
      return nil
    }
    let found = entries.filter { Self.compositions.contains($0.key.value) }
    if found.count > 1, let second = found.last {
      complain(.twoCompositions(found[0].key.value, second.key))
      return nil
    }
    let kind = found.first?.key.value ?? "mark"
    guard let body = body(kind, node) else { return nil }
    var view = Specification(body, at: node.span)
    let taken = Self.keys(of: kind)
    for entry in entries where entry.key.value != kind {
      let key = entry.key.value
      if taken.contains(key) {
        read(entry, into: &view)
      } else if key == "projection" {
        complain(.unsupported("option", entry.key))
      } else if key == "selection" {
        refuseSelection(at: entry.key.span)
      } else if Self.known.contains(key) {
        complain(.ignoredOption(entry.key, kind == "mark" ? "a single view" : "'\(kind)'"))
      } else if let accepted, !accepted.contains(key) {
        unknown(entry.key, accepted.isEmpty ? "a view" : "the chart", known: taken + accepted)
      }
    }
    return view
  }

  /// What a view consists of.
  private mutating func body(_ kind: String, _ node: OptionNode) -> Specification.Body? {
    guard let part = node[kind] else {
      complain(.missingOption("mark", "the chart", at: node.span))
      return nil
    }
    switch kind {
    case "mark": return mark(part).map { .unit($0) }
    case "layer": return views(part, kind).map { .layer($0) }
    case "concat": return views(part, kind).map { .concat($0, columns: .wrapped) }
    case "hconcat": return views(part, kind).map { .concat($0, columns: .horizontal) }
    case "vconcat": return views(part, kind).map { .concat($0, columns: .vertical) }
    default: break
    }
    guard let inner = node["spec"] else {
      complain(.missingOption("spec", "'\(kind)'", at: node.span))
      return nil
    }
    let spec = specification(inner)
    if kind == "facet" {
      guard let facets = facets(part), let spec else { return nil }
      return .facet(facets, spec)
    }
    guard let repeats = repeats(part), let spec else { return nil }
    return .repeated(repeats, spec)
  }

  private mutating func views(_ node: OptionNode, _ key: String) -> [Specification]? {
    if node.isInterpolation { isWaiting = true }
    guard let items = items(node, key) else { return nil }
    if items.isEmpty { complain(.wrongValue(key, "a list of at least one view", node)) }
    var views: [Specification] = []
    for item in items { if let view = specification(item) { views.append(view) } }
    return views.count == items.count && !views.isEmpty ? views : nil
  }

  private mutating func read(_ entry: OptionNode.Entry, into view: inout Specification) {
    let node = entry.node
    let key = entry.key.value
    switch key {
    case "name": view.name = text(node, key)?.value
    case "description": view.description = text(node, key)?.value
    case "title": view.title = title(node, of: "'title'")
    case "data": view.data = dataSource(node)
    case "transform": view.transforms = transforms(node)
    case "params": view.params += parameters(node)
    case "encoding": view.encoding = encoding(node)
    case "width": view.width = size(node, key)
    case "height": view.height = size(node, key)
    case "view": view.view = properties(node, of: "'view'")
    case "resolve": view.resolve = resolve(node)
    case "spec": break
    default: readGrid(key, node, into: &view.grid)
    }
  }

  /// `facet: {field: …}` or `facet: {row: …, column: …}`.
  private mutating func facets(_ node: OptionNode) -> [ChannelDefinition]? {
    if node.isInterpolation { isWaiting = true }
    guard case .mapping(let entries) = node.content, !entries.isEmpty else {
      if node.isText { return definition(of: .facet, node).map { [$0] } }
      wrong("facet", "a field or a mapping of 'row' and 'column'", node)
      return nil
    }
    guard node["row"] != nil || node["column"] != nil else {
      return definition(of: .facet, node).map { [$0] }
    }
    var facets: [ChannelDefinition] = []
    for entry in entries {
      guard entry.key.value == "row" || entry.key.value == "column" else {
        unknown(entry.key, "'facet'", known: ["row", "column"])
        continue
      }
      let channel: Channel = entry.key.value == "row" ? .row : .column
      if let found = definition(of: channel, entry.node), !found.isAbsent { facets.append(found) }
    }
    return facets
  }

  /// `repeat: [a, b]` or `repeat: {row: […], column: […], layer: […]}`.
  private mutating func repeats(_ node: OptionNode) -> Specification.Repeat? {
    if node.isInterpolation { isWaiting = true }
    var repeats = Specification.Repeat()
    if node.isList {
      repeats.wrapped = texts(node, "repeat") ?? []
      return repeats
    }
    guard case .mapping(let entries) = node.content else {
      wrong("repeat", "a list of fields or a mapping of 'row', 'column' and 'layer'", node)
      return nil
    }
    for entry in entries {
      switch entry.key.value {
      case "row": repeats.row = texts(entry.node, "row") ?? []
      case "column": repeats.column = texts(entry.node, "column") ?? []
      case "layer": repeats.layer = texts(entry.node, "layer") ?? []
      default: unknown(entry.key, "'repeat'", known: ["row", "column", "layer"])
      }
    }
    return repeats
  }
}
