import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  /// The expression of `{expr: …}` or `{signal: …}`.
  mutating func expression(in node: OptionNode) -> Expression? {
    for entry in node.entries where entry.key.value != "expr" && entry.key.value != "signal" {
      unknown(entry.key, "an expression", known: ["expr"])
    }
    return (node["expr"] ?? node["signal"]).flatMap { expression($0, "expr") }
  }

  /// The expression that a text is.
  mutating func expression(_ node: OptionNode, _ key: String) -> Expression? {
    guard let text = text(node, key) else { return nil }
    do throws(Diagnostic) {
      return try Expression(text.value, at: node.span)
    } catch {
      complain(error)
      return nil
    }
  }

  /// `{condition: …, value: …}`: branches, and what holds when none does.
  ///
  /// Each branch's test and its property, which `read` takes from the `value` of the branch.
  mutating func conditional(
    _ node: OptionNode,
    _ key: String,
    read: (inout GrammarReader, OptionNode) -> Property?
  ) -> Property? {
    var branches: [Property.Branch] = []
    var otherwise: Property?
    for entry in node.entries {
      switch entry.key.value {
      case "condition":
        for part in alternatives(entry.node) {
          guard let test = test(of: part), let property = constant(of: part, key, read: read)
          else { continue }
          branches.append(Property.Branch(test: test, property: property))
        }
      case "value": otherwise = entry.node.isNull ? .value(.null) : read(&self, entry.node)
      case "expr", "signal": otherwise = expression(entry.node, "expr").map { .expression($0) }
      default: unknown(entry.key, "'\(key)'", known: ["condition", "value", "expr"])
      }
    }
    return branches.isEmpty ? otherwise : .conditional(branches, otherwise: otherwise)
  }

  /// The `value` or `expr` of a branch.
  private mutating func constant(
    of branch: OptionNode,
    _ key: String,
    read: (inout GrammarReader, OptionNode) -> Property?
  ) -> Property? {
    for entry in branch.entries
    where !["test", "param", "selection", "empty", "value", "expr"].contains(entry.key.value) {
      unknown(entry.key, "'condition'", known: ["test", "value", "expr"])
    }
    if let node = branch["value"] { return node.isNull ? .value(.null) : read(&self, node) }
    if let node = branch["expr"] { return expression(node, "expr").map { .expression($0) } }
    complain(.missingOption("value", "'condition'", at: branch.span))
    return nil
  }

  /// The branches of `condition`: one or a list.
  func alternatives(_ node: OptionNode) -> [OptionNode] {
    if case .sequence(let nodes) = node.content { nodes } else { [node] }
  }

  /// The test of a branch; nil after a complaint.
  mutating func test(of branch: OptionNode) -> Predicate? {
    if branch.isInterpolation { return nil }
    for key in ["param", "selection"] {
      if let node = branch[key] {
        refuseSelection(at: node.span)
        return nil
      }
    }
    guard let node = branch["test"] else {
      complain(.missingOption("test", "'condition'", at: branch.span))
      return nil
    }
    return Predicate(node, diagnostics: &diagnostics)
  }

  /// A report is a still picture: selections are refused, all of them by one message.
  mutating func refuseSelection(at span: SourceSpan) {
    if hasRefusedSelections { return }
    hasRefusedSelections = true
    complain(.noSelections(at: span))
  }
}
