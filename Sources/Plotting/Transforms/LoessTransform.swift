import Diagnostics
import Expressions
import Options
import Tables

/// Smooths points by fitting a line to the neighbours of each.
struct LoessTransform: Transform {
  var y: Spanned<String>
  var x: Spanned<String>
  var groupby: [Spanned<String>]
  /// The part of the points that counts as neighbours.
  var bandwidth: Double
  var names: (String, String)

  init?(_ reader: inout OptionReader) {
    let y = reader.field("loess")
    let x = reader.field("on")
    groupby = reader.fields("groupby")
    let bandwidth = reader.number("bandwidth") ?? 0.3
    self.bandwidth = bandwidth > 0 ? min(1, bandwidth) : 0.3
    guard let x, let y else { return nil }
    self.x = x
    self.y = y
    names = reader.pairOfNames(FieldPath.unescaped(x.value), FieldPath.unescaped(y.value))
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    let xs = try frame.series(x, in: context.name)
    let ys = try frame.series(y, in: context.name).doubles
    let grouping = try frame.grouping(by: groupby, context)
    let values = xs.doubles
    var groups: [Int] = []
    var points: [CurvePoint] = []
    for (group, rows) in grouping.rows.enumerated() {
      let members = rows.map { (x: values[$0], y: ys[$0]) }.filter { !$0.x.isNaN && !$0.y.isNaN }
      let line = Loess.smoothed(members, bandwidth: bandwidth)
      groups += Array(repeating: group, count: line.count)
      points += line
    }
    var out = try frame.heads(of: grouping, by: groupby, context).rows(groups)
    let places = points.map(\.x)
    out[names.0] = xs.areInstants ? .instants(places) : .numbers(places)
    out[names.1] = .numbers(points.map(\.y))
    return out
  }

  var fields: [Spanned<String>] { [x, y] + groupby }
  var produced: [String] { groupby.names + [names.0, names.1] }
  var dropsOthers: Bool { true }

  func grouped(by facets: [Spanned<String>]) -> any Transform {
    var out = self
    out.groupby = groupby.adding(facets)
    return out
  }
}
