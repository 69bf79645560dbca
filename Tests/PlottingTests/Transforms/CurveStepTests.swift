import Diagnostics
import Tables
import Testing

@testable import Plotting

@Suite struct CurveStepTests {
  /// Anscombe's first and second sets (https://en.wikipedia.org/wiki/Anscombe's_quartet).
  private let first = Frame([
    ("x", .numbers([10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5])),
    ("y", .numbers([8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68])),
  ])
  private let second = Frame([
    ("x", .numbers([10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5])),
    ("y", .numbers([9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74])),
  ])

  private func coefficients(_ out: Frame) throws -> [Double] {
    guard case .nested(.list(let values))? = out["coef"]?.level(at: 0) else { return [] }
    return values.compactMap(\.number)
  }

  /// R: lm(y ~ x) gives 3.0000909, 0.5000909, R² 0.6665425.
  @Test func `a line is fitted`() throws {
    let out = try Rows.apply("[{regression: y, on: x, params: true}]", to: first)
    #expect(try areClose(coefficients(out), [3.000090909090909, 0.500090909090909]))
    #expect(areClose(out.numbers("rSquared"), [0.6665424595087751]))
    let line = try Rows.apply("[{regression: y, on: x}]", to: first)
    #expect(line.numbers("x") == [4, 14])
    #expect(areClose(line.numbers("y"), [5.000454545454546, 10.001363636363637]))
  }

  /// R: lm(y ~ x + I(x^2)) of the second set gives -5.9957343, 2.7808392, -0.1267133.
  @Test func `a parabola is fitted, and its curve sampled where it bends`() throws {
    let out = try Rows.apply("[{regression: y, on: x, method: quad, params: true}]", to: second)
    #expect(
      try areClose(
        coefficients(out),
        [-5.995734265734246, 2.78083916083916, -0.1267132867132866],
        tolerance: 1e-6
      )
    )
    #expect(areClose(out.numbers("rSquared"), [0.999999457857722]))
    let curve = try Rows.apply("[{regression: y, on: x, method: quad}]", to: second)
    #expect(curve.rowCount == 85)
    let same = try Rows.apply("[{regression: y, on: x, method: poly, order: 2}]", to: second)
    #expect(areClose(same.numbers("y"), curve.numbers("y")))
  }

  @Test func `growth, powers and logarithms find what the points were made by`() throws {
    let xs = (1...8).map { Double($0) }
    func fitted(_ method: String, _ ys: [Double]) throws -> [Double] {
      let frame = Frame([("x", .numbers(xs)), ("y", .numbers(ys))])
      return try coefficients(
        Rows.apply("[{regression: y, on: x, method: \(method), params: true}]", to: frame)
      )
    }
    // Products in place of powers, so that no function of the tested code makes the points.
    var grown: [Double] = []
    for _ in xs { grown.append((grown.last ?? 2) * 1.5) }
    #expect(try areClose(fitted("exp", grown), [2, 0.4054651081081644]))
    #expect(try areClose(fitted("pow", xs.map { 3 * $0 * $0 }), [3, 2]))
    let logs = [
      0, 0.6931471805599453, 1.0986122886681098, 1.3862943611198906, 1.6094379124341003,
      1.791759469228055, 1.9459101490553132, 2.0794415416798357,
    ]
    #expect(try areClose(fitted("log", logs.map { 1 - 2 * $0 }), [1, -2]))
    #expect(
      try areClose(
        fitted("poly", xs.map { 1 + $0 * ($0 - 3) * $0 }),
        [1, 0, -3, 1],
        tolerance: 1e-7
      )
    )
  }

  @Test func `groups with too few points have no line, and nulls do not count`() throws {
    let frame = try Rows.json(
      #"[{"g": 1, "x": 1, "y": 2}, {"g": 2, "x": 1, "y": 3}, {"g": 1, "x": 2, "y": 4}, {"g": 1, "x": 3, "y": null}]"#
    )
    let out = try Rows.apply("[{regression: y, on: x, groupby: [g], as: [u, v]}]", to: frame)
    #expect(out.numbers("g") == [1, 1])
    #expect(out.numbers("u") == [1, 3])
    #expect(areClose(out.numbers("v"), [2, 6]))
  }

  /// The values are Vega's.
  @Test func `points are smoothed by their neighbours`() throws {
    let out = try Rows.apply("[{loess: y, on: x, bandwidth: 0.5}]", to: first)
    #expect(out.numbers("x") == [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
    #expect(
      areClose(
        out.numbers("y"),
        [
          4.538460465359394, 5.463246236704727, 6.077029824560308, 6.230678107727837,
          6.879701969906075, 8.029104760511418, 8.33543128037267, 8.896389074496405,
          9.040654302349235, 9.338386009928511, 9.507856959793292,
        ]
      )
    )
  }

  /// R: density() of one value is the normal curve: dnorm(0) = 0.3989423, pnorm(1) = 0.8413447.
  @Test func `the density of one value is the normal curve, of many their mean`() throws {
    let one = Frame([("v", .numbers([5]))])
    let curve = try Rows.apply("[{density: v, bandwidth: 1, extent: [5, 7], steps: 2}]", to: one)
    #expect(curve.numbers("value") == [5, 6, 7])
    #expect(
      areClose(
        curve.numbers("density"),
        [0.3989422804014327, 0.24197072451914337, 0.05399096651318806]
      )
    )
    let sum = try Rows.apply(
      "[{density: v, bandwidth: 1, extent: [5, 7], steps: 2, cumulative: true}]",
      to: one
    )
    #expect(areClose(sum.numbers("density"), [0.5, 0.8413447460685429, 0.9772498680518208]))
    // The values are Vega's, with the bandwidth that it estimates.
    let many = Frame([("v", .numbers([1, 2, 2, 3, 5, 8, 9, 9.5]))])
    let shared = try Rows.apply("[{density: v}]", to: many)
    #expect(shared.rowCount == 201)
    #expect(areClose([shared.numbers("density")[0]], [0.07895198050266447]))
    let own = try Rows.apply("[{density: v, resolve: independent}]", to: many)
    #expect(own.rowCount == 107)
    let counts = try Rows.apply("[{density: v, counts: true, steps: 1}]", to: many)
    #expect(areClose(counts.numbers("density"), [8 * 0.07895198050266447, 8 * 0.0625056764285873]))
  }

  @Test func `quantiles are taken at each probability`() throws {
    let frame = Frame([("v", .numbers([4, 1, 3, 2, .nan]))])
    let out = try Rows.apply("[{quantile: v, probs: [0.25, 0.5, 1], as: [p, q]}]", to: frame)
    #expect(out.numbers("p") == [0.25, 0.5, 1])
    #expect(areClose(out.numbers("q"), [1.75, 2.5, 4]))
    let steps = try Rows.apply("[{quantile: v, step: 0.25}]", to: frame)
    #expect(areClose(steps.numbers("prob"), [0.125, 0.375, 0.625, 0.875]))
  }
}
