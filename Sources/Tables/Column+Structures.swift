extension Column {
  /// A struct column, none of whose elements is null, of columns of equal length.
  public static func structure(_ columns: [(field: Field, values: Column)]) -> Column {
    let count = columns.first?.values.count ?? 0
    precondition(columns.allSatisfy { $0.values.count == count }, "columns of equal length")
    precondition(columns.allSatisfy { $0.field.type == $0.values.type }, "columns of their types")
    return Column(
      type: .structure(columns.map(\.field)),
      count: count,
      nullCount: 0,
      buffers: [nil],
      children: columns.map(\.values)
    )
  }
}
