import Plotting
import Testing

/// Facets, concatenations, repeats and layers.
@Suite struct CompositionFactsTests {
  static let table =
    "data: {values: [{r: u, c: x, v: 1}, {r: u, c: y, v: 2}, {r: w, c: x, v: 10}, {r: w, c: y, v: 4}]}\n"

  /// Plots that hold marks, from the top left.
  static func cells(_ seen: Seen) -> [Seen.Plot] { seen.plots.filter { !$0.marks.isEmpty } }

  @Test func `rows and columns make a grid with headers`() throws {
    let seen = try Seen(
      Self.table + "mark: {type: bar, height: 9}\n"
        + "encoding: {y: {value: 20}, x: {field: v, type: quantitative, axis: null}, row: 'r:N', column: 'c:N'}\n"
        + "width: 100\nheight: 50"
    )
    let cells = Self.cells(seen)
    #expect(cells.count == 4)
    // 100 and 20 between columns, 50 and 20 between rows, and a pixel of each frame to either side.
    #expect(close(Set(cells.map { $0.x - cells[0].x }).sorted(), [0, 122]))
    #expect(close(Set(cells.map { $0.y - cells[0].y }).sorted(), [0, 72]))
    #expect(seen.headers["column"]?.sorted() == ["c", "x", "y"])
    #expect(seen.headers["row"]?.sorted() == ["r", "u", "w"])
    // All share one scale: 10 ends it.
    #expect(close(cells[0].marks[0].items[0].width, 10))
  }

  @Test func `a facet wraps after its columns`() throws {
    let seen = try Seen(
      """
      data: {values: [{k: a, v: 1}, {k: b, v: 2}, {k: c, v: 3}, {k: d, v: 4}, {k: e, v: 5}]}
      mark: {type: bar, height: 9}
      encoding: {y: {value: 20}, x: {field: v, type: quantitative, axis: null}, facet: {field: k, type: nominal, columns: 3}}
      width: 60
      height: 40
      """
    )
    let cells = Self.cells(seen)
    #expect(cells.count == 5)
    #expect(Set(cells.map { ($0.x - cells[0].x).rounded() }) == [0, 82, 164])
    #expect(Set(cells.map { $0.y.rounded() }).count == 2)
    #expect(seen.titles == ["a", "b", "c", "d", "e"])
    #expect(Array(seen.headers.values.joined()) == ["k"])
  }

