import Diagnostics
import Tables

extension TableOptions {
  /// What the options say about columns that the table does not bear out.
  func check(against schema: Schema, table: String) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for key in sort where SortKey(key.value, in: schema) == nil {
      let isDescending = key.value.hasPrefix("-")
      let name = isDescending ? Spanned(String(key.value.dropFirst()), at: key.span) : key
      problems.append(.unknownColumn(name, of: table, known: schema.names))
    }
    for column in columns ?? [] {
      guard let field = schema[column.field.value] else {
        problems.append(.unknownColumn(column.field, of: table, known: schema.names))
        continue
      }
      problems += column.check(against: field)
    }
    return problems
  }
}

extension ColumnOptions {
  fileprivate func check(against field: Field) -> [Diagnostic] {
    let kind = ColumnKind(field.type)
    var problems: [Diagnostic] = []
    if let format {
      switch format.value {
      case .number where kind == .time:
        problems.append(.formatOfOtherKind("a number format", field.name, kind, at: format.span))
      case .time where kind != .time:
        problems.append(.formatOfOtherKind("a time format", field.name, kind, at: format.span))
      case .number where kind != .number:
        problems.append(.formatOfOtherKind("a number format", field.name, kind, at: format.span))
      default: break
      }
    }
    if kind != .number {
      if hasBar { problems.append(.needsNumbers("'bar'", field.name, kind, at: span)) }
      if colour != nil { problems.append(.needsNumbers("'color'", field.name, kind, at: span)) }
      switch total {
      case .sum, .mean:
        problems.append(
          .needsNumbers("'total: \(total?.rawValue ?? "")'", field.name, kind, at: span)
        )
      default: break
      }
    }
    return problems
  }
}
