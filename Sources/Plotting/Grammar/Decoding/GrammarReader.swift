import Diagnostics
import Expressions
import Options
import Tables

/// Reads a specification's nodes into the structs of the grammar, and collects what is wrong.
///
/// Scalars that still wait for the value of an expression of the report (`{{ … }}`) read as nil
/// without a complaint; where the picture cannot do without one, `isWaiting` says so, and the
/// specification is read again once it is known.
struct GrammarReader {
  var diagnostics: [Diagnostic] = []
  /// Whether a mark, a field or another thing that a picture needs has no value yet.
  var isWaiting = false
  /// Selections are spoken of once, however many there are.
  var hasRefusedSelections = false
  /// Sources of rows that the specification gives names to.
  var namedSources: [String: DataSource] = [:]

  init() {}

  mutating func complain(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  mutating func wrong(_ key: String, _ wanted: String, _ node: OptionNode) {
    if case .interpolation = node.content { return }
    complain(.wrongShape(key, wanted, node))
  }

  /// The entries of what must be a mapping; null and what waits have none.
  mutating func entries(_ node: OptionNode, of owner: String) -> [OptionNode.Entry] {
    switch node.content {
    case .mapping(let entries): return entries
    case .interpolation, .value(.null): return []
    default:
      complain(.notAMapping(owner, node))
      return []
    }
  }

  mutating func unknown(_ key: Spanned<String>, _ owner: String, known: [String]) {
    complain(.unknownOption(key, owner, known: known))
  }

  // MARK: Scalars

  mutating func number(_ node: OptionNode, _ key: String) -> Double? {
    if case .value(let value) = node.content, let number = value.number, number.isFinite {
      return number
    }
    wrong(key, "a number", node)
    return nil
  }

  /// A number or null, which counts as nothing said.
  mutating func optionalNumber(_ node: OptionNode, _ key: String) -> Double? {
    node.isNull ? nil : number(node, key)
  }

  /// A whole number of at least `least`.
  mutating func count(_ node: OptionNode, _ key: String, least: Int = 1) -> Int? {
    guard let number = number(node, key) else { return nil }
    guard number.rounded() == number, number >= Double(least), number <= 1e9 else {
      complain(.wrongValue(key, "a whole number from \(least) on", node))
      return nil
    }
    return Int(number)
  }

  mutating func bool(_ node: OptionNode, _ key: String) -> Bool? {
    if case .value(.bool(let bool)) = node.content { return bool }
    if node.isNull { return nil }
    wrong(key, "true or false", node)
    return nil
  }

  /// Text; numbers and truth values are taken as they were written.
  mutating func text(_ node: OptionNode, _ key: String) -> Spanned<String>? {
    switch node.content {
    case .value(.string(let text)): return Spanned(text, at: node.span)
    case .value(.bool), .value(.int), .value(.double), .value(.decimal):
      if case .value(let value) = node.content {
        return Spanned(value.displayText, at: node.span)
      }
      return nil
    case .value(.null): return nil
    default:
      wrong(key, "text", node)
      return nil
    }
  }

  /// One of the words of an enum.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ node: OptionNode,
    _ key: String,
    as type: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    guard let word = text(node, key) else { return nil }
    if let choice = Choice(rawValue: word.value) { return choice }
    complain(.unknownChoice(key, word, choices: Choice.allCases.map(\.rawValue)))
    return nil
  }
}

extension OptionNode {
  var isNull: Bool { if case .value(.null) = content { true } else { false } }

  var isText: Bool { if case .value(.string) = content { true } else { false } }

  var isList: Bool {
    switch content {
    case .sequence, .value(.list): true
    default: false
    }
  }

  var isMapping: Bool { if case .mapping = content { true } else { false } }

  /// Whether the node is a scalar without a value yet.
  var isInterpolation: Bool { if case .interpolation = content { true } else { false } }
}
