public import Diagnostics
public import Tables

/// Tables whose columns are described one by one; every row is a unit.
///
///     let generator = ColumnGenerator.decode(node, named: "orders", into: &diagnostics)
///
/// What can be described is in `ColumnReference`.
public struct ColumnGenerator: Generator {
  public let tables: [GeneratedTable]
  private let plans: [ColumnTable]
  private let seed: UInt64

  init(_ plans: [ColumnTable], seed: UInt64) {
    self.plans = plans
    self.seed = seed
    tables = plans.map { plan in
      let bytes = plan.columns.reduce(1) { $0 + $1.source.bytesPerRow }
      return GeneratedTable(
        name: plan.name,
        schema: Schema(plan.columns.map { Field($0.name, $0.source.type) }),
        unitCount: plan.rowCount,
        unitsInBlock: min(max(400_000 / bytes, 512), 65_536)
      )
    }
  }

  public func rows(of table: Int, units: Range<Int>) throws(Diagnostic) -> Batch {
    let making = Making(plans, seed: seed, table: table, rows: Array(units))
    var columns: [Column] = []
    for place in plans[table].columns.indices { columns.append(try making.column(place)) }
    return Batch(schema: tables[table].schema, columns: columns, rowCount: units.count)
  }
}
