import Diagnostics
import Expressions
import Options
import Tables

/// A smooth curve of how densely the values of a field lie: one row for each point of the curve.
///
/// Source: Vega's `kde`. As there, a null is a value of 0 (and one of those counted) but does not
/// stretch the curve.
struct DensityTransform: Transform {
  var field: Spanned<String>
  var groupby: [Spanned<String>]
  var isCumulative: Bool
  /// Multiplied by the number of values.
  var countsValues: Bool
  /// The standard deviation of the kernel; 0 is estimated from the values.
  var bandwidth: Double
  var extent: (Double, Double)?
  var leastSteps: Int
  var mostSteps: Int
  var steps: Int?
  /// Each group over its own range, by as many points as its curve needs, rather than all alike.
  var isIndependent: Bool
  var names: (String, String)

  private enum Resolve: String, CaseIterable { case shared, independent }

  init?(_ reader: inout OptionReader) {
    let field = reader.field("density")
    groupby = reader.fields("groupby")
    isCumulative = reader.bool("cumulative") ?? false
    countsValues = reader.bool("counts") ?? false
    bandwidth = max(0, reader.number("bandwidth") ?? 0)
    extent = reader.pair("extent")
    leastSteps = reader.integer("minsteps", in: 1...100_000) ?? 25
    mostSteps = reader.integer("maxsteps", in: 1...100_000) ?? 200
    steps = reader.integer("steps", in: 1...100_000)
    let resolve: Resolve? = reader.choice("resolve")
    isIndependent = resolve == .independent
    names = reader.pairOfNames("value", "density")
    guard let field else { return nil }
    self.field = field
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    let values = try frame.series(field, in: context.name).doubles
    let grouping = try frame.grouping(by: groupby, context)
    let least = steps ?? (isIndependent ? leastSteps : mostSteps)
    let most = steps ?? mostSteps
    let shared = isIndependent ? nil : Extent(of: values).bounds
    var groups: [Int] = []
    var points: [CurvePoint] = []
    for (group, rows) in grouping.rows.enumerated() {
      let members = rows.map { values[$0] }
      guard let extent = extent ?? shared ?? Extent(of: members).bounds else { continue }
      let density = KernelDensity(members, bandwidth: bandwidth)
      let scale = countsValues ? Double(members.count) : 1
      let curve = CurveSampling.points(from: extent.0, to: extent.1, least: least, most: most) {
        isCumulative ? density.cumulative($0) : density.density($0)
      }
      for point in curve {
        groups.append(group)
        points.append((point.x, point.y * scale))
      }
    }
    var out = try frame.heads(of: grouping, by: groupby, context).rows(groups)
    out[names.0] = .numbers(points.map(\.x))
    out[names.1] = .numbers(points.map(\.y))
    return out
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
