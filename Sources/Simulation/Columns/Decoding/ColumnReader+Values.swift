import Diagnostics
import Options
import Tables

/// Given values and their weights.
extension ColumnReader {
  /// `{Seoul: 9, Busan: 3}`, or `[red, green]` with equal weights.
  mutating func values(_ node: OptionNode, _ context: ColumnContext) -> ValuesSource? {
    var values: [Value] = []
    var texts: [String] = []
    var weights: [Double] = []
    switch node.content {
    case .mapping(let entries):
      guard let found = Weights(entries, of: "values", at: node.span, into: &self) else {
        return nil
      }
      weights = found.weights
      texts = entries.map(\.key.value)
      for entry in entries {
        // A key as it would be read where a value stands: 1 is a number, "1" is a text.
        var ignored: [Diagnostic] = []
        let scalar = OptionNode.parse(scalar: entry.key.span, into: &ignored)
        if case .value(let value) = scalar.content, ignored.isEmpty {
          values.append(value)
        } else {
          values.append(.string(entry.key.value))
        }
      }
    case .sequence(let nodes):
      for node in nodes {
        switch node.content {
        case .interpolation: return nil
        case .value(let value) where !value.isNull && !value.isNested:
          values.append(value)
          texts.append(value.displayText)
        default: complain(.mixedValues(context.column.value, at: node.span))
        }
      }
      guard values.count == nodes.count else { return nil }
      guard !values.isEmpty else {
        complain(.nothingToChoose("values", at: node.span))
        return nil
      }
      weights = values.map { _ in 1 }
    default:
      complain(.wrongOptionShape("values", "a list, or a mapping of values to weights", node))
      return nil
    }
    return ValuesSource(
      choices: Self.choices(values, texts, weights),
      weights: AliasTable(weights),
      stream: context.stream
    )
  }

  private static func choices(_ values: [Value], _ texts: [String], _ weights: [Double])
    -> ValuesSource.Choices
  {
    let integers = values.compactMap { if case .int(let value) = $0 { value } else { nil } }
    if integers.count == values.count { return .integers(integers) }
    let numbers = values.compactMap(\.number).filter(\.isFinite)
    if numbers.count == values.count { return .numbers(numbers) }
    let booleans = values.compactMap { if case .bool(let value) = $0 { value } else { nil } }
    if booleans.count == values.count { return .booleans(booleans) }
    return .texts(WordList(texts.map { [$0] }, weights: weights))
  }

  /// The same value in all rows.
  mutating func constant(_ node: OptionNode, _ context: ColumnContext) -> ColumnDraft? {
    guard case .value(let value) = node.content, !value.isNested,
      let type = DataType.holding([value])
    else {
      complain(.wrongOptionShape("constant", "a text, a number or a truth value", node))
      return nil
    }
    let known: DataType = type == .null ? .utf8 : type
    return ColumnDraft(ConstantSource(type: known, value: value))
  }
}

/// Weights that can be drawn from: none negative, not all 0, none too large to be added up.
struct Weights {
  let names: [String]
  let weights: [Double]

  /// Nil after complaints, or when a weight is not known yet.
  init?(
    _ entries: [OptionNode.Entry],
    of key: String,
    at span: SourceSpan,
    into reader: inout ColumnReader
  ) {
    guard
      let weights = Self.checked(
        entries.map { ($0.key.value, $0.node) },
        of: key,
        at: span,
        complain: { reader.complain($0) }
      )
    else { return nil }
    names = entries.map(\.key.value)
    self.weights = weights
  }

  static func checked(
    _ pairs: [(name: String, node: OptionNode)],
    of key: String,
    at span: SourceSpan,
    complain: (Diagnostic) -> Void
  ) -> [Double]? {
    var weights: [Double] = []
    var isUnknown = false
    for pair in pairs {
      if case .interpolation = pair.node.content {
        isUnknown = true
        continue
      }
      guard case .value(let value) = pair.node.content, let weight = value.number, weight >= 0,
        weight <= 1e100
      else {
        complain(.negativeWeight(pair.name, at: pair.node.span))
        continue
      }
      weights.append(weight)
    }
    guard !isUnknown, weights.count == pairs.count else { return nil }
    guard !weights.isEmpty else {
      complain(.nothingToChoose(key, at: span))
      return nil
    }
    // Below the normal doubles a share has no digits left.
    guard weights.reduce(0, +) >= 1e-300 else {
      complain(.weightsOfZero(key, at: span))
      return nil
    }
    return weights
  }
}

extension Value {
  /// Whether the value is none that a single cell of a plain column holds.
  var isNested: Bool {
    switch self {
    case .list, .record, .table, .bytes: true
    default: false
    }
  }
}
