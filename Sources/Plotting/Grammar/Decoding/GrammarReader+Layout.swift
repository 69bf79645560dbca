import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  /// Pixels, `"container"` or `{step: 20, for: "offset"}`.
  mutating func size(_ node: OptionNode, _ key: String) -> SizeOption? {
    switch node.content {
    case .value(.string("container")): return .container
    case .value(.null), .interpolation: return nil
    case .mapping(let entries):
      enum Target: String, CaseIterable { case position, offset }
      var step: Double?
      var isForOffset = true
      let before = diagnostics.count
      for entry in entries {
        switch entry.key.value {
        case "step":
          step = number(entry.node, "step")
          if let given = step, given <= 0 || given > 1_000 {
            complain(.wrongValue("step", "more than 0 and at most 1,000 pixels", entry.node))
            step = nil
          }
        case "for": isForOffset = choice(entry.node, "for", as: Target.self) == .offset
        default: unknown(entry.key, "'\(key)'", known: ["step", "for"])
        }
      }
      if node["step"] == nil, diagnostics.count == before {
        complain(.missingOption("step", "'\(key)'", at: node.span))
      }
      return step.map { .step($0, isForOffset: isForOffset) }
    case .value(let value):
      if let number = value.number, number.isFinite, number > 0, number <= 10_000 {
        return .pixels(number)
      }
      fallthrough
    default:
      complain(.wrongSize(key, node))
      return nil
    }
  }

  /// One of `columns`, `spacing`, `align`, `center` and `bounds`.
  mutating func readGrid(_ key: String, _ node: OptionNode, into grid: inout GridOptions) {
    switch key {
    case "columns": grid.columns = node.isNull ? nil : count(node, key, least: 0)
    case "bounds": grid.bounds = choice(node, key)
    case "spacing":
      (grid.rowSpacing, grid.columnSpacing) = rowColumn(node, key) { $0.optionalNumber($1, key) }
    case "align":
      (grid.rowAlign, grid.columnAlign) = rowColumn(node, key) {
        $0.choice($1, key, as: GridOptions.Align.self)
      }
    case "center":
      (grid.rowCenter, grid.columnCenter) = rowColumn(node, key) { $0.bool($1, key) }
    default: break
    }
  }

  /// One setting for both directions, or `{row: …, column: …}`.
  private mutating func rowColumn<Content>(
    _ node: OptionNode,
    _ key: String,
    _ read: (inout GrammarReader, OptionNode) -> Content?
  ) -> (Content?, Content?) {
    guard case .mapping(let entries) = node.content else {
      let both = read(&self, node)
      return (both, both)
    }
    var row: Content?
    var column: Content?
    for entry in entries {
      switch entry.key.value {
      case "row": row = read(&self, entry.node)
      case "column": column = read(&self, entry.node)
      default: unknown(entry.key, "'\(key)'", known: ["row", "column"])
      }
    }
    return (row, column)
  }

  mutating func resolve(_ node: OptionNode) -> Resolve {
    var resolve = Resolve()
    for entry in entries(node, of: "'resolve'") {
      switch entry.key.value {
      case "scale": resolve.scale = modes(entry.node, "scale")
      case "axis": resolve.axis = modes(entry.node, "axis")
      case "legend": resolve.legend = modes(entry.node, "legend")
      default: unknown(entry.key, "'resolve'", known: ["scale", "axis", "legend"])
      }
    }
    return resolve
  }

  private mutating func modes(_ node: OptionNode, _ key: String) -> [Channel: Resolve.Mode] {
    var modes: [Channel: Resolve.Mode] = [:]
    for entry in entries(node, of: "'\(key)'") {
      guard let channel = channel(entry.key) else { continue }
      modes[channel] = choice(entry.node, entry.key.value)
    }
    return modes
  }

  /// `fit` or `{type: fit, contains: padding}`.
  mutating func autosize(_ node: OptionNode) -> TopSpecification.Autosize? {
    if node.isNull || node.isInterpolation { return nil }
    var autosize = TopSpecification.Autosize()
    guard case .mapping(let entries) = node.content else {
      autosize.kind = choice(node, "autosize") ?? .pad
      return autosize
    }
    for entry in entries {
      switch entry.key.value {
      case "type": autosize.kind = choice(entry.node, "type") ?? .pad
      case "contains": autosize.contains = choice(entry.node, "contains")
      case "resize": _ = bool(entry.node, "resize")
      default: unknown(entry.key, "'autosize'", known: ["type", "contains"])
      }
    }
    return autosize
  }

  /// A number for all sides, or a mapping of sides.
  mutating func padding(_ node: OptionNode) -> TopSpecification.Padding? {
    if node.isNull || node.isInterpolation { return nil }
    guard case .mapping(let entries) = node.content else {
      return number(node, "padding").map {
        TopSpecification.Padding(left: $0, top: $0, right: $0, bottom: $0)
      }
    }
    // A side that is not named has no padding.
    var padding = TopSpecification.Padding(left: 0, top: 0, right: 0, bottom: 0)
    for entry in entries {
      let key = entry.key.value
      switch key {
      case "left": padding.left = number(entry.node, key) ?? 0
      case "top": padding.top = number(entry.node, key) ?? 0
      case "right": padding.right = number(entry.node, key) ?? 0
      case "bottom": padding.bottom = number(entry.node, key) ?? 0
      default: unknown(entry.key, "'padding'", known: ["left", "top", "right", "bottom"])
      }
    }
    return padding
  }

  /// The page behind everything: a colour, or null for none.
  mutating func background(_ node: OptionNode) -> Setting<String> {
    if node.isNull { return .none }
    return text(node, "background").map { .given($0.value) } ?? .standard
  }
}
