import Diagnostics
import Options
import Tables

/// How a user's configuration is laid over the default.
enum ConfigurationLayers {
  /// Mappings whose values are weights of their keys: one is taken whole.
  private static let weightKeys: Set<String> = [
    "sex", "mixed", "years", "low", "kinds", "products", "sources", "media",
    "campaigns",
    "paths", "levels", "devices",
  ]

  /// `upper` over `lower`, both mappings; keys without a value change nothing.
  static func laid(
    _ upper: OptionNode,
    over lower: OptionNode,
    diagnostics: inout [Diagnostic]
  ) -> OptionNode {
    let merged = merged(upper, over: lower)
    guard case .mapping(let entries) = merged.content else { return merged }
    switch (hasValue(upper["days"]), upper["to"]) {
    case (true, let last?) where hasValue(last): diagnostics.append(.lengthTwice(at: last.span))
    case (true, _):
      return OptionNode(.mapping(entries.filter { $0.key.value != "to" }), at: merged.span)
    default: break
    }
    return merged
  }

  private static func hasValue(_ node: OptionNode?) -> Bool {
    switch node?.content {
    case nil, .value(.null): false
    default: true
    }
  }

  private static func merged(_ upper: OptionNode, over lower: OptionNode) -> OptionNode {
    if case .value(.null) = upper.content { return lower }
    guard case .mapping(let above) = upper.content, case .mapping(let below) = lower.content else {
      return upper
    }
    var entries = below.map { entry in
      guard let new = above.last(where: { $0.key.value == entry.key.value }) else { return entry }
      let isWhole = weightKeys.contains(entry.key.value) && hasValue(new.node)
      return OptionNode.Entry(
        key: new.key,
        node: isWhole ? new.node : merged(new.node, over: entry.node)
      )
    }
    let known = Set(below.map(\.key.value))
    entries += above.filter { !known.contains($0.key.value) }
    return OptionNode(.mapping(entries), at: upper.span)
  }
}
