import Diagnostics
import Tables

extension UnitMaking {
  func aggregated(_ frame: Frame, _ channels: Channels) throws(Diagnostic) -> Frame {
    let conditions = channels.all.flatMap { bound in
      bound.definition.conditions.map(\.definition)
    }
    guard channels.isAggregate || conditions.contains(where: { $0.aggregate != nil }) else {
      return frame
    }
    var groupby: [Spanned<String>] = []
    var outputs: [AggregateTransform.Output] = []
    var frame = frame
    func group(_ column: String?, _ span: SourceSpan) {
      guard let column, !groupby.contains(where: { $0.value == column }) else { return }
      groupby.append(Spanned(column, at: span))
    }
    for bound in facets + channels.all {
      let span = bound.definition.span
      guard bound.isAggregate else {
        group(bound.column, span)
        group(bound.endColumn, span)
        continue
      }
      add(bound, to: &outputs)
    }
    for definition in conditions where definition.showsField {
      let type = definition.type?.value ?? .nominal
      let bound = Bound(
        definition: definition,
        type: type,
        column: Bound.columnName(definition, type: type)
      )
      if bound.isAggregate {
        add(bound, to: &outputs)
      } else {
        group(bound.column, definition.span)
      }
    }
    frame = try AggregateTransform(groupby: groupby, outputs: outputs).apply(frame, context)
    return try picked(frame, channels)
  }

  private func add(_ bound: Bound, to outputs: inout [AggregateTransform.Output]) {
    guard let column = bound.column, let aggregate = bound.definition.aggregate?.value else {
      return
    }
    let output: AggregateTransform.Output
    switch aggregate {
    case .operation(let operation):
      output = .init(operation: operation, field: bound.field, name: column)
    case .exponential(let weight):
      output = .init(
        operation: .mean,
        field: bound.field,
        name: column,
        exponentialWeight: weight
      )
    case .argmin(let by):
      output = .init(
        operation: .argmin,
        field: Spanned(by, at: bound.definition.span),
        name: "argmin_\(by)"
      )
    case .argmax(let by):
      output = .init(
        operation: .argmax,
        field: Spanned(by, at: bound.definition.span),
        name: "argmax_\(by)"
      )
    }
    if !outputs.contains(where: { $0.name == output.name }) { outputs.append(output) }
  }

  /// Takes the fields of channels out of the whole rows that `argmin` and `argmax` give.
  private func picked(_ frame: Frame, _ channels: Channels) throws(Diagnostic) -> Frame {
    var frame = frame
    for bound in channels.all {
      guard let field = bound.field, let column = bound.column else { continue }
      let record: String
      switch bound.definition.aggregate?.value {
      case .argmin(let by): record = "argmin_\(by)"
      case .argmax(let by): record = "argmax_\(by)"
      default: continue
      }
      let path = Spanned("\(record).\(field.value)", at: field.span)
      let series = try frame.series(path, in: context.name)
      frame[column] =
        bound.type == .quantitative
        ? series.asNumbers : bound.type == .temporal ? series.asInstants : series
    }
    return frame
  }
}
