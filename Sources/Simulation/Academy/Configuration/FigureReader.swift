import Diagnostics
import Options
import Tables

/// Reads a mapping of figures, all of which must be there, and checks that they make sense.
///
/// What is wrong is told of and replaced by something that can be drawn from, so that one reading
/// finds all that is wrong.
struct FigureReader {
  private(set) var reader: OptionReader
  var owner: String { reader.owner }
  var span: SourceSpan { reader.node.span }

  init(_ node: OptionNode, of owner: String) { reader = OptionReader(node, of: owner) }

  mutating func finish() -> [Diagnostic] { reader.finish() }
  mutating func complain(_ diagnostic: Diagnostic) { reader.complain(diagnostic) }
  mutating func node(_ key: String) -> OptionNode? { reader.required(key) }

  /// What may be missing.
  mutating func optional(_ key: String) -> OptionNode? { reader.node(key) }

  /// One of a fixed set of words; nil when it is none of them.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(_ key: String) -> Choice?
  where Choice.RawValue == String {
    node(key) == nil ? nil : reader.choice(key)
  }

  /// A mapping below a key.
  mutating func section<Section>(
    _ key: String,
    _ read: (inout FigureReader) -> Section
  ) -> Section {
    let node = reader.required(key)
    return section(
      node ?? .empty(at: span),
      "'\(key)' of \(owner)",
      isMissing: node == nil,
      read
    )
  }

  /// A mapping anywhere below this one.
  mutating func section<Section>(
    _ node: OptionNode,
    _ owner: String,
    isMissing: Bool = false,
    _ read: (inout FigureReader) -> Section
  ) -> Section {
    var inner = FigureReader(node, of: owner)
    let section = read(&inner)
    // What is missing altogether has been told of once.
    if !isMissing { for diagnostic in inner.finish() { complain(diagnostic) } }
    return section
  }

  mutating func text(_ key: String) -> Spanned<String>? {
    node(key).flatMap { reader.text(of: $0, key) }
  }

  mutating func share(_ key: String) -> Double {
    number(key, in: 0...1, "a share between 0 and 1")
  }

  mutating func number(_ key: String, in range: ClosedRange<Double>, _ bounds: String) -> Double {
    guard let node = node(key) else { return range.lowerBound }
    return number(node, key, in: range, bounds)
  }

  mutating func integer(_ key: String, in range: ClosedRange<Int>) -> Int {
    guard node(key) != nil else { return range.lowerBound }
    return reader.integer(key, in: range) ?? range.lowerBound
  }

  /// A list of numbers, at least one of them.
  mutating func numbers(
    _ key: String,
    in range: ClosedRange<Double>,
    _ bounds: String
  ) -> [Double] {
    guard let node = node(key) else { return [range.lowerBound] }
    guard case .sequence(let items) = node.content else {
      if case .interpolation = node.content { return [range.lowerBound] }
      complain(.wrongFigure(key, "a list of numbers", node))
      return [range.lowerBound]
    }
    if items.isEmpty { complain(.emptyFigures(key, "number", at: node.span)) }
    let numbers = items.map { number($0, key, in: range, bounds) }
    return numbers.isEmpty ? [range.lowerBound] : numbers
  }

  mutating func integers(_ key: String, in range: ClosedRange<Int>) -> [Int] {
    let bounds = "whole numbers between \(range.lowerBound) and \(range.upperBound)"
    let limits = Double(range.lowerBound)...Double(range.upperBound)
    let numbers = numbers(key, in: limits, bounds)
    if let index = numbers.firstIndex(where: { $0 != $0.rounded() }), let node = node(key),
      case .sequence(let items) = node.content
    {
      complain(.figureOutOfRange(key, bounds, "\(numbers[index])", at: items[index].span))
    }
    return numbers.map { Int($0) }
  }

  /// The text of a scalar.
  mutating func text(of node: OptionNode, _ key: String) -> String {
    reader.text(of: node, key)?.value ?? ""
  }

  /// A list of texts, at least one of them.
  mutating func texts(_ key: String) -> [String] {
    guard let node = node(key) else { return [""] }
    let texts = (reader.texts(of: node, key) ?? [Spanned("", at: span)])
    if texts.isEmpty { complain(.emptyFigures(key, "text", at: node.span)) }
    return texts.isEmpty ? [""] : texts.map(\.value)
  }

  /// Two numbers, the first not above the second.
  mutating func range(_ key: String, in range: ClosedRange<Int>) -> ClosedRange<Int> {
    let ends = integers(key, in: range)
    guard ends.count == 2, ends[0] <= ends[1] else {
      if let node = node(key), case .sequence(let items) = node.content, !items.isEmpty {
        complain(
          ends.count == 2
            ? .backwards(key, at: node.span) : .wrongFigure(key, "a list of two numbers", node)
        )
      }
      return ends[0]...ends[0]
    }
    return ends[0]...ends[1]
  }

  /// Words and how often each is drawn: `{web: 0.3, app: 0.7}`.
  mutating func odds(_ key: String, known: [String]? = nil) -> Odds<Spanned<String>> {
    guard let node = node(key) else { return Odds([Spanned("", at: span)]) }
    guard case .mapping(let entries) = node.content else {
      complain(.wrongFigure(key, "words with their weights", node))
      return Odds([Spanned("", at: span)])
    }
    if entries.isEmpty { complain(.emptyFigures(key, "word with its weight", at: node.span)) }
    if let known {
      for entry in entries where !known.contains(entry.key.value) {
        complain(.unknownOutcome(entry.key, of: key, known: known))
      }
    }
    let weights = weights(entries.map { ($0.key.value, $0.node) }, of: key, at: node.span)
    guard !entries.isEmpty else { return Odds([Spanned("", at: span)]) }
    return Odds(entries.map(\.key), weights)
  }

  /// Weights that can be drawn from, whatever was given.
  mutating func weights(
    _ nodes: [(name: String, node: OptionNode)],
    of key: String,
    at span: SourceSpan
  ) -> [Double] {
    let before = reader.diagnostics.count
    let weights = nodes.map { name, node in
      let weight = number(node, key, in: -1e100...1e100, "a number below 1e100")
      if weight < 0 { complain(.negativeWeight("'\(name)'", of: key, at: node.span)) }
      return max(weight, 0)
    }
    if reader.diagnostics.count == before, !weights.isEmpty, weights.allSatisfy({ $0 == 0 }) {
      complain(.onlyZeroWeights(key, at: span))
    }
    return weights.contains { $0 > 0 } ? weights : weights.map { _ in 1 }
  }

  mutating func number(
    _ node: OptionNode,
    _ key: String,
    in range: ClosedRange<Double>,
    _ bounds: String
  ) -> Double {
    switch node.content {
    case .interpolation: return range.lowerBound
    case .value(let value):
      guard let number = value.number else { break }
      if range.contains(number) { return number }
      complain(.figureOutOfRange(key, bounds, value.displayText, at: node.span))
      return range.lowerBound
    default: break
    }
    complain(.wrongFigure(key, "a number", node))
    return range.lowerBound
  }
}
