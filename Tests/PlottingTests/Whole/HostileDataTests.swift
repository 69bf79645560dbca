import Diagnostics
import Foundation
import Markup
import Options
import Tables
import Testing

@testable import Plotting

/// Data and specifications that want to do harm, or do so without wanting to.
@Suite struct HostileDataTests {
  /// Draws, and looks over the file; nil when the specification was refused with a complaint.
  @discardableResult
  private func survive(_ yaml: String, theme: Theme = .plain) throws -> Drawing? {
    let file = SourceFile(name: "chart.yaml", text: yaml)
    var diagnostics: [Diagnostic] = []
    let node = OptionNode.parse(yaml: file.span(0..<file.bytes.count), into: &diagnostics)
    guard let node, let chart = Chart(node, isWhole: true, diagnostics: &diagnostics) else {
      #expect(diagnostics.contains { $0.severity == .error }, "refused without a word: \(yaml)")
      return nil
    }
    var options = DrawingOptions()
    options.theme = theme
    let drawing: Drawing
    do throws(Diagnostic) {
      drawing = try chart.draw(Specimens.Tables(tables: [:]), options)
    } catch {
      #expect(error.severity == .error && !error.message.isEmpty)
      return nil
    }
    let svg = drawing.file(theme: theme)
    // Readers of XML refuse files of many megabytes.
    guard svg.utf8.count < 5_000_000 else { return drawing }
    #expect(XMLCheck(svg).isSound, "not XML: \(yaml)")
    for bad in ["<script", "</script", "<img", "javascript:", "onerror=", "}</style"] {
      let harm = svg.lowercased().contains(bad) && !Self.isHarmless(bad, in: svg)
      #expect(!harm, "\(bad) in the picture of \(yaml)")
    }
    let broken = #/ (d|x|y|x2|y2|cx|cy|r|width|height|transform|viewBox)="[^"]*(nan|inf)/#
    #expect(svg.firstMatch(of: broken) == nil, "broken numbers in the picture of \(yaml)")
    #expect(drawing.width <= 300_000 && drawing.height <= 300_000)
    return drawing
  }

  /// Words of data are text, and in a text no mark-up; only an attribute or an element does harm.
  private static func isHarmless(_ bad: String, in svg: String) -> Bool {
    guard let root = SVGTree.read(svg) else { return false }
    return !([root] + root.descendants).contains { element in
      ["script", "img", "foreignObject"].contains(element.name)
        || element.attributes.contains { name, value in
          let leads = ["href", "xlink:href", "src", "style"].contains(name)
          return name.hasPrefix("on") || (leads && value.lowercased().contains("javascript:"))
        } || (element.name == "style" && element.text.contains("red;"))
    }
  }

  private static let texts = [
    "</script><script>alert(1)</script>", "\\\"><img src=x onerror=alert(1)>", "red;}</style>",
    "javascript:alert(1)", "]]>", "<!--", "&lt;b&gt;", "url(#x)", "a\\u0000b\\u202Ec",
    "\\uFFFE\\uFFFF",
    "𝒳\\u0301\\u0301\\u0301", "-->", "'; DROP TABLE x; --", "${x}", "=1+1", "\\t\\n\\r", "",
  ]

  @Test(arguments: texts)
  func `texts of data stay text wherever they are drawn`(_ text: String) throws {
    for encoding in [
      "{x: 'k:N', y: 'v:Q'}", "{x: 'v:Q', color: 'k:N'}", "{x: 'v:Q', text: 'k:N'}",
      "{x: 'v:Q', tooltip: 'k:N', description: 'k:N'}", "{x: 'v:Q', row: 'k:N'}",
      "{x: 'v:Q', href: 'k:N'}", "{x: 'v:Q', color: {field: k, type: nominal, scale: null}}",
      "{x: 'v:Q', shape: {field: k, type: nominal, scale: null}}",
      "{x: 'v:Q', detail: 'k:N', key: 'k:N'}",
      "{x: 'v:Q', fill: {field: k, type: nominal, scale: {range: {field: k}}}}",
    ] {
      for (mark, theme) in [("point", Theme.plain), ("text", .report), ("bar", .report)] {
        try survive(
          "data: {values: [{k: \"\(text)\", v: 1}, {k: b, v: 2}]}\nmark: \(mark)\nencoding: \(encoding)",
          theme: theme
        )
      }
    }
  }

