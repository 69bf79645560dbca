import Markup
import Tables
import Testing

@testable import Reporting

@Suite struct CellScaleTests {
  @Test func `bars begin at zero and turn left for negative numbers`() throws {
    let scale = try #require(BarScale([-10, 30]))
    #expect(
      scale.bar(30)?.html
        == #"<svg class="b" aria-hidden="true"><rect x="25%" width="75%" height="100%"></rect></svg>"#
    )
    #expect(scale.bar(-10)?.html.contains(#"<rect width="25%" height="100%" class="neg">"#) == true)
    #expect(scale.bar(.nan) == nil)
  }

  @Test func `a column of zeros has no bars`() {
    #expect(BarScale([0, 0]) == nil)
    #expect(BarScale([Double]()) == nil)
    #expect(BarScale([.infinity, .nan]) == nil)
  }

  @Test(
    arguments: [
      (ColourScheme.blues, nil, 0.0, "k blues k0"), (.blues, nil, 50, "k blues k5"),
      (.blues, nil, 100, "k blues k10"), (.blues, [0, 200], 100, "k blues k5"),
      (.blues, [0, 50], 100, "k blues k10"), (.redblue, [-100, 0, 100], -100, "k reds k10"),
      (.redblue, [-100, 0, 100], 0, "k blues k0"), (.redblue, [0, 100], 25, "k reds k5"),
      (.greens, [0, 10, 100], 10, "k greens k5"), (.greens, [0, 10, 100], 0, "k greens k0"),
    ] as [(ColourScheme, [Double]?, Double, String)]
  )
  func `a colour is a class and a step`(
    scheme: ColourScheme,
    domain: [Double]?,
    value: Double,
    classes: String
  ) {
    let scale = ColourScale(scheme: scheme, domain: domain).fitted(to: [0, 100])
    #expect(scale.classes(for: value) == classes)
  }

  @Test func `two hues meet at zero when zero lies between`() {
    let scale = ColourScale(scheme: .bluered).fitted(to: [-5, 20])
    #expect(scale.domain == [-20, 0, 20])
    #expect(scale.classes(for: -5) == "k blues k3")
  }

  @Test func `a column of one value stays pale and NaN has no colour`() {
    let scale = ColourScale(scheme: .teals).fitted(to: [3, 3])
    #expect(scale.classes(for: 3) == "k teals k0")
    #expect(scale.classes(for: .nan) == nil)
  }

  @Test(arguments: [
    (Total.sum, Value.int(6)), (.mean, .double(2)), (.min, .int(1)), (.max, .int(3)),
    (.count, .int(3)), (.none, .null),
  ])
  func `totals leave missing values out`(total: Total, value: Value) {
    #expect(total.value(of: [.int(1), .null, .int(2), .int(3)]) == value)
  }

  @Test func `sums are exact`() {
    #expect(
      Total.sum.value(of: [.int(.max), .int(1)]) == .decimal(Int128(Int64.max) + 1, scale: 0)
    )
    #expect(
      Total.sum.value(of: [.decimal(10, scale: 2), .decimal(20, scale: 2)])
        == .decimal(30, scale: 2)
    )
    #expect(Total.sum.value(of: Array(repeating: .double(0.1), count: 10)) == .double(1))
    #expect(Total.sum.value(of: [.null]) == .null)
    #expect(Total.count.value(of: [.null]) == .int(0))
  }
}
