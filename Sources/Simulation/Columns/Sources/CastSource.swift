import Diagnostics
import Tables

/// A column's values in another type.
struct CastSource: ColumnSource {
  let source: any ColumnSource
  let type: DataType
  let name: String
  let span: SourceSpan

  func column(_ making: Making) throws(Diagnostic) -> Column {
    let column = try source.column(making)
    if let cast = numbers(column) {
      return column.nullCount == 0 ? cast : cast.withNulls { column.isNull(at: $0) }
    }
    var elements: [Value] = []
    elements.reserveCapacity(column.count)
    for index in 0..<column.count {
      let value = column.value(at: index)
      guard let element = value.converted(to: type) else {
        throw .valueOutOfColumn(value, type, column: name, row: making.rows[index], at: span)
      }
      elements.append(element)
    }
    do throws(TableError) {
      return try Column(type, elements)
    } catch {
      preconditionFailure("values converted to the column's type")
    }
  }

  /// Numbers as numbers of another type, at the speed of memory; nil where one does not fit, which the
  /// long way finds again.
  private func numbers(_ column: Column) -> Column? {
    switch (column.type, type) {
    case (.int64, .int8): cast(column, Int64.self) { Int8(exactly: $0) }
    case (.int64, .int16): cast(column, Int64.self) { Int16(exactly: $0) }
    case (.int64, .int32): cast(column, Int64.self) { Int32(exactly: $0) }
    case (.int64, .float32): cast(column, Int64.self) { Float($0) }
    case (.int64, .float64): cast(column, Int64.self) { Double($0) }
    case (.float64, .int8): cast(column, Double.self) { Int8(exactly: $0) }
    case (.float64, .int16): cast(column, Double.self) { Int16(exactly: $0) }
    case (.float64, .int32): cast(column, Double.self) { Int32(exactly: $0) }
    case (.float64, .int64): cast(column, Double.self) { Int64(exactly: $0) }
    default: nil
    }
  }

  private func cast<From: FixedWidthElement, To: FixedWidthElement>(
    _ column: Column,
    _ from: From.Type,
    _ convert: (From) -> To?
  ) -> Column? {
    column.withElements(as: from) { elements -> Column? in
      let builder = FixedWidthBuilder<To>(capacity: elements.count)
      for element in elements {
        guard let number = convert(element) else { return nil }
        builder.append(number)
      }
      return builder.finish(as: type)
    } ?? nil
  }
}
