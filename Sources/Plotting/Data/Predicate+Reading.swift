import Diagnostics
import Expressions
import Options
import Tables

extension Predicate {
  /// Reads a test: an expression in text, a field test, or `and`, `or` and `not` of others.
  ///
  /// Nil when it cannot be read, and then `diagnostics` has grown, or when it waits for a `{{ … }}`.
  init?(_ node: OptionNode, diagnostics: inout [Diagnostic]) {
    switch node.content {
    case .interpolation: return nil
    case .value(.string(let text)):
      guard let expression = node.expression(text, diagnostics: &diagnostics) else { return nil }
      self = .expression(expression)
    case .value(.bool(let bool)): self = bool ? .all([]) : .any([])
    case .mapping(let entries):
      guard let predicate = Self.read(node, entries, &diagnostics) else { return nil }
      self = predicate
    case .value, .sequence:
      let wanted = "an expression or a field test"
      diagnostics.append(DataProblem.wrongType("a predicate", wanted, node))
      return nil
    }
  }

  private static func read(
    _ node: OptionNode,
    _ entries: [OptionNode.Entry],
    _ diagnostics: inout [Diagnostic]
  ) -> Predicate? {
    for entry in entries {
      switch entry.key.value {
      case "and", "or":
        guard entries.count == 1 else { break }
        guard case .sequence(let nodes) = entry.node.content else {
          diagnostics.append(DataProblem.wrongType("'\(entry.key.value)'", "a list", entry.node))
          return nil
        }
        let parts = nodes.compactMap { Predicate($0, diagnostics: &diagnostics) }
        guard parts.count == nodes.count else { return nil }
        return entry.key.value == "and" ? .all(parts) : .any(parts)
      case "not":
        guard entries.count == 1 else { break }
        return Predicate(entry.node, diagnostics: &diagnostics).map { .not($0) }
      case "param", "selection":
        diagnostics.append(DataProblem.selection(entry.key))
        return nil
      default: break
      }
    }
    return FieldPredicate(node, diagnostics: &diagnostics).map { .field($0) }
  }
}

extension FieldPredicate {
  /// The keys of which a field test has one.
  static let tests = ["equal", "lt", "lte", "gt", "gte", "range", "oneOf", "valid"]

  init?(_ node: OptionNode, diagnostics: inout [Diagnostic]) {
    var reader = OptionReader(node, of: "a predicate")
    let field = reader.required("field").flatMap { reader.text(of: $0, "field") }
    let unit = reader.node("timeUnit")
    let timeUnit = unit.flatMap { TimeUnitOptions($0, diagnostics: &diagnostics) }
    reader.accept(Self.tests + ["in"])
    diagnostics += reader.finish()
    guard let field, (unit == nil) == (timeUnit == nil) else { return nil }
    guard let entry = node.entries.first(where: { (Self.tests + ["in"]).contains($0.key.value) })
    else {
      diagnostics.append(DataProblem.emptyPredicate(field))
      return nil
    }
    let operands = OperandReader(timeUnit: timeUnit)
    guard let test = operands.test(entry.key.value, entry.node, &diagnostics) else { return nil }
    self.init(field: field, timeUnit: timeUnit, test: test)
  }
}

/// Reads what a field is compared with.
private struct OperandReader {
  let timeUnit: TimeUnitOptions?

  func test(
    _ key: String,
    _ node: OptionNode,
    _ diagnostics: inout [Diagnostic]
  ) -> FieldPredicate.Test? {
    switch key {
    case "range":
      if let text = node["expr"] ?? node["signal"], case .value(.string(let source)) = text.content
      {
        return text.expression(source, diagnostics: &diagnostics).map { .between($0) }
      }
      guard case .sequence(let nodes) = node.content, nodes.count == 2 else {
        diagnostics.append(DataProblem.wrongType("'range'", "a list of two", node))
        return nil
      }
      guard let low = operand(nodes[0], &diagnostics), let high = operand(nodes[1], &diagnostics)
      else { return nil }
      return .range(low, high)
    case "oneOf", "in":
      guard case .sequence(let nodes) = node.content else {
        diagnostics.append(DataProblem.wrongType("'oneOf'", "a list", node))
        return nil
      }
      return .oneOf(nodes.compactMap { value($0, &diagnostics) })
    case "valid":
      guard case .value(.bool(let bool)) = node.content else {
        diagnostics.append(DataProblem.wrongType("'valid'", "true or false", node))
        return nil
      }
      return .valid(bool)
    default:
      guard let operand = operand(node, &diagnostics) else { return nil }
      return switch key {
      case "lt": .lt(operand)
      case "lte": .lte(operand)
      case "gt": .gt(operand)
      case "gte": .gte(operand)
      default: .equal(operand)
      }
    }
  }

  private func operand(
    _ node: OptionNode,
    _ diagnostics: inout [Diagnostic]
  ) -> FieldPredicate.Operand? {
    if let text = node["expr"] ?? node["signal"], case .value(.string(let source)) = text.content {
      return text.expression(source, diagnostics: &diagnostics).map { .expression($0) }
    }
    return value(node, &diagnostics).map { .value($0) }
  }

  /// Under a time unit, a number or a word of a single unit is its number (`month` and `jan`); all
  /// else is a point in time.
  private func value(_ node: OptionNode, _ diagnostics: inout [Diagnostic]) -> Value? {
    if DateTimeObject.isOne(node) {
      return DateTimeObject.instant(node, diagnostics: &diagnostics).map { Value(instant: $0) }
    }
    guard case .value(let value) = node.content else {
      if case .interpolation = node.content { return nil }
      diagnostics.append(DataProblem.wrongType("a predicate", "a number, text or a date", node))
      return nil
    }
    guard let timeUnit, !value.isNull else { return value }
    if timeUnit.unit.parts.count == 1, let part = timeUnit.unit.parts.first {
      if let number = value.number, number < 10_000 {
        return Value(instant: DateTimeObject([part: number]).instant)
      }
      if case .string(let text) = value, ScriptDate.milliseconds(text) == nil,
        let number = DateTimeObject.number(text, of: part)
      {
        return Value(instant: DateTimeObject([part: number]).instant)
      }
    }
    if let number = value.number { return Value(instant: number) }
    if case .string(let text) = value, let instant = ScriptDate.milliseconds(text) {
      return Value(instant: instant)
    }
    diagnostics.append(DataProblem.notADate(node))
    return nil
  }
}

extension OptionNode {
  /// The expression in a text; nil when it cannot be read, and then `diagnostics` has grown.
  func expression(_ source: String, diagnostics: inout [Diagnostic]) -> Expression? {
    do throws(Diagnostic) {
      return try Expression(source, at: textSpan(source))
    } catch {
      diagnostics.append(error)
      return nil
    }
  }

  /// Where a text stands without its quotes, so that places inside it are right.
  private func textSpan(_ text: String) -> SourceSpan {
    let count = text.utf8.count
    guard span.range.count == count + 2 else { return span }
    let inner = span.sub(1, count + 1)
    return inner.text == text ? inner : span
  }
}
