import Diagnostics
import Expressions
import Options
import Tables

// How the keys that several steps share are read.

extension OptionReader {
  /// A field that must be there.
  mutating func field(_ key: String) -> Spanned<String>? {
    required(key).flatMap { text(of: $0, key) }
  }

  /// A list of fields; one by itself is a list of one, and none stands for nothing.
  mutating func fields(_ key: String) -> [Spanned<String>] { texts(key) ?? [] }

  /// A list of fields that must be there.
  mutating func requiredFields(_ key: String) -> [Spanned<String>]? {
    required(key).flatMap { texts(of: $0, key) }
  }

  /// The two columns a step makes: as written, or a start and its `_end`, or the defaults.
  mutating func pairOfNames(
    _ first: String,
    _ second: String,
    endsIn suffix: String? = nil
  ) -> (String, String) {
    let names = texts("as") ?? []
    switch names.count {
    case 0: return (first, second)
    case 1: return (names[0].value, suffix.map { names[0].value + $0 } ?? second)
    default: return (names[0].value, names[1].value)
    }
  }

  /// `[{field: a, order: descending}, …]`; a text is a field in ascending order.
  mutating func sortFields(_ key: String = "sort") -> [SortField] {
    guard let found = node(key) else { return [] }
    let nodes: [OptionNode]
    if case .sequence(let list) = found.content { nodes = list } else { nodes = [found] }
    var fields: [SortField] = []
    for node in nodes {
      if case .mapping = node.content {
        var part = OptionReader(node, of: "'\(key)'")
        let field = part.field("field")
        let order: SortDirection? = part.choice("order")
        for problem in part.finish() { complain(problem) }
        if let field { fields.append((field, order == .descending)) }
      } else if let field = text(of: node, key) {
        fields.append((field, false))
      }
    }
    return fields
  }

  /// The operation under `op`, which must be there.
  mutating func operation(_ key: String = "op") -> Spanned<AggregateOperation>? {
    guard let word = field(key) else { return nil }
    guard let operation = AggregateOperation(rawValue: word.value) else {
      let known = AggregateOperation.allCases.map(\.rawValue)
      complain(DataProblem.unknown("operation", word, in: known))
      return nil
    }
    return Spanned(operation, at: word.span)
  }

  /// The mappings of a list, each read by `body`; what is no list counts as one mapping.
  mutating func list<Item>(
    _ key: String,
    _ body: (inout OptionReader) -> Item?
  ) -> [Item]? {
    guard let found = required(key) else { return nil }
    let nodes: [OptionNode]
    if case .sequence(let list) = found.content { nodes = list } else { nodes = [found] }
    var items: [Item] = []
    for node in nodes {
      if case .interpolation = node.content { continue }
      var part = OptionReader(node, of: "an entry of '\(key)'")
      if let item = body(&part) { items.append(item) }
      for problem in part.finish() { complain(problem) }
    }
    return items
  }

  /// The outputs of `aggregate` and `joinaggregate`: `[{op: mean, field: a, as: b}, …]`.
  mutating func outputs(_ key: String) -> [AggregateTransform.Output]? {
    list(key) { part in
      let operation = part.operation()
      let field = part.text("field")
      let name = part.text("as")
      guard let operation else { return nil }
      if field == nil, operation.value != .count {
        part.complain(DataProblem.needsField(operation.value.rawValue, at: operation.span))
        return nil
      }
      let standard = AggregateTransform.name(of: operation.value, field?.value)
      return AggregateTransform.Output(
        operation: operation.value,
        field: operation.value == .count ? nil : field,
        name: name?.value ?? standard
      )
    }
  }

  /// A list of any scalars.
  mutating func values(_ key: String) -> [Value]? {
    guard let found = node(key) else { return nil }
    switch found.content {
    case .interpolation: return nil
    case .value(.list(let values)): return values
    case .sequence(let nodes):
      return nodes.compactMap { node in
        if case .value(let value) = node.content { value } else { nil }
      }
    default:
      complain(DataProblem.wrongType("'\(key)'", "a list", found))
      return nil
    }
  }
}

enum SortDirection: String, CaseIterable, Sendable { case ascending, descending }

extension DataProblem {
  static func needsField(_ operation: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .error,
      "missing-option",
      "'\(operation)' needs a field",
      at: span,
      hint: "add a line 'field: …'"
    )
  }
}
