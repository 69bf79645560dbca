import Diagnostics
import Expressions
import Tables
import Testing

/// Functions that only charts use; answers are Vega 6's.
@Suite struct ChartFunctionTests {
  @Test(arguments: [
    ("rgb(1.4, 2.6, 3, 0.5)", "rgba(1, 3, 3, 0.5)"), ("rgb(1, 2, 3)", "rgb(1, 2, 3)"),
    ("hsl('steelblue')", "rgb(70, 130, 180)"), ("hsl(120, 0.5, 0.5)", "rgb(64, 191, 64)"),
    ("hcl(120, 50, 50)", "rgb(92, 130, 37)"), ("lab(50, 20, 30)", "rgb(161, 105, 69)"),
    ("lab('gold')", "rgb(255, 215, 0)"), ("rgb('hsl(20, 50%, 50%)')", "rgb(191, 106, 64)"),
    ("luminance('red')", "0.2126"), ("contrast('red', 'blue')", "2.148936170212766"),
    ("format(null, 'd')", "null"), ("timeFormat(null, '%Y')", "null"),
    ("timeUnitSpecifier(['year', 'week'])", "%Y W%U"), ("timeUnitSpecifier('hours')", "%H:00"),
    ("timeUnitSpecifier(['hours', 'minutes', 'seconds'])", "%H:%M:%S"),
    ("timeUnitSpecifier(['year', 'quarter'])", "%Y Q%q"),
    ("timeUnitSpecifier(['month', 'date'], {'month-date': '%d/%m'})", "%d/%m"),
  ])
  func `charts have Vega's functions`(_ source: String, _ answer: String) throws {
    #expect(try evaluate("'' + (\(source))", in: NamedValues(isLenient: true)) == .string(answer))
  }

  @Test func `chance is the same at every run`() throws {
    let scope = NamedValues(isLenient: true)
    let file = SourceFile(name: "e", text: "random()")
    func draws() throws -> [Double] {
      let expression = try Expression("random()", at: file.span(0..<8))
      return try (0..<1_000).map { _ in try expression.evaluate(in: scope).number ?? .nan }
    }
    let numbers = try draws()
    #expect(try draws() == numbers)
    #expect(numbers.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(numbers.reduce(0, +) / 1_000 - 0.5) < 0.05)
    #expect(Set(numbers).count == 1_000)
  }

  @Test func `samples follow their distributions`() throws {
    for (source, mean, tolerance) in [
      ("sampleNormal(10, 2)", 10, 0.3), ("sampleUniform(4)", 2, 0.2),
      ("sampleUniform(10, 20)", 15, 0.5), ("sampleLogNormal(0, 0.1)", 1.005, 0.05),
    ] {
      let file = SourceFile(name: "e", text: source)
      let expression = try Expression(source, at: file.span(0..<file.bytes.count))
      let scope = NamedValues(isLenient: true)
      var sum = 0.0
      for _ in 0..<1_000 { sum += try expression.evaluate(in: scope).number ?? .nan }
      #expect(abs(sum / 1_000 - mean) < tolerance, "\(source)")
    }
  }

  @Test func `prose has no chance`() {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(name: "e", text: "random()")
    #expect(Expression.parse(file.span(0..<8), into: &diagnostics) == nil)
    #expect(diagnostics.map(\.code) == ["refused-function"])
  }
}
