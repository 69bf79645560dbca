public import Tables

/// What came of a run: its tables by name, as `ModelTables` describes them.
public struct ModelResult: Sendable {
  public let tables: [String: Table]

  init(_ evidence: Evidence, _ explanation: Explanation) throws(ModelError) {
    let best = evidence.bestCandidate
    let heldOut = HeldOut(evidence)
    var tables: [String: Table] = [
      "predictions": heldOut.table,
      "info": evidence.infoTable,
      "metrics": evidence.metricsTable,
      "folds": evidence.foldsTable,
      "features": evidence.featuresTable,
      "parameters": evidence.parametersTable,
      "search": evidence.searchTable,
      "coefficients": evidence.coefficientsTable,
      "iterations": evidence.iterationsTable,
      "notes": Notes(evidence).table,
      "fitted": try evidence.fittedTable(),
      "importance": explanation.importanceTable(evidence),
      "dependence": explanation.dependenceTable,
      "contributions": explanation.contributionsTable(evidence),
      "learning": explanation.learningTable(evidence.metric),
    ]
    tables.merge(try heldOut.diagnosticTables(named: best.candidate.name)) { $1 }
    for (name, schema) in ModelTables.all where tables[name] == nil {
      tables[name] = TableRows(schema).table
    }
    self.tables = tables
  }
}
