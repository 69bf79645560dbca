import Diagnostics
import Options
import Tables

extension Parameter {
  /// Reads the mapping below `params`.
  static func read(_ node: OptionNode, into diagnostics: inout [Diagnostic]) -> [Parameter] {
    guard case .mapping(let entries) = node.content else {
      diagnostics += OptionReader(node, of: "'params'").diagnostics
      return []
    }
    return entries.compactMap { entry in
      guard Label.isValid(entry.key.value) else {
        diagnostics.append(.badParameterName(entry.key))
        return nil
      }
      switch entry.node.content {
      case .mapping: return long(entry.key, entry.node, into: &diagnostics)
      case .value(.null):
        diagnostics.append(.parameterWithoutType(entry.key))
        return .broken(entry.key)
      case .value(let value):
        let type = inferredType(value)
        let text = entry.node.span.text
        let typed = ParameterText.value(of: value, spelled: text, as: type)
        return Parameter(name: entry.key, type: type, defaultValue: typed)
      case .sequence, .interpolation:
        diagnostics.append(.badParameter(entry.key, entry.node))
        return .broken(entry.key)
      }
    }
  }

  /// The type of a default: a text that reads as a date or time is one.
  private static func inferredType(_ value: Value) -> ParameterType {
    switch value {
    case .bool: .boolean
    case .int: .integer
    case .double: .number
    case .string(let text):
      if ParameterText.value(of: text, as: .date) != nil {
        .date
      } else if text.count >= 16, ParameterText.value(of: text, as: .timestamp) != nil {
        .timestamp
      } else {
        .string
      }
    default: .string
    }
  }

  private static func long(
    _ name: Spanned<String>,
    _ node: OptionNode,
    into diagnostics: inout [Diagnostic]
  ) -> Parameter? {
    var reader = OptionReader(node, of: "parameter '\(name.value)'")
    let typeNode = reader.node("type")
    let type: ParameterType? = reader.choice("type")
    let title = reader.text("title")?.value
    let description = reader.text("description")?.value
    let defaultNode = reader.node("default")
    let minimumNode = reader.node("min")
    let maximumNode = reader.node("max")
    let choicesNode = reader.node("choices")
    let complaints = reader.finish()
    diagnostics += complaints
    if typeNode != nil, type == nil { return .broken(name) }
    let found = type ?? inferred(defaultNode ?? choicesNode?.firstItem)
    guard let found else {
      if complaints.isEmpty { diagnostics.append(.parameterWithoutType(name)) }
      return .broken(name)
    }
    var parameter = Parameter(
      name: name,
      type: type == nil && choicesNode != nil && found == .string ? .choice : found,
      title: title,
      description: description
    )
    parameter.choices = (choicesNode?.items ?? []).compactMap { node in
      parameter.read(node, into: &diagnostics)
    }
    if parameter.type == .choice, parameter.choices.isEmpty {
      diagnostics.append(.parameterWithoutChoices(name))
      return .broken(name)
    }
    parameter.readRange(minimumNode, maximumNode, into: &diagnostics)
    if let node = defaultNode { parameter.defaultValue = parameter.read(node, into: &diagnostics) }
    parameter.isBroken =
      !complaints.isEmpty || (defaultNode != nil && parameter.defaultValue == nil)
    return parameter
  }

  /// Stands for one that cannot be read, so that those who use it are not blamed.
  private static func broken(_ name: Spanned<String>) -> Parameter {
    var parameter = Parameter(name: name, type: .string)
    parameter.isBroken = true
    return parameter
  }

  private static func inferred(_ node: OptionNode?) -> ParameterType? {
    if case .value(let value)? = node?.content { inferredType(value) } else { nil }
  }

  private func read(_ node: OptionNode, into diagnostics: inout [Diagnostic]) -> Value? {
    do throws(Diagnostic) { return try value(from: node) } catch {
      diagnostics.append(error)
      return nil
    }
  }

  private mutating func readRange(
    _ low: OptionNode?,
    _ high: OptionNode?,
    into diagnostics: inout [Diagnostic]
  ) {
    guard type.isOrdered else {
      for (key, node) in [("min", low), ("max", high)] {
        if let node { diagnostics.append(.rangeOfUnordered(key, name.value, type, at: node.span)) }
      }
      return
    }
    let least = low.flatMap { read($0, into: &diagnostics) }
    let most = high.flatMap { read($0, into: &diagnostics) }
    if let least, let most, let high, ParameterText.isBefore(most, least) {
      diagnostics.append(.emptyRange(name.value, at: high.span))
      return
    }
    (minimum, maximum) = (least, most)
  }
}

extension OptionNode {
  /// The nodes of a list; the node itself when it is none.
  fileprivate var items: [OptionNode] {
    if case .sequence(let nodes) = content { nodes } else { [self] }
  }

  fileprivate var firstItem: OptionNode? { items.first }
}
