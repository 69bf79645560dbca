import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  /// The items of a list; nil after a complaint.
  mutating func items(_ node: OptionNode, _ key: String) -> [OptionNode]? {
    switch node.content {
    case .sequence(let nodes): return nodes
    case .value(.list(let values)):
      return values.map { OptionNode(.value($0), at: node.span) }
    default:
      wrong(key, "a list", node)
      return nil
    }
  }

  mutating func numbers(_ node: OptionNode, _ key: String) -> [Double]? {
    guard let items = items(node, key) else { return nil }
    var numbers: [Double] = []
    for item in items {
      guard let number = number(item, key) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// Two numbers.
  mutating func pair(_ node: OptionNode, _ key: String) -> (Double, Double)? {
    guard let numbers = numbers(node, key) else { return nil }
    guard numbers.count == 2 else {
      complain(.wrongValue(key, "a list of two numbers", node))
      return nil
    }
    return (numbers[0], numbers[1])
  }

  /// A list of texts; one text stands for a list of one.
  mutating func texts(_ node: OptionNode, _ key: String) -> [Spanned<String>]? {
    switch node.content {
    case .sequence, .value(.list):
      guard let items = items(node, key) else { return nil }
      var texts: [Spanned<String>] = []
      for item in items { if let text = text(item, key) { texts.append(text) } }
      return texts
    default: return text(node, key).map { [$0] }
    }
  }

  /// Lines of a title.
  mutating func lines(_ node: OptionNode, _ key: String) -> [String]? {
    texts(node, key)?.map(\.value)
  }

  /// A list of scalars; objects of date parts become instants.
  mutating func values(_ node: OptionNode, _ key: String) -> [Value]? {
    guard let items = items(node, key) else { return nil }
    var values: [Value] = []
    for item in items {
      guard let value = scalar(item, key) else { return nil }
      values.append(value)
    }
    return values
  }

  /// A scalar, or the instant of an object of date parts; nil after a complaint.
  mutating func scalar(_ node: OptionNode, _ key: String) -> Value? {
    if DateLiteral.isMeant(by: node) { return DateLiteral.value(of: node, reader: &self) }
    switch node.content {
    case .value(.list), .value(.record), .sequence, .mapping:
      wrong(key, "a single value", node)
      return nil
    case .value(let value): return value
    case .interpolation: return nil
    }
  }
}
