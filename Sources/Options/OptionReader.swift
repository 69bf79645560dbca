public import Diagnostics
import Tables

/// Reads a mapping into a struct, key by key, and says what is wrong with it.
///
///     var reader = OptionReader(node, of: "directive 'table'")
///     let caption = reader.text("caption")
///     let page = reader.integer("page", in: 1...10_000)
///     diagnostics += reader.finish()   // unknown keys, with a near match among those asked for
///
/// A scalar that still waits for its value (`{{ … }}`) reads as nil without a complaint: the same
/// options are read again once it is resolved.
public struct OptionReader {
  public let node: OptionNode
  /// What is read, for messages: "directive 'table'", "column 'price'".
  public let owner: String
  public private(set) var diagnostics: [Diagnostic] = []
  private var asked: [String] = []

  /// Reads `node`, which must be a mapping (or nothing at all).
  public init(_ node: OptionNode, of owner: String) {
    self.node = node
    self.owner = owner
    if !isMapping { diagnostics.append(.notAMapping(owner, node)) }
  }

  /// Whether there are options at all, or nothing, which stands for none.
  public var isMapping: Bool {
    switch node.content {
    case .mapping, .value(.null): true
    default: false
    }
  }

  /// The node of a key, whatever it is; nil when it is absent or null.
  public mutating func node(_ key: String) -> OptionNode? {
    asked.append(key)
    guard let found = node[key] else { return nil }
    if case .value(.null) = found.content { return nil }
    return found
  }

  /// The node of a key that must be there.
  public mutating func required(_ key: String) -> OptionNode? {
    guard let found = node(key) else {
      // What is no mapping at all has been told of once.
      if isMapping { diagnostics.append(.missingOption(key, owner, at: node.span)) }
      return nil
    }
    return found
  }

  /// Text; numbers and truth values are taken as they were written.
  public mutating func text(_ key: String) -> Spanned<String>? {
    guard let found = node(key) else { return nil }
    return text(of: found, key)
  }

  public mutating func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let found = node(key) else { return nil }
    switch found.content {
    case .interpolation: return nil
    case .value(.int(let value)) where range.contains(Int(value)): return Int(value)
    case .value(.double(let value))
    where value.rounded() == value && abs(value) < 1e15 && range.contains(Int(value)):
      return Int(value)
    case .value(.int), .value(.double):
      diagnostics.append(
        .optionOutOfRange(key, "\(range.lowerBound)", "\(range.upperBound)", found)
      )
    default: diagnostics.append(.wrongOptionType(key, "a whole number", found))
    }
    return nil
  }

  public mutating func number(_ key: String) -> Double? {
    guard let found = node(key) else { return nil }
    if case .interpolation = found.content { return nil }
    if case .value(let value) = found.content, let number = value.number { return number }
    diagnostics.append(.wrongOptionType(key, "a number", found))
    return nil
  }

  public mutating func bool(_ key: String) -> Bool? {
    guard let found = node(key) else { return nil }
    switch found.content {
    case .interpolation: return nil
    case .value(.bool(let value)): return value
    default: diagnostics.append(.wrongOptionType(key, "true or false", found))
    }
    return nil
  }

  /// One of a fixed set of words: an enum of strings.
  public mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String,
    as type: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    guard let word = text(key) else { return nil }
    if let choice = Choice(rawValue: word.value) { return choice }
    diagnostics.append(.unknownChoice(key, word, choices: Choice.allCases.map(\.rawValue)))
    return nil
  }

  /// A list of texts; a single text stands for a list of one.
  public mutating func texts(_ key: String) -> [Spanned<String>]? {
    guard let found = node(key) else { return nil }
    return texts(of: found, key)
  }

  /// Texts of a node that is a text or a list of texts.
  public mutating func texts(of found: OptionNode, _ key: String) -> [Spanned<String>]? {
    switch found.content {
    case .interpolation: return nil
    case .sequence(let nodes): return nodes.compactMap { text(of: $0, key) }
    case .mapping:
      diagnostics.append(.wrongOptionType(key, "text or a list of texts", found))
      return nil
    default: return text(of: found, key).map { [$0] }
    }
  }

  /// The text of a scalar node.
  public mutating func text(of found: OptionNode, _ key: String) -> Spanned<String>? {
    switch found.content {
    case .interpolation: return nil
    case .value(.string(let text)): return Spanned(text, at: found.span)
    case .value(.list), .value(.record), .value(.table), .sequence, .mapping:
      diagnostics.append(.wrongOptionType(key, "text", found))
      return nil
    case .value(let value): return Spanned(value.displayText, at: found.span)
    }
  }

  /// Adds a complaint about the options being read.
  public mutating func complain(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Asks for a key that another reader takes care of, so that it does not count as unknown.
  public mutating func accept(_ keys: [String]) { asked += keys }

  /// All complaints, with one for each key nobody asked for.
  public mutating func finish() -> [Diagnostic] {
    for entry in node.entries where !asked.contains(entry.key.value) {
      diagnostics.append(.unknownOption(entry.key, owner, known: asked))
    }
    return diagnostics
  }
}
