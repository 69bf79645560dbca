import Diagnostics
import Expressions
import Tables
import Testing

@testable import Plotting

@Suite struct FieldTests {
  @Test(
    arguments: [
      ("a", ["a"]), ("a.b", ["a", "b"]), ("a[0].b", ["a", "0", "b"]), ("a['b c']", ["a", "b c"]),
      ("['a b']", ["a b"]), ("a\\.b", ["a.b"]), ("foo[\"b.ar\"][2]", ["foo", "b.ar", "2"]),
      ("a\\[0\\]", ["a[0]"]), ("cost [$", ["cost [$"]), ("it's", ["it's"]),
    ]
  )
  func `a field is a path of names`(text: String, names: [String]) {
    #expect(FieldPath(text).names == names)
  }

  @Test func `a field is the column of exactly its name, else a member of a nested one`() throws {
    let frame = try Rows.json(
      #"[{"a.b": 1, "c": {"d": [10, 20], "e f": "x"}, "g": "text"}, {"a.b": 2, "c": {"d": [30]}}]"#
    )
    func numbers(_ field: String) throws -> [Double] {
      try frame.series(Rows.field(field), in: "rows").doubles
    }
    #expect(try numbers("a.b") == [1, 2])
    #expect(try numbers("a\\.b") == [1, 2])
    #expect(try numbers("c.d[0]") == [10, 30])
    #expect(try areClose(numbers("c.d[1]"), [20, .nan]))
    #expect(try numbers("c.d.length") == [2, 1])
    #expect(frame.series("c['e f']")?.level(at: 0) == .text("x"))
    #expect(frame.contains(field: "g"))
    #expect(!frame.contains(field: "c.x"))
    #expect(!frame.contains(field: "g.x"))
  }

  @Test func `an unknown column is told of with a near match`() throws {
    let frame = try Rows.json(#"[{"price": 1, "symbol": "A"}]"#)
    let error = Rows.complaint { _ = try frame.series(Rows.field("prise"), in: "stocks") }
    #expect(error?.code == "unknown-column")
    #expect(error?.message == "'stocks' has no column 'prise'")
    #expect(error?.hint == "did you mean 'price'?")
    let unknown = Frame(rowCount: 2)
    #expect(try unknown.series(Rows.field("any"), in: "x").isAllNull)
  }

  @Test func `expressions see a row as datum`() throws {
    let frame = try Rows.json(#"[{"a": 1, "b c": "x", "n": {"m": 5}}, {"a": null, "b c": "y"}]"#)
    var scope = RowScope(frame, NamedValues(["p": .int(10)]))
    func value(_ text: String) throws -> Value {
      let span = SourceFile(name: "e", text: text).span(0..<text.utf8.count)
      return try Expression(text, at: span).evaluate(in: scope)
    }
    #expect(try value("datum.a + p") == .double(11))
    #expect(try value("datum['b c']") == .string("x"))
    #expect(try value("datum.n.m * 2") == .double(10))
    #expect(try value("datum.nothing") == .null)
    #expect(try value("length(datum)") == .int(3))
    scope.row = 1
    #expect(try value("isValid(datum.a)") == .bool(false))
    #expect(try value("datum.n.m") == .null)
  }

  @Test func `a table's columns keep their kinds`() throws {
    let table = Table([
      (name: "n", column: try Column(.int64, [.int(1), .null])),
      (name: "t", column: try Column(.utf8, [.string("a"), .null])),
      (name: "d", column: try Column(.date32, [.date(1), .date(2)])),
      (name: "b", column: try Column(.bool, [.bool(true), .null])),
    ])
    let frame = Frame(table)
    #expect(areClose(frame.numbers("n"), [1, .nan]))
    #expect(frame["t"]?.level(at: 1) == .null)
    #expect(frame["d"]?.areInstants == true)
    #expect(frame.numbers("d") == [86_400_000, 172_800_000])
    #expect(frame["b"]?.level(at: 0) == .bool(true))
    #expect(Frame(table, columns: ["t", "d.x", "nothing"]).names == ["t", "d"])
  }
}
