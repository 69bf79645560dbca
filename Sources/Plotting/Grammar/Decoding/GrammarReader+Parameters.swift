import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  /// `transform`: the steps, which may read further sources.
  mutating func transforms(_ node: OptionNode) -> [any Transform] {
    var sources: GrammarReader = self
    sources.diagnostics = []
    let steps = TransformList.read(node, diagnostics: &diagnostics) { node, diagnostics in
      let source = sources.dataSource(node)
      diagnostics += sources.diagnostics
      sources.diagnostics = []
      return source
    }
    isWaiting = isWaiting || sources.isWaiting
    namedSources = sources.namedSources
    return steps
  }

  /// `datasets`: rows by name.
  mutating func datasets(_ node: OptionNode) -> [String: Spanned<Value>] {
    var datasets: [String: Spanned<Value>] = [:]
    if case .value(.record(let record)) = node.content {
      for (name, value) in zip(record.names, record.values) {
        datasets[name] = Spanned(value, at: node.span)
      }
      return datasets
    }
    for entry in entries(node, of: "'datasets'") {
      if let value = entry.node.plainValue {
        datasets[entry.key.value] = Spanned(value, at: entry.node.span)
      } else {
        isWaiting = true
      }
    }
    return datasets
  }

  /// `params`: named values; selections are refused, inputs only have their first value.
  mutating func parameters(_ node: OptionNode) -> [Parameter] {
    var parameters: [Parameter] = []
    for item in items(node, "params") ?? [] {
      var name: Spanned<String>?
      var value: Property?
      var isSelection = false
      for entry in entries(item, of: "a parameter") {
        switch entry.key.value {
        case "name": name = text(entry.node, "name")
        case "value": value = entry.node.plainValue.map { .value($0) }
        case "expr": value = expression(entry.node, "expr").map { .expression($0) }
        case "select":
          isSelection = true
          refuseSelection(at: entry.key.span)
        case "bind": if item["select"] == nil { complain(.inputIsNotShown(at: entry.key.span)) }
        case "views", "react": break
        default: unknown(entry.key, "a parameter", known: ["name", "value", "expr"])
        }
      }
      if isSelection { continue }
      guard let name else {
        if item["name"] == nil, item.isMapping {
          complain(.missingOption("name", "a parameter", at: item.span))
        }
        continue
      }
      parameters.append(Parameter(name: name, value: value ?? .value(.null)))
    }
    return parameters
  }
}