  @Test(arguments: texts)
  func `texts of specifications stay text`(_ text: String) throws {
    let quoted = "\"\(text)\""
    for part in [
      "title: \(quoted)", "description: \(quoted)", "name: \(quoted)", "background: \(quoted)",
      "config: {font: \(quoted)}", "config: {view: {fill: \(quoted)}}",
      "config: {axis: {labelColor: \(quoted), labelFont: \(quoted), format: \(quoted)}}",
      "view: {stroke: \(quoted)}",
    ] {
      try survive("data: {values: [{v: 1}]}\nmark: point\nencoding: {x: 'v:Q'}\n\(part)")
    }
    for mark in [
      "color: \(quoted)", "font: \(quoted)", "href: \(quoted)", "shape: \(quoted)",
      "tooltip: \(quoted)", "cursor: \(quoted)", "blend: \(quoted)", "description: \(quoted)",
      "strokeCap: \(quoted)", "style: \(quoted)", "interpolate: \(quoted)", "url: \(quoted)",
    ] {
      for type in ["point", "line", "text"] {
        try survive(
          "data: {values: [{v: 1}, {v: 2}]}\nmark: {type: \(type), \(mark)}\nencoding: {x: 'v:Q', y: 'v:Q'}"
        )
      }
    }
  }

  private static let numbers = [
    "0", "-0.0", "-1", "1e300", "-1e300", "1e308", "1e-300", "5e-324", ".nan", ".inf", "-.inf",
    "null",
    "true", "\"\"", "\"x\"", "9007199254740993", "[1, 2]", "{a: 1}",
  ]

  @Test(arguments: numbers)
  func `numbers of any size are drawn or refused`(_ number: String) throws {
    let rows = "data: {values: [{v: \(number), k: a}, {v: 1, k: b}]}\n"
    // Each number meets every third pair; together the numbers meet them all.
    let place = Self.numbers.firstIndex(of: number) ?? 0
    for (index, mark) in MarkType.allCases.map(\.rawValue).enumerated()
    where (index + place) % 3 == 0 {
      for encoding in [
        "{x: 'v:Q', y: 'k:N'}", "{x: 'v:Q', y: 'v:Q', size: 'v:Q', color: 'v:Q'}",
        "{x: {field: v, type: quantitative, bin: true}, y: 'count()'}", "{x: 'v:T', y: 'v:O'}",
        "{theta: 'v:Q', radius: 'v:Q', color: 'k:N'}", "{x: 'yearmonth(v):T', y: 'mean(v):Q'}",
        "{x: {field: v, type: quantitative, scale: {type: log}}, y: {field: v, type: quantitative, scale: {type: symlog}}}",
      ] {
        try survive(rows + "mark: \(mark)\nencoding: \(encoding)")
      }
    }
  }

  @Test(arguments: numbers)
  func `sizes of any kind are drawn or refused`(_ number: String) throws {
    let place = Self.numbers.firstIndex(of: number) ?? 0
    let rows = "data: {values: [{v: 3, k: a}, {v: 1, k: b}]}\n"
    for part in [
      "width: \(number)", "height: \(number)", "width: {step: \(number)}", "padding: \(number)",
      "spacing: \(number)", "config: {view: {step: \(number)}}",
      "config: {bar: {binSpacing: \(number)}}",
      "config: {axis: {tickSize: \(number), labelFontSize: \(number), tickCount: \(number)}}",
      "config: {legend: {symbolSize: \(number), columns: \(number), gradientLength: \(number)}}",
    ] {
      try survive(rows + "mark: bar\nencoding: {x: 'k:N', y: 'v:Q', color: 'v:Q'}\n\(part)")
    }
    for scale in [
      "domain: [\(number), 1]", "range: [\(number), 9]", "padding: \(number)", "nice: \(number)",
      "type: pow, exponent: \(number)", "type: log, base: \(number)",
      "type: symlog, constant: \(number)",
      "domainMin: \(number)", "domainMid: \(number)", "bins: {start: 0, stop: \(number), step: 1}",
      "bins: {start: 0, stop: 1, step: \(number)}",
    ] {
      try survive(
        rows + "mark: point\nencoding: {x: {field: v, type: quantitative, scale: {\(scale)}}}"
      )
      try survive(
        rows + "mark: point\nencoding: {color: {field: v, type: quantitative, scale: {\(scale)}}}"
      )
    }
    for property in [
      "size", "strokeWidth", "opacity", "cornerRadius", "width", "height", "x", "y", "angle",
      "fontSize", "dx", "limit", "innerRadius", "outerRadius", "padAngle", "tension", "thickness",
      "bandSize", "strokeDash", "lineHeight", "theta", "radius",
    ] {
      let types = ["bar", "line", "text", "arc", "point", "tick", "trail"]
      for (index, type) in types.enumerated() where (index + place) % 7 < 2 {
        try survive(
          rows
            + "mark: {type: \(type), \(property): \(number)}\nencoding: {x: 'v:Q', y: 'k:N', text: 'k:N'}"
        )
      }
    }
    for step in [
      "{bin: {maxbins: \(number)}, field: v, as: w}", "{bin: {step: \(number)}, field: v, as: w}",
      "{bin: {extent: [\(number), 2]}, field: v, as: w}", "{sample: \(number)}",
      "{density: v, steps: \(number), bandwidth: \(number)}", "{quantile: v, step: \(number)}",
      "{loess: v, on: v, bandwidth: \(number)}",
      "{regression: v, on: v, method: poly, order: \(number)}",
      "{window: [{op: ntile, param: \(number), as: w}], frame: [\(number), 1]}",
      "{impute: v, key: v, keyvals: {start: 0, stop: \(number)}}",
      "{pivot: k, value: v, limit: \(number)}",
    ] {
      try survive(rows + "transform: [\(step)]\nmark: point\nencoding: {x: 'v:Q'}")
    }
    try survive(
      "data: {sequence: {start: 0, stop: \(number), step: \(number)}}\nmark: point\nencoding: {x: 'data:Q'}"
    )
  }

