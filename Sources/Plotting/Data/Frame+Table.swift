import Tables

extension Frame {
  /// The rows of a table.
  ///
  /// Only the columns wanted are pulled in, or all for nil. Names the table lacks are passed over,
  /// and of a nested field (`a.b`) its column is taken.
  init(_ table: Table, columns wanted: Set<String>? = nil) {
    self.init(rowCount: table.rowCount)
    let roots = wanted.map { names in
      names.union(names.compactMap { FieldPath($0).names.first })
    }
    for (index, name) in table.schema.names.enumerated() where self[name] == nil {
      if roots?.contains(name) ?? true { self[name] = Series(table, column: index) }
    }
  }
}
