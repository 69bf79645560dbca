import Diagnostics
import Expressions
import Options
import Tables
import Testing

@testable import Plotting

/// Frames, steps and what comes of them, for tests of data.
enum Rows {
  static let span = SourceFile(name: "test", text: "field").span(0..<5)

  static func field(_ name: String) -> Spanned<String> { Spanned(name, at: span) }

  /// A frame from JSON.
  static func json(_ text: String) throws -> Frame {
    try JSONRows.read(Array(text.utf8), named: "rows.json", property: nil)
  }

  static func context(_ params: [String: Value] = [:]) -> TransformContext {
    TransformContext(
      params: NamedValues(params, isLenient: true),
      table: { source throws(Diagnostic) in try Frame.load(source, from: NoDataFiles()) },
      name: "rows"
    )
  }

  static func node(_ yaml: String, _ diagnostics: inout [Diagnostic]) -> OptionNode? {
    let file = SourceFile(name: "steps.yaml", text: yaml)
    return OptionNode.parse(yaml: file.span(0..<file.bytes.count), into: &diagnostics)
  }

  /// The list of steps in YAML, and what is wrong with it.
  static func steps(_ yaml: String, _ diagnostics: inout [Diagnostic]) -> [any Transform] {
    guard let node = node(yaml, &diagnostics) else { return [] }
    return TransformList.read(node, diagnostics: &diagnostics) { node, _ in
      node["values"].flatMap { values in
        value(values).map { .inline(Spanned($0, at: node.span), DataFormat()) }
      }
    }
  }

  static func value(_ node: OptionNode) -> Value? {
    switch node.content {
    case .value(let value): value
    case .interpolation: nil
    case .sequence(let nodes): .list(nodes.compactMap(value))
    case .mapping(let entries):
      .record(Record(entries.map { ($0.key.value, value($0.node) ?? .null) }))
    }
  }

  /// The frame after steps that must be right.
  static func apply(_ yaml: String, to frame: Frame) throws -> Frame {
    var diagnostics: [Diagnostic] = []
    let steps = steps(yaml, &diagnostics)
    for problem in diagnostics { Issue.record("\(problem)") }
    var context = context()
    return try TransformList.apply(steps, to: frame, &context)
  }

  /// What is wrong with a deed; nil when it is done.
  static func complaint(_ deed: () throws -> Void) -> Diagnostic? {
    do { try deed() } catch { return error as? Diagnostic }
    Issue.record("no complaint")
    return nil
  }

  /// The messages about steps that are wrong.
  static func problems(_ yaml: String) -> [String] {
    var diagnostics: [Diagnostic] = []
    _ = steps(yaml, &diagnostics)
    return diagnostics.map { $0.message + ($0.hint.map { " — \($0)" } ?? "") }
  }
}

extension Frame {
  /// The numbers of a column; empty when it is missing.
  func numbers(_ name: String) -> [Double] { self[name]?.doubles ?? [] }

  /// The values of a column as text.
  func texts(_ name: String) -> [String] {
    guard let series = self[name] else { return [] }
    return (0..<rowCount).map { row in
      let level = series.level(at: row)
      return level.isNull ? "null" : level.value.displayText
    }
  }
}

/// Whether numbers agree to 1 part in a billion; NaN agrees with NaN.
func areClose(_ a: [Double], _ b: [Double], tolerance: Double = 1e-9) -> Bool {
  a.count == b.count
    && zip(a, b).allSatisfy { x, y in
      x.isNaN && y.isNaN || x == y || abs(x - y) <= tolerance * max(1, abs(x), abs(y))
    }
}
