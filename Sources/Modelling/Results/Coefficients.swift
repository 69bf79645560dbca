import Tables

extension Evidence {
  /// The coefficients of the linear and logistic candidates, fitted to all rows.
  ///
  /// Those of scaled features speak of the scaled ones. A term that says nothing beside the others has
  /// no estimate.
  var coefficientsTable: Table {
    var rows = TableRows(ModelTables.coefficients)
    for model in finals {
      switch model.core {
      case .baseline, .boosted: continue
      case .linear(let fit, _):
        for term in fit.statistics { add(term, model.candidate, className: nil, to: &rows) }
      case .logistic(let fit, _):
        for equation in fit.equations {
          let name = data.task == .multiclass ? data.classes[equation.classNumber] : nil
          for term in equation.statistics(fit.terms) {
            add(term, model.candidate, className: name, to: &rows)
          }
        }
      }
    }
    return rows.table
  }

  private func add(
    _ term: TermStatistics,
    _ candidate: String,
    className: String?,
    to rows: inout TableRows
  ) {
    rows.add(
      candidate,
      className,
      term.name,
      term.estimate,
      term.standardError,
      term.statistic,
      term.p,
      term.low,
      term.high,
      term.vif
    )
  }
}

/// A term of a linear model as a table shows it.
struct TermStatistics: Sendable {
  let name: String
  let estimate: Double?
  var standardError: Double?
  var statistic: Double?
  var p: Double?
  var low: Double?
  var high: Double?
  var vif: Double?
}

extension LinearFit {
  fileprivate var statistics: [TermStatistics] {
    let intervals = inference?.intervals(level: 0.95)
    var found = TermStatistics.all(
      terms,
      (intercept, coefficients),
      inference.map { ($0.intercept, $0.terms) },
      intervals
    )
    for (place, inflation) in (inference?.varianceInflation ?? []).enumerated() {
      found[place + 1].vif = inflation
    }
    return found
  }
}

extension LogisticFit.LogisticEquation {
  fileprivate func statistics(_ terms: [String]) -> [TermStatistics] {
    TermStatistics.all(
      terms,
      (intercept, coefficients),
      inference.map { ($0.intercept, $0.terms) },
      inference?.intervals(level: 0.95)
    )
  }
}

extension TermStatistics {
  /// The intercept and the terms, with intervals of 95 % where there are any.
  fileprivate static func all(
    _ names: [String],
    _ estimates: (intercept: Double, terms: [Double?]),
    _ tests: (intercept: CoefficientTest, terms: [CoefficientTest?])?,
    _ intervals: (intercept: ClosedRange<Double>, terms: [ClosedRange<Double>?])?
  ) -> [TermStatistics] {
    var first = TermStatistics(name: "(intercept)", estimate: estimates.intercept)
    if let tests { first.add(tests.intercept, intervals?.intercept) }
    return [first]
      + names.enumerated().map { place, name in
        var term = TermStatistics(name: name, estimate: estimates.terms[place])
        if let test = tests?.terms[place] { term.add(test, intervals?.terms[place]) }
        return term
      }
  }

  fileprivate mutating func add(_ test: CoefficientTest, _ interval: ClosedRange<Double>?) {
    standardError = test.standardError
    statistic = test.statistic
    p = test.p
    low = interval?.lowerBound
    high = interval?.upperBound
  }
}
