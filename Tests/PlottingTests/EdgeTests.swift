import Diagnostics
import Foundation
import Markup
import Plotting
import Tables
import Testing

/// Data that charts must survive.
@Suite struct EdgeTests {
  static let marks = ["bar", "line", "area", "point", "rect", "circle", "square"]
  static let encodings = [
    "{x: 'd:T', y: 'v:Q'}", "{x: 'd:O', y: 'v:Q', color: n}", "{x: 'v:Q', y: 'n:N'}",
    "{x: n, y: 'mean(v):Q', xOffset: n}", "{x: {field: v, bin: true}, y: 'count()'}",
    "{x: {field: v, type: quantitative, scale: {type: log}}, y: 'v:Q'}", "{x: 'v:Q'}", "{y: n}",
    "{x: 'yearmonth(d)', y: 'sum(v)', color: 'v:Q'}", "{x: n, y: n, color: 'median(v)'}",
    "{x: 'v:Q', y: 'v:Q', size: 'v:Q', opacity: 'v:Q', shape: n}",
    "{x: 'd:T', y: {field: v, type: quantitative, stack: normalize}, color: n}",
  ]

  static func tables() throws -> [String: Table] {
    func table(_ v: [Double?], _ n: [String?], _ d: [Value]) throws -> Table {
      Table([
        ("v", try Specimens.numbers(v)), ("n", try Specimens.texts(n)),
        ("d", try Column(.date32, d)),
      ])
    }
    return [
      "empty": try table([], [], []), "one row": try table([3], ["a"], [.date(19000)]),
      "nulls": try table([nil, nil], [nil, nil], [.null, .null]),
      "not numbers": try table(
        [.nan, .infinity, -.infinity, 1],
        ["a", "b", "c", "d"],
        [.date(0), .date(1), .date(2), .date(3)]
      ), "zeros": try table([0, 0], ["a", "b"], [.date(0), .date(1)]),
      "negative": try table([-1, -5, -3], ["a", "a", "b"], [.date(0), .date(0), .date(1)]),
      "huge": try table(
        [1e300, -1e300, 1e-300],
        ["a", "b", "c"],
        [.date(0), .date(1), .date(2)]
      ),
      "far years": try table([1, 2], ["a", "b"], [.date(-719_162), .date(2_932_896)]),
      "markup": try table(
        [1, 2, 3],
        ["</script>", "\"><img onerror=alert(1)>", "a\u{0}b\u{202E}c"],
        [.date(0), .date(1), .date(2)]
      ),
    ]
  }

  @Test(arguments: marks, encodings)
  func `no data makes a chart crash or write broken numbers`(
    _ mark: String,
    _ encoding: String
  ) throws {
    for (name, table) in try Self.tables() {
      var problems: [String] = []
      for locale in ChartLocale.allCases {
        guard
          let drawing = try? Specimens.draw(
            "mark: \(mark)\nencoding: \(encoding)",
            on: table,
            locale: locale
          )
        else {
          problems.append("cannot be drawn")
          continue
        }
        let svg = drawing.svg.xml
        for bad in ["<img", "</script", "\u{0}"] where svg.contains(bad) {
          problems.append("contains \(bad)")
        }
        let broken = #/ (d|x|y|x2|y2|cx|cy|r|width|height|transform)="[^"]*(nan|inf|\de)/#
        if let found = svg.firstMatch(of: broken) { problems.append("holds \(found.output.0)") }
        if drawing.width > 2000 || drawing.height > 2000 { problems.append("is too large") }
        if drawing.description.isEmpty { problems.append("has no description") }
        let parser = XMLCheck(svg)
        if !parser.isSound { problems.append("is not XML") }
      }
      #expect(problems.isEmpty, "\(mark) \(encoding) on \(name): \(problems)")
    }
  }

  @Test func `an empty table says so`() throws {
    let table = Table([("v", try Specimens.numbers([])), ("n", try Specimens.texts([]))])
    let drawing = try Specimens.draw("mark: bar\nencoding: {x: n, y: v}", on: table)
    #expect(drawing.svg.xml.contains(">no data<"))
    #expect(drawing.description == "Bar chart of v by n. There is no data.")
  }

  @Test func `two thousand categories stay within bounds, with labels that do not touch`() throws {
    let table = Table([
      ("n", try Specimens.texts((0..<2000).map { "category \($0)" })),
      ("v", try Specimens.numbers((0..<2000).map(Double.init))),
    ])
    let upright = try Specimens.draw("mark: bar\nencoding: {x: n, y: v}", on: table)
    #expect(upright.width <= 760)
    #expect(upright.pointCount == 2000)
    let labels = upright.svg.xml.matches(of: #/<text [^>]*>category /#).count
    #expect(labels > 5 && labels < 50)
    let lying = try Specimens.draw("mark: bar\nencoding: {y: n, x: v}", on: table)
    #expect(lying.height <= 1300)
  }

  @Test func `very many marks are drawn with a warning`() throws {
    let count = 20_001
    let table = Table([
      ("x", try Specimens.numbers((0..<count).map { Double($0) })),
      ("y", try Specimens.numbers((0..<count).map { Double($0 % 97) })),
    ])
    let drawing = try Specimens.draw("mark: circle\nencoding: {x: x, y: y}", on: table)
    #expect(drawing.warnings.map(\.code) == ["many-marks"])
    #expect(drawing.svg.xml.utf8.count < 2_000_000)
  }

  @Test func `the same data give the same bytes`() throws {
    let yaml = "mark: bar\nencoding: {x: 'yearmonth(month)', y: 'sum(students)', color: group}"
    let first = try Specimens.draw(yaml, on: Specimens.monthly())
    let second = try Specimens.draw(yaml, on: Specimens.monthly())
    #expect(first.svg.xml == second.svg.xml)
  }
}

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Whether a text is well-formed XML.
struct XMLCheck {
  let isSound: Bool

  init(_ text: String) { isSound = XMLParser(data: Data(text.utf8)).parse() }
}
