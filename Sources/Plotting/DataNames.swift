public import Diagnostics
public import Options
import Tables

/// Where a specification takes its rows from, as far as can be told from its text alone.
///
/// A specification that cannot be decoded, or that still waits for a value, names its data too.
public struct DataNames: Sendable {
  /// Labels of tables: texts at `data`, and `{name: …}` that is not among the specification's own.
  public private(set) var tables: [Spanned<String>] = []
  /// Files: `{url: …}`.
  public private(set) var files: [Spanned<String>] = []
  /// Whether a view draws from rows that nothing around it names.
  public private(set) var needsMore = false
  private var own: Set<String> = []

  public init(_ options: OptionNode) {
    if let sets = options["datasets"] { own.formUnion(sets.entries.map(\.key.value)) }
    if case .value(.record(let record))? = options["datasets"]?.content {
      own.formUnion(record.names)
    }
    visit(options, hasData: false)
    let own = own
    tables.removeAll { own.contains($0.value) }
  }

  private mutating func visit(_ view: OptionNode, hasData: Bool) {
    var hasData = hasData
    if let data = view["data"] {
      hasData = true
      read(data)
    }
    for step in view["transform"]?.nodes ?? [] {
      if let data = step["from"]?["data"] { read(data) }
    }
    var isLeaf = true
    for key in ["layer", "concat", "hconcat", "vconcat"] {
      guard let parts = view[key]?.nodes else { continue }
      isLeaf = false
      for part in parts { visit(part, hasData: hasData) }
    }
    if let inner = view["spec"] {
      isLeaf = false
      visit(inner, hasData: hasData)
    }
    if isLeaf, !hasData { needsMore = true }
  }

  private mutating func read(_ data: OptionNode) {
    if case .value(.string(let name)) = data.content { tables.append(Spanned(name, at: data.span)) }
    let name = data["name"]?.text
    if let url = data["url"]?.text { files.append(url) }
    guard let name else { return }
    let isSource = ["url", "values", "sequence"].contains { data[$0] != nil }
    if isSource { own.insert(name.value) } else { tables.append(name) }
  }
}

extension OptionNode {
  fileprivate var nodes: [OptionNode]? {
    if case .sequence(let nodes) = content { nodes } else { nil }
  }

  fileprivate var text: Spanned<String>? {
    if case .value(.string(let text)) = content { Spanned(text, at: span) } else { nil }
  }
}
