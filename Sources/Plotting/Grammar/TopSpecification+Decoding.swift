import Diagnostics
import Expressions
import Options
import Tables

extension TopSpecification {
  private static let own = [
    "$schema", "config", "background", "padding", "autosize", "datasets", "usermeta",
  ]

  /// The keys of the top of a specification, for directives that have keys of their own beside
  /// them.
  static let keys =
    [
      "mark", "encoding", "layer", "facet", "spec", "repeat", "concat", "hconcat", "vconcat",
      "columns", "spacing", "align", "center", "bounds", "resolve", "name", "description", "title",
      "data", "transform", "params", "width", "height", "view", "projection", "selection",
    ] + own

  /// Decodes a specification; nil when no chart can be made of it.
  ///
  /// Nil without a new diagnostic means that something that a picture needs still waits for the
  /// value of an expression: decode again once it is resolved.
  ///
  /// - Parameters:
  ///   - node: the mapping that holds `mark` and `encoding`, or views, among other keys.
  ///   - isWhole: whether the mapping is a specification and nothing else, so that any other key
  ///     is a mistake; a directive with keys of its own looks for those itself.
  ///   - diagnostics: receives what is wrong, with places.
  init?(_ node: OptionNode, isWhole: Bool, diagnostics: inout [Diagnostic]) {
    var reader = GrammarReader()
    let view = reader.specification(node, accepting: isWhole ? Self.own : nil)
    var config = Config()
    if let part = node["config"] { config = reader.config(part) }
    if let part = node["background"] { background = reader.background(part) }
    if let part = node["padding"] { padding = reader.padding(part) }
    if let part = node["autosize"] { autosize = reader.autosize(part) }
    if let part = node["datasets"] { datasets = reader.datasets(part) }
    namedSources = reader.namedSources
    diagnostics += reader.diagnostics
    let isBroken = reader.diagnostics.contains { $0.severity == .error }
    guard let view, !isBroken, !reader.isWaiting else { return nil }
    self.view = view
    self.config = config
  }
}
