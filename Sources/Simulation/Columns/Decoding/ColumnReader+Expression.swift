import Diagnostics
import Expressions
import Options
import Tables

/// Columns computed of others of the same row.
extension ColumnReader {
  mutating func expression(
    _ text: Spanned<String>,
    _ context: ColumnContext,
    _ type: DataType? = nil
  ) -> ColumnDraft? {
    let expression: Expression
    do throws(Diagnostic) {
      // Chance would have to depend on the row alone, which the language's cannot.
      expression = try Expression(text.value, at: text.span, allowsChance: false)
    } catch {
      complain(error)
      return nil
    }
    let names = context.outline.columnNames
    var columns: [String: Int] = [:]
    var dependencies: [ColumnDraft.Dependency] = []
    var isComplete = true
    for name in expression.references {
      if let place = names.firstIndex(of: name.value) {
        columns[name.value] = place
        dependencies.append(context.dependency(place, at: name.span))
      } else if name.value != "row" {
        complain(.unknownColumn(name, table: context.outline.name.value, columns: names))
        isComplete = false
      }
    }
    guard isComplete else { return nil }
    return ColumnDraft(dependencies) { assembly in
      ExpressionSource.planned(expression, columns, context, type, &assembly)
    }
  }
}

extension ExpressionSource {
  /// How many rows are tried to learn an expression's type.
  private static let sampleSize = 64

  /// The source with the type asked for, or with the one that the first rows' values have.
  ///
  /// Numbers are taken for doubles, since a later row may have a fraction where the first ones have
  /// none.
  static func planned(
    _ expression: Expression,
    _ columns: [String: Int],
    _ context: ColumnContext,
    _ type: DataType?,
    _ assembly: inout Assembly
  ) -> (any ColumnSource)? {
    let name = context.column.value
    let trial = ExpressionSource(
      type: type ?? .null,
      expression: expression,
      columns: columns,
      name: name
    )
    if type != nil { return trial }
    let making = Making(
      assembly.tables,
      seed: assembly.seed,
      table: context.table,
      rows: Array(0..<min(max(1, context.rowCount), sampleSize))
    )
    do throws(Diagnostic) {
      let values = try trial.values(making)
      guard let found = inferred(values) else {
        assembly.diagnostics.append(.unclearType(name, at: expression.span))
        return nil
      }
      return ExpressionSource(type: found, expression: expression, columns: columns, name: name)
    } catch {
      assembly.diagnostics.append(error)
      return nil
    }
  }

  private static func inferred(_ values: [Value]) -> DataType? {
    let known = values.filter { !$0.isNull }
    if known.contains(where: { if case .string = $0 { true } else { false } }) {
      return known.contains(where: \.isNested) ? nil : .utf8
    }
    return switch DataType.holding(known) {
    case .null: .utf8
    case .bool: .bool
    case .int64, .float64, .decimal128: .float64
    case .date32: .date32
    case .timestamp: .timestamp(.microsecond, zone: nil)
    default: nil
    }
  }
}