  @Test func `independent scales end at their own values`() throws {
    func ends(_ resolve: String) throws -> [String?] {
      let seen = try Seen(
        Self.table + "facet: {row: {field: r, type: nominal}}\n"
          + "spec: {mark: bar, encoding: {y: {field: c, type: nominal}, x: {field: v, type: quantitative}}}\n"
          + resolve
      )
      return seen.plots.flatMap(\.axes).filter(\.isX).map(\.texts.last)
    }
    #expect(try ends("") == ["10"])
    #expect(
      try ends("resolve: {scale: {x: independent}}").sorted { $0 ?? "" < $1 ?? "" } == [
        "10", "2.0",
      ]
    )
  }

  @Test(arguments: [("hconcat", 122.0, 0.0), ("vconcat", 0, 72)])
  func `views stand twenty pixels apart and a frame around each`(
    _ kind: String,
    _ x: Double,
    _ y: Double
  ) throws {
    let view =
      "{width: 100, height: 50, mark: {type: bar, height: 9}, encoding: {x: {field: v, type: quantitative, axis: null}, y: {value: 20}}}"
    let seen = try Seen(Self.table + "\(kind): [\(view), \(view)]")
    let cells = Self.cells(seen)
    #expect(close([cells[1].x - cells[0].x, cells[1].y - cells[0].y], [x, y]))
  }

  @Test func `spacing is as told`() throws {
    let view =
      "{width: 100, height: 50, mark: {type: bar, height: 9}, encoding: {x: {field: v, type: quantitative, axis: null}, y: {value: 20}}}"
    let seen = try Seen(Self.table + "spacing: 7\ncolumns: 2\nconcat: [\(view), \(view), \(view)]")
    let cells = Self.cells(seen)
    #expect(close([cells[1].x - cells[0].x, cells[2].y - cells[0].y], [109, 59]))
  }

  @Test func `views of a concatenation share no axes but colours`() throws {
    let seen = try Seen(
      Self.table
        + "hconcat: [{mark: point, encoding: {x: 'v:Q', color: 'r:N'}}, "
        + "{transform: [{filter: 'datum.v < 3'}], mark: point, encoding: {x: 'v:Q', color: 'c:N'}}]"
    )
    #expect(seen.plots.flatMap(\.axes).filter(\.isX).map(\.texts.last) == ["10", "2.0"])
    #expect(seen.legends.count == 1)
    #expect(seen.legends[0].labels == ["u", "w", "x", "y"])
  }

  @Test func `a repeat draws each column`() throws {
    let seen = try Seen(
      """
      data: {values: [{a: 1, b: 20, c: 3}]}
      repeat: {row: [a, b], column: [b, c]}
      spec: {mark: point, encoding: {x: {field: {repeat: column}, type: quantitative}, y: {field: {repeat: row}, type: quantitative}}}
      """
    )
    let axes = seen.plots.flatMap(\.axes)
    #expect(axes.filter(\.isX).compactMap(\.title) == ["b", "c", "b", "c"])
    #expect(axes.filter { !$0.isX }.compactMap(\.title) == ["a", "a", "b", "b"])
  }

  @Test func `a repeat in layers draws them over one another`() throws {
    let seen = try Seen(
      """
      data: {values: [{t: 0, a: 1, b: 2}, {t: 1, a: 3, b: 4}]}
      repeat: {layer: [b, a]}
      spec: {mark: line, encoding: {x: 't:Q', y: {field: {repeat: layer}, type: quantitative}, color: {datum: {repeat: layer}}}}
      """
    )
    #expect(seen.items("line").map(\.stroke) == ["#4c78a8", "#f58518"])
    #expect(seen.legends[0].labels == ["b", "a"])
  }

  @Test func `layers share their axis, and its title tells both`() throws {
    let layers =
      "data: {values: [{t: 0, a: 1, b: 100}, {t: 1, a: 2, b: 300}]}\n"
      + "encoding: {x: 't:Q'}\n"
      + "layer: [{mark: line, encoding: {y: 'a:Q'}}, {mark: line, encoding: {y: 'b:Q'}}]\n"
    let shared = try Seen(layers)
    #expect(shared.plots.flatMap(\.axes).filter { !$0.isX }.map(\.title) == ["a, b"])
    #expect(try shared.axis("y").texts.last == "300")
    let apart = try Seen(layers + "resolve: {scale: {y: independent}}")
    let axes = apart.plots.flatMap(\.axes).filter { !$0.isX }
    #expect(axes.map(\.title) == ["a", "b"])
    #expect(axes.map(\.texts.last) == ["2.0", "300"])
    // The second one stands on the right.
    #expect(close(axes.map(\.shift.x), [0.5, 300.5]))
    #expect(close(apart.items("line").map(\.y), [0, 0]))
  }

  @Test func `legends may be independent`() throws {
    let seen = try Seen(
      Self.table
        + "hconcat: [{mark: point, encoding: {color: 'r:N'}}, {mark: point, encoding: {color: 'c:N'}}]\n"
        + "resolve: {scale: {color: independent}}"
    )
    #expect(seen.legends.map(\.labels) == [["u", "w"], ["x", "y"]])
  }

  @Test(arguments: [("top", true), ("bottom", false)])
  func `a row's label above or below stands clear of its neighbours in a report`(
    _ side: String,
    _ isAbove: Bool
  ) throws {
    let seen = try Seen(
      """
      data: {values: [{g: A, v: 1}, {g: B, v: 2}]}
      mark: bar
      height: 60
      encoding: {y: 'v:Q', row: {field: g, header: {labelOrient: \(side)}}}
      """,
      theme: .report
    )
    let plots = seen.plots.filter { !$0.marks.isEmpty }
    #expect(plots.count == 2)
    // 20 pixels between cells, and a label's room.
    #expect(plots[1].y - (plots[0].y + plots[0].height) > 35)
  }
}
