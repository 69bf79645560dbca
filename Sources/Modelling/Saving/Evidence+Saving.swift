import Tables

extension Evidence {
  /// The table `fitted`: every candidate, fitted to all rows, as JSON.
  func fittedTable() throws(ModelError) -> Table {
    var rows = TableRows(ModelTables.fitted)
    for (place, model) in finals.enumerated() {
      rows.add(model.candidate, place == best, try saved(model).json())
    }
    return rows.table
  }

  private func saved(_ model: FittedModel) throws(ModelError) -> SavedModel {
    try SavedModel(model, target: plan.target, columns: data.columnNames)
  }
}
