import Diagnostics
import Expressions
import Tables

/// What an expression makes of the row's other columns.
struct ExpressionSource: ColumnSource {
  let type: DataType
  let expression: Expression
  /// The columns that the expression reads, by name.
  let columns: [String: Int]
  let name: String

  func column(_ making: Making) throws(Diagnostic) -> Column {
    let values = try values(making)
    var elements: [Value] = []
    elements.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      guard let element = value.converted(to: type) else {
        throw .valueOutOfColumn(
          value,
          type,
          column: name,
          row: making.rows[index],
          at: expression.span
        )
      }
      elements.append(element)
    }
    do throws(TableError) {
      return try Column(type, elements)
    } catch {
      preconditionFailure("values converted to the column's type")
    }
  }

  /// The values before any type is asked of them.
  func values(_ making: Making) throws(Diagnostic) -> [Value] {
    var read: [String: Column] = [:]
    for (name, column) in columns { read[name] = try making.column(column) }
    var scope = RowScope(columns: read)
    var values: [Value] = []
    values.reserveCapacity(making.rows.count)
    for (index, row) in making.rows.enumerated() {
      scope.index = index
      scope.row = row
      values.append(try expression.evaluate(in: scope))
    }
    return values
  }

  /// One row for an expression: its columns, and `row`, its number from 0.
  private struct RowScope: Scope {
    let columns: [String: Column]
    var index = 0
    var row = 0

    var names: [String] { columns.keys.sorted() + ["row"] }

    func value(of name: String) -> Value? {
      if let column = columns[name] { return column.value(at: index) }
      return name == "row" ? .int(Int64(row)) : nil
    }
  }
}

extension Value {
  /// The value as one that a column of the type holds; nil when it cannot be without a loss.
  ///
  /// Whatever is not text becomes it in a column of texts; numbers are milliseconds since 1970 in a
  /// column of moments.
  func converted(to type: DataType) -> Value? {
    switch (type, self) {
    case (_, .null): return .null
    case (.utf8, .string): return self
    case (.utf8, _): return .string(displayText)
    case (.bool, .bool): return self
    case (.float64, _): return number.flatMap { $0.isNaN ? .null : .double($0) }
    case (.float32, _):
      return number.flatMap { $0.isNaN ? .null : Float($0).isFinite ? .double($0) : nil }
    case (.int64, _): return whole(Int64.self)
    case (.int32, _): return whole(Int32.self)
    case (.int16, _): return whole(Int16.self)
    case (.int8, _): return whole(Int8.self)
    case (.date32, .date): return self
    case (.date32, _):
      return microseconds.flatMap { moment in
        let days = (Double(moment) / 86_400_000_000).rounded(.down)
        return abs(days) < 2e9 ? .date(Int64(days)) : nil
      }
    case (.timestamp, _): return microseconds.map { .timestamp(Timestamp($0, .microsecond)) }
    default: return nil
    }
  }

  private func whole<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Value? {
    if case .int(let value) = self { return Integer(exactly: value).map { .int(Int64($0)) } }
    guard let number else { return nil }
    if number.isNaN { return .null }
    return Integer(exactly: number).map { .int(Int64($0)) }
  }

  private var microseconds: Int64? {
    if case .timestamp(let moment) = self, moment.unit == .microsecond { return moment.value }
    guard let milliseconds = milliseconds ?? number else { return nil }
    let moment = (milliseconds * 1_000).rounded()
    return abs(moment) < 9e18 ? Int64(moment) : nil
  }
}