  @Test(arguments: MarkType.allCases.map(\.rawValue))
  func `no rows, one row and rows without values are drawn`(_ mark: String) throws {
    for rows in [
      "[]", "[{}]", "[{k: a, v: 1}]", "[{k: null, v: null}, {k: null, v: null}]", "[null]",
      "[1, 2]",
    ] {
      for encoding in [
        "{}", "{x: 'k:N', y: 'v:Q'}", "{x: 'v:Q', y: 'v:Q', color: 'k:N', size: 'v:Q'}",
        "{x: {field: v, bin: true}, y: 'count()'}", "{theta: 'v:Q', color: 'k:N'}",
        "{x: 'v:T', y: 'mean(v):Q', row: 'k:N'}", "{x: 'month(v):O', text: 'k:N', color: 'v:Q'}",
      ] {
        try survive("data: {values: \(rows)}\nmark: \(mark)\nencoding: \(encoding)")
        try survive("data: {values: \(rows)}\nmark: \(mark)\nencoding: \(encoding)", theme: .report)
      }
    }
  }

  @Test(arguments: [
    "0001-01-01", "9999-12-31T23:59:59", "-000001-01-01", "not a date", "2024-02-30",
  ])
  func `far dates are drawn`(_ date: String) throws {
    for unit in [
      "", "year", "yearmonth", "month", "yearweek", "hours", "dayofyear", "milliseconds",
    ] {
      for mark in ["bar", "line", "point"] {
        try survive(
          """
          data: {values: [{d: "\(date)", v: 1}, {d: "2024-01-01", v: 2}]}
          mark: \(mark)
          encoding: {x: {field: d, type: temporal\(unit.isEmpty ? "" : ", timeUnit: \(unit)")}, y: 'v:Q'}
          """
        )
      }
    }
  }

  @Test func `ten thousand categories are drawn, in their colours too`() throws {
    let table = Table([
      ("k", try Specimens.texts((0..<10_000).map { "c\($0)" })),
      ("v", try Specimens.numbers((0..<10_000).map { Double($0 % 13) })),
    ])
    for encoding in [
      "{x: 'k:N', y: 'v:Q'}", "{x: 'v:Q', color: 'k:N'}", "{y: 'k:N', x: 'v:Q', color: 'k:N'}",
    ] {
      for theme in [Theme.plain, .report] {
        let start = ContinuousClock.now
        let drawing = try Specimens.draw(
          "mark: bar\nencoding: \(encoding)",
          on: table,
          theme: theme
        )
        #expect(drawing.pointCount == 10_000)
        #expect(XMLCheck(drawing.svg.xml).isSound)
        #expect(ContinuousClock.now - start < .seconds(60))
      }
    }
  }

  @Test func `a link runs no script`() throws {
    for link in [
      "javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x",
      "\\tjavascript:x",
    ] {
      let drawing = try survive(
        "data: {values: [{u: \"\(link)\"}]}\nmark: point\nencoding: {href: 'u:N'}"
      )
      let svg = try #require(drawing).svg.xml
      let tree = try #require(SVGTree.read(svg))
      #expect(!tree.descendants.contains { $0.name == "a" }, "a link to \(link)")
    }
  }
}
