import Tables

extension Evidence {
  /// The table `fitted`: every candidate, fitted to all rows, as JSON.
  func fittedTable() throws(ModelError) -> Table {
    var rows = TableRows(ModelTables.fitted)
    for (place, model) in finals.enumerated() {
      rows.add(model.candidate, place == best, try SavedModel(model, target: plan.target).json())
    }
    return rows.table
  }
}
