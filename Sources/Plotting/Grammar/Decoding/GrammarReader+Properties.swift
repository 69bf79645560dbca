import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  /// The properties of a mapping whose keys are `Key`'s.
  ///
  /// `refused` are keys of the grammar that are not drawn; `special` reads a key of its own and
  /// says whether it did; the rest goes by `Key.kind`.
  mutating func properties<Key: PropertyKey>(
    _ node: OptionNode,
    of owner: String,
    as type: Key.Type = Key.self,
    refused: [String] = [],
    special: (inout GrammarReader, OptionNode.Entry, Key?) -> Bool = { _, _, _ in false }
  ) -> Properties<Key> {
    var properties = Properties<Key>()
    for entry in entries(node, of: owner) {
      let key = Key(rawValue: entry.key.value)
      if special(&self, entry, key) { continue }
      guard let key else {
        if refused.contains(entry.key.value) {
          complain(.unsupported("option", entry.key))
        } else if Key.withoutEffect.contains(entry.key.value) {
          complain(.withoutEffect(entry.key, owner))
        } else {
          unknown(entry.key, owner, known: Key.allCases.map(\.rawValue))
        }
        continue
      }
      if let property = property(entry.node, entry.key.value, key.kind) {
        properties.set(key, property, at: entry.node.span)
      }
    }
    return properties
  }

  /// One property: null, a constant of the kind, `{expr: …}` or `{condition: …}`.
  mutating func property(_ node: OptionNode, _ key: String, _ kind: PropertyKind) -> Property? {
    switch node.content {
    case .interpolation: return nil
    case .value(.null): return .value(.null)
    case .mapping where node["condition"] != nil:
      return conditional(node, key) { $0.property($1, key, kind) }
    case .mapping where node["expr"] != nil || node["signal"] != nil:
      return expression(in: node).map { .expression($0) }
    case .mapping where node["gradient"] != nil:
      if case .colour = kind { return gradient(node).map { .gradient($0) } }
      return constant(node, key, kind)
    default: return constant(node, key, kind)
    }
  }

  private mutating func constant(
    _ node: OptionNode,
    _ key: String,
    _ kind: PropertyKind
  ) -> Property? {
    switch kind {
    case .number: return number(node, key).map { .value(.double($0)) }
    case .bool: return bool(node, key).map { .value(.bool($0)) }
    case .text, .colour: return text(node, key).map { .value(.string($0.value)) }
    case .lines, .names: return linesProperty(node, key)
    case .numbers: return numbers(node, key).map { .value(.list($0.map { .double($0) })) }
    case .values: return values(node, key).map { .value(.list($0)) }
    case .choice(let words): return word(node, key, of: words)
    case .expression: return expression(node, key).map { .expression($0) }
    case .numberOrBool:
      return either(node, key, "a number, true or false") { $0.number != nil || $0.isBool }
    case .weight: return weight(node, key)
    case .format: return format(node, key).map { .value($0.value) }
    case .overlap:
      return either(node, key, "true, false, 'parity' or 'greedy'") {
        $0.isBool || $0 == .string("parity") || $0 == .string("greedy")
      }
    case .tickCount: return tickCount(node, key)
    case .place(let word):
      return either(node, key, "a number or '\(word)'") { $0.number != nil || $0 == .string(word) }
    case .band: return measured(node, key, by: "band")
    case .step: return measured(node, key, by: "step")
    case .tooltip: return tooltip(node, key)
    case .extent:
      return either(node, key, "a number, 'min-max', 'ci', 'iqr', 'stderr' or 'stdev'") {
        $0.number != nil
          || ["min-max", "ci", "iqr", "stderr", "stdev"].contains($0.plainText ?? "")
      }
    case .invalid, .part, .special: return node.plainValue.map { .value($0) }
    }
  }

  /// A scalar that passes a test; otherwise a complaint that says what is taken.
  private mutating func either(
    _ node: OptionNode,
    _ key: String,
    _ wanted: String,
    _ fits: (Value) -> Bool
  ) -> Property? {
    if case .value(let value) = node.content, fits(value) { return .value(value) }
    if node.isText { complain(.wrongValue(key, wanted, node)) } else { wrong(key, wanted, node) }
    return nil
  }

  private mutating func linesProperty(_ node: OptionNode, _ key: String) -> Property? {
    guard let lines = lines(node, key) else { return nil }
    if !node.isList, let line = lines.first { return .value(.string(line)) }
    return .value(.list(lines.map { .string($0) }))
  }

  private mutating func word(
    _ node: OptionNode,
    _ key: String,
    of words: [String]
  ) -> Property? {
    guard let word = text(node, key) else { return nil }
    if words.contains(word.value) { return .value(.string(word.value)) }
    complain(.unknownChoice(key, word, choices: words))
    return nil
  }

  private mutating func weight(_ node: OptionNode, _ key: String) -> Property? {
    let words = ["normal", "bold", "bolder", "lighter"]
    if case .value(let value) = node.content, value.number != nil { return .value(value) }
    return word(node, key, of: words + (1...9).map { "\($0)00" })
  }

  /// A number of pixels, or so many for each band or step: a record of the one key.
  private mutating func measured(_ node: OptionNode, _ key: String, by unit: String) -> Property? {
    guard case .mapping(let entries) = node.content else {
      return number(node, key).map { .value(.double($0)) }
    }
    var size: Double?
    for entry in entries {
      if entry.key.value == unit {
        size = number(entry.node, unit)
      } else {
        unknown(entry.key, "'\(key)'", known: [unit])
      }
    }
    return size.map { .value(.record(Record([(unit, .double($0))]))) }
  }

  private mutating func tooltip(_ node: OptionNode, _ key: String) -> Property? {
    guard case .mapping(let entries) = node.content else {
      if case .value(.bool(let bool)) = node.content { return .value(.bool(bool)) }
      return text(node, key).map { .value(.string($0.value)) }
    }
    var content: Property?
    for entry in entries {
      guard entry.key.value == "content" else {
        unknown(entry.key, "'tooltip'", known: ["content"])
        continue
      }
      content = word(entry.node, "content", of: ["data", "encoding"])
    }
    return content?.constant.map { .value(.record(Record([("content", $0)]))) }
  }
}

extension Value {
  fileprivate var isBool: Bool { if case .bool = self { true } else { false } }
  fileprivate var plainText: String? { if case .string(let text) = self { text } else { nil } }
}
