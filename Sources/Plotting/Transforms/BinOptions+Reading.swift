import Diagnostics
import Options
import Tables

extension BinOptions {
  /// The options of a mapping; nil when it is none, and then `diagnostics` has grown.
  ///
  /// `binned` is left to the caller.
  init?(_ node: OptionNode, diagnostics: inout [Diagnostic]) {
    var reader = OptionReader(node, of: "'bin'")
    guard reader.isMapping else {
      diagnostics += reader.finish()
      return nil
    }
    self.init()
    maxbins = Self.positive("maxbins", &reader)
    step = Self.positive("step", &reader)
    minstep = reader.number("minstep")
    base = Self.positive("base", &reader)
    anchor = reader.number("anchor")
    nice = reader.bool("nice") ?? true
    steps = reader.numbers("steps") ?? []
    divide = (reader.numbers("divide") ?? []).filter { $0 > 0 }
    extent = reader.pair("extent")
    span = Self.positive("span", &reader)
    reader.accept(["binned"])
    diagnostics += reader.finish()
  }

  private static func positive(_ key: String, _ reader: inout OptionReader) -> Double? {
    guard let number = reader.number(key) else { return nil }
    if number > 0 { return number }
    if let node = reader.node[key] {
      reader.complain(DataProblem.wrongType("'\(key)'", "more than zero", node))
    }
    return nil
  }
}

extension OptionReader {
  /// A list of numbers.
  mutating func numbers(_ key: String) -> [Double]? {
    guard let found = node(key) else { return nil }
    if case .interpolation = found.content { return nil }
    guard case .sequence(let nodes) = found.content else {
      complain(DataProblem.wrongType("'\(key)'", "a list of numbers", found))
      return nil
    }
    var numbers: [Double] = []
    for node in nodes {
      if case .value(let value) = node.content, let number = value.number {
        numbers.append(number)
      } else {
        complain(DataProblem.wrongType("an entry of '\(key)'", "a number", node))
      }
    }
    return numbers
  }

  /// A list of two numbers.
  mutating func pair(_ key: String) -> (Double, Double)? {
    guard let numbers = numbers(key) else { return nil }
    if numbers.count == 2 { return (numbers[0], numbers[1]) }
    if let node = node[key] {
      complain(DataProblem.wrongType("'\(key)'", "a list of two numbers", node))
    }
    return nil
  }
}
