import Diagnostics
import Expressions
import Options
import Tables

/// Fits a curve to points: its line, or with `params` its coefficients.
struct RegressionTransform: Transform {
  var y: Spanned<String>
  var x: Spanned<String>
  var groupby: [Spanned<String>]
  var method: RegressionModel.Method
  /// Of `poly`.
  var order: Int
  var extent: (Double, Double)?
  var givesParameters: Bool
  var names: (String, String)

  init?(_ reader: inout OptionReader) {
    let y = reader.field("regression")
    let x = reader.field("on")
    groupby = reader.fields("groupby")
    method = reader.choice("method") ?? .linear
    order = reader.integer("order", in: 1...20) ?? 3
    extent = reader.pair("extent")
    givesParameters = reader.bool("params") ?? false
    guard let x, let y else { return nil }
    self.x = x
    self.y = y
    names = reader.pairOfNames(FieldPath.unescaped(x.value), FieldPath.unescaped(y.value))
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    let xs = try frame.series(x, in: context.name)
    let ys = try frame.series(y, in: context.name).doubles
    let grouping = try frame.grouping(by: groupby, context)
    let heads = try frame.heads(of: grouping, by: groupby, context)
    let values = xs.doubles
    var groups: [Int] = []
    var points: [CurvePoint] = []
    var models: [RegressionModel] = []
    for (group, rows) in grouping.rows.enumerated() {
      guard rows.count > RegressionModel.freedom(method, order: order) else { continue }
      let members = rows.map { (x: values[$0], y: ys[$0]) }.filter { !$0.x.isNaN && !$0.y.isNaN }
      guard !members.isEmpty else { continue }
      let model = RegressionModel(method, members, order: order)
      if givesParameters {
        groups.append(group)
        models.append(model)
        continue
      }
      guard let ends = range ?? Extent(of: rows.map { values[$0] }).bounds else { continue }
      let line =
        method == .linear
        ? [(ends.0, model.predict(ends.0)), (ends.1, model.predict(ends.1))]
        : CurveSampling.points(from: ends.0, to: ends.1) { model.predict($0) }
      groups += Array(repeating: group, count: line.count)
      points += line
    }
    var out = heads.rows(groups)
    if givesParameters {
      let keys = groups.map { group in
        Level.nested(.list(groupby.names.map { heads[$0]?.value(at: group) ?? .null }))
      }
      out["keys"] = groupby.isEmpty ? .nulls(groups.count) : Series(levels: keys)
      out["coef"] = Series(
        levels: models.map { .nested(.list($0.coefficients.map { .double($0) })) }
      )
      out["rSquared"] = .numbers(models.map(\.rSquared))
    } else {
      let places = points.map(\.x)
      out[names.0] = xs.areInstants ? .instants(places) : .numbers(places)
      out[names.1] = .numbers(points.map(\.y))
    }
    return out
  }

  /// The extent as written; a logarithm has none from zero or below.
  private var range: (Double, Double)? {
    guard let extent else { return nil }
    return method == .log && extent.0 <= 0 ? nil : extent
  }

  var fields: [Spanned<String>] { [x, y] + groupby }
  var produced: [String] {
    groupby.names + (givesParameters ? ["keys", "coef", "rSquared"] : [names.0, names.1])
  }
  var dropsOthers: Bool { true }

  func grouped(by facets: [Spanned<String>]) -> any Transform {
    var out = self
    out.groupby = groupby.adding(facets)
    return out
  }
}
