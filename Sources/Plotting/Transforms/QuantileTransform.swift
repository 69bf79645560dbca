import Diagnostics
import Expressions
import Options
import Tables

/// Quantiles of a field: one row for each probability.
struct QuantileTransform: Transform {
  var field: Spanned<String>
  var groupby: [Spanned<String>]
  /// Empty takes every `step`, beginning at half of it.
  var probabilities: [Double]
  var step: Double
  var names: (String, String)

  init?(_ reader: inout OptionReader) {
    let field = reader.field("quantile")
    groupby = reader.fields("groupby")
    probabilities = reader.numbers("probs") ?? []
    step = reader.number("step") ?? 0.01
    names = reader.pairOfNames("prob", "value")
    guard let field else { return nil }
    guard step >= 1e-6 else {
      if let node = reader.node["step"] {
        reader.complain(DataProblem.wrongType("'step'", "at least 0.000001", node))
      }
      return nil
    }
    self.field = field
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    let values = try frame.series(field, in: context.name).doubles
    let grouping = try frame.grouping(by: groupby, context)
    let probabilities = probabilities.isEmpty ? everyStep : probabilities
    var groups: [Int] = []
    var chances: [Double] = []
    var quantiles: [Double] = []
    for (group, rows) in grouping.rows.enumerated() {
      let sorted = rows.map { values[$0] }.filter { !$0.isNaN }.sorted()
      for part in probabilities {
        groups.append(group)
        chances.append(part)
        quantiles.append(Summary.quantile(part, of: sorted))
      }
    }
    var out = try frame.heads(of: grouping, by: groupby, context).rows(groups)
    out[names.0] = .numbers(chances)
    out[names.1] = .numbers(quantiles)
    return out
  }

  private var everyStep: [Double] {
    let count = max(0, ((1 - 1e-14 - step / 2) / step).rounded(.up))
    return (0..<Int(count)).map { step / 2 + Double($0) * step }
  }

  var fields: [Spanned<String>] { [field] + groupby }
  var produced: [String] { groupby.names + [names.0, names.1] }
  var dropsOthers: Bool { true }

  func grouped(by facets: [Spanned<String>]) -> any Transform {
    var out = self
    out.groupby = groupby.adding(facets)
    return out
  }
}
