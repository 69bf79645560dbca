import Foundation
import Testing

/// What `quire plot` draws, says and leaves behind.
@Suite struct `Plotting from the command line` {
  private static let specification = """
    data: {url: rows.csv}
    mark: bar
    encoding: {x: "place:N", y: "sum(amount):Q"}

    """

  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.write("charts/rows.csv", "place,amount\na,1\nb,2\na,3\n")
    try place.write("charts/bars.vl.yaml", Self.specification)
    try place.write(
      "charts/points.vl.json",
      #"{"data": {"url": "rows.csv"}, "mark": "point", "encoding": {"x": {"field": "amount", "#
        + #""type": "quantitative"}}}"#
    )
    return place
  }

  @Test func `writes one picture to standard output`() async throws {
    let outcome = try await place().quire("plot", "charts/bars.vl.yaml")
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("<svg"))
    #expect(outcome.output.contains("Sum of amount"))
  }

  @Test func `draws many into a folder, which it makes`() async throws {
    let place = try place()
    let outcome = try await place.quire(
      "plot",
      "charts/bars.vl.yaml",
      "charts/points.vl.json",
      "-o",
      "out/pictures"
    )
    #expect(outcome.code == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
    #expect(place.names(in: "out/pictures") == ["bars.svg", "points.svg"])
    let again = try await place.quire("plot", "charts/bars.vl.yaml", "-o", "other/")
    #expect(again.code == 0)
    #expect(try place.read("other/bars.svg") == place.read("out/pictures/bars.svg"))
  }

  @Test func `draws the others when one is broken`() async throws {
    let place = try place()
    try place.write("bad.vl.yaml", "data: {url: charts/rows.cvs}\nmark: bar\n")
    try place.write("braces.vl.yaml", "data: {url: '{{ params.x }}'}\nmark: bar\n")
    let outcome = try await place.quire(
      "plot",
      "bad.vl.yaml",
      "charts/bars.vl.yaml",
      "braces.vl.yaml",
      "-o",
      "out"
    )
    #expect(outcome.code == 1)
    #expect(
      outcome.errors.hasPrefix(
        """
        bad.vl.yaml:1:13: error: cannot read 'charts/rows.cvs': there is no such file [cannot-read]
            1 | data: {url: charts/rows.cvs}
              |             ^~~~~~~~~~~~~~~ did you mean 'charts/rows.csv'?
        braces.vl.yaml:1:17: error: no table or parameter 'params' [unknown-name]
        """
      ),
      "\(outcome.errors)"
    )
    #expect(outcome.errors.hasSuffix("2 of 3 could not be drawn\n"))
    #expect(place.names(in: "out") == ["bars.svg"])
  }

  @Test func `is told what it cannot do`() async throws {
    let place = try place()
    let two = try await place.quire("plot", "charts/bars.vl.yaml", "charts/points.vl.json")
    #expect(two.code == 64 && two.errors.contains("several specifications need a folder"))
    let itself = try await place.quire(
      "plot",
      "charts/bars.vl.yaml",
      "-o",
      "charts/bars.vl.yaml"
    )
    #expect(itself.code == 1 && itself.errors.contains("[overwrites-source]"))
    #expect(try place.read("charts/bars.vl.yaml") == Self.specification)
    let none = try await place.quire("plot", "charts/bar.vl.yaml")
    #expect(none.code == 1)
    #expect(none.errors.contains("did you mean 'charts/bars.vl.yaml'?"), "\(none.errors)")
  }

  @Test func `draws as in a page when it is asked to`() async throws {
    let place = try place()
    let page = try await place.quire("plot", "charts/bars.vl.yaml", "--theme", "report")
    #expect(page.output.contains("<style>") && page.output.contains("q-chart"))
    let korean = try await place.quire("plot", "charts/bars.vl.yaml", "--lang", "ko")
    #expect(korean.output.contains("amount 합계"))
  }
}
