import Tables

/// Whether the rows that a regression errs most on are like the others.
///
/// The twentieth that is most underestimated and the twentieth that is most overestimated stand against
/// the rest, feature by feature, as Evidently's table "error bias" has it (its manual, "Regression").
extension HeldOut {
  /// A part of the rows, as places in `rows`.
  private struct Part {
    let name: String
    let places: ArraySlice<Int>
  }

  var errorBiasTable: Table {
    var table = TableRows(ModelTables.errorBias)
    // With fewer rows nobody is left between the two ends.
    guard rows.count >= 3 else { return table.table }
    let errors = rows.indices.map { evidence.data.target[Int(rows[$0])] - outputs.values[$0] }
    let order = errors.indices.sorted { (errors[$0], $0) < (errors[$1], $1) }
    let tail = max(1, rows.count / 20)
    let parts = [
      Part(name: "under", places: order.suffix(tail)),
      Part(name: "over", places: order.prefix(tail)),
      Part(name: "rest", places: order[tail..<(order.count - tail)]),
    ]
    for column in evidence.data.features {
      for part in parts {
        let chosen = part.places.map { Int(rows[$0]) }
        switch column.values {
        case .numbers(let numbers):
          let mean = chosen.map { numbers[$0] }.filter { !$0.isNaN }.mean
          table.add(column.name, column.kind.rawValue, part.name, chosen.count, mean, nil, nil)
        case .levels(let codes, let levels):
          let most = Self.mostFrequent(chosen.map { codes[$0] }, of: levels.count)
          table.add(
            column.name,
            column.kind.rawValue,
            part.name,
            chosen.count,
            nil,
            most.map { levels[$0.level] },
            most?.share
          )
        }
      }
    }
    return table.table
  }

  /// The level of the most rows, of equals the first; nil where none has a level.
  private static func mostFrequent(
    _ codes: [Int32],
    of count: Int
  ) -> (level: Int, share: Double)? {
    var counts = [Int](repeating: 0, count: count)
    for code in codes where code >= 0 { counts[Int(code)] += 1 }
    guard let most = counts.max(), most > 0, let level = counts.firstIndex(of: most) else {
      return nil
    }
    return (level, Double(most) / Double(codes.count))
  }
}
