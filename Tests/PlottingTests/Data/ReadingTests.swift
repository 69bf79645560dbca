import Diagnostics
import Tables
import Testing

@testable import Plotting

@Suite struct ReadingTests {
  private func csv(
    _ text: String,
    _ kind: DataFormat.Kind = .csv,
    _ change: (inout DataFormat) -> Void = { _ in }
  ) throws -> Frame {
    var format = DataFormat()
    change(&format)
    return try Frame.read(Array(text.utf8), named: "rows", kind, format)
  }

  @Test func `objects become rows, and what a row lacks is null`() throws {
    let frame = try Rows.json(
      #" [ {"a":1,"b":"x\n\u00e9\ud83d\ude00"} , {"b":"y","a":-2.5e-1,"c":true}, {"c":[1,{"d":null}]}, null ]"#
    )
    #expect(frame.names == ["a", "b", "c"])
    #expect(areClose(frame.numbers("a"), [1, -0.25, .nan, .nan]))
    #expect(frame.texts("b") == ["x\né😀", "y", "null", "null"])
    #expect(frame["c"]?.level(at: 1) == .bool(true))
    #expect(frame.series("c[0]")?.doubles[2] == 1)
    #expect(frame.rowCount == 4)
  }

  @Test func `scalars become the column data; one object is one row`() throws {
    #expect(try Rows.json("[1, 2, 3]").numbers("data") == [1, 2, 3])
    #expect(try Rows.json(#"{"a": 3}"#).numbers("a") == [3])
    #expect(try Rows.json("[]").rowCount == 0)
  }

  @Test func `a property leads to the rows`() throws {
    let text = Array(#"{"x": [9], "deep": {"er": [{"a": 4}, {"a": 5}]}, "y": 1}"#.utf8)
    let frame = try JSONRows.read(text, named: "f", property: "deep.er")
    #expect(frame.numbers("a") == [4, 5])
    #expect(try JSONRows.read(text, named: "f", property: "deep.er[1].a").numbers("data") == [5])
    #expect(try JSONRows.read(text, named: "f", property: "none").rowCount == 0)
  }

  @Test func `lines of JSON are rows`() throws {
    let bytes = Array("{\"a\": 1}\n{\"a\": 2}\r\n\n{\"a\": 3}".utf8)
    #expect(
      try JSONRows.read(bytes, named: "f", property: nil, isLines: true).numbers("a") == [1, 2, 3]
    )
  }

  @Test(
    arguments: [
      ("[{\"a\": 1},\n {\"a\" 2}]", 2, 7, "a ':' is missing here"),
      ("[1, 2", 1, 6, "a ',' or ']' is missing here"),
      ("[{\"a\": tru}]", 1, 8, "a value must stand here"),
      ("{\"a\": \"x}", 1, 7, "this text has no closing quote"),
      ("[1] 2", 1, 5, "the file goes on after its value"),
      ("", 1, 1, "the file ends too early"),
    ]
  )
  func `broken JSON is told of at its place`(text: String, line: Int, column: Int, message: String)
    throws
  {
    let error = Rows.complaint {
      _ = try JSONRows.read(Array(text.utf8), named: "f.json", property: nil)
    }
    #expect(error?.message == message)
    #expect(error?.span.map { $0.start.line } == line)
    #expect(error?.span.map { $0.start.column } == column)
    #expect(error?.span?.file.name == "f.json")
  }

  @Test func `fields in quotes hold delimiters, line ends and quotes`() throws {
    let frame = try csv(
      "\u{FEFF}a,\"b \"\"c\"\"\",d\r\n1,\"x, \"\"y\"\"\nz\",\r\n2,plain \"q\",w\r\n\r\n3\n"
    )
    #expect(frame.names == ["a", "b \"c\"", "d"])
    #expect(frame.numbers("a") == [1, 2, 3])
    #expect(frame.texts("b \"c\"") == ["x, \"y\"\nz", "plain \"q\"", ""])
    #expect(frame.texts("d") == ["", "w", ""])
  }

  @Test func `columns of numbers are numbers; codes, dates and mixtures stay text`() throws {
    let frame = try csv(
      "n,code,date,mix,e\n1.50,007,2012-01-01,1,\n,1,2012-01-02,x,\n-2e3,2,2012-01-03,3,\n"
    )
    #expect(areClose(frame.numbers("n"), [1.5, .nan, -2000]))
    #expect(frame.texts("code") == ["007", "1", "2"])
    #expect(frame.texts("date") == ["2012-01-01", "2012-01-02", "2012-01-03"])
    #expect(frame.texts("mix") == ["1", "x", "3"])
    #expect(frame.texts("e") == ["", "", ""])
  }

  @Test func `a format says what columns are read as`() throws {
    let text = "a,b,d,r\n1,1,03.04.2012,1\n2,2,x,2\n"
    let frame = try csv(text) {
      $0.parse = ["a": "string", "b": nil, "d": "date:'%d.%m.%Y'"]
    }
    #expect(frame["a"]?.level(at: 0) == .text("1"))
    #expect(frame["b"]?.level(at: 0) == .text("1"))
    #expect(areClose(frame.numbers("d"), [1_333_411_200_000, .nan]))
    #expect(frame["r"]?.level(at: 0) == .number(1))
    #expect(try csv(text) { $0.isRaw = true }["r"]?.level(at: 0) == .text("1"))
    let error = Rows.complaint { _ = try csv(text) { $0.parse = ["a": "datum"] } }
    #expect(error?.message == "'datum' is no type to read column 'a' as")
  }

  @Test func `other delimiters separate fields too`() throws {
    #expect(try csv("a\tb\n1\tx y\n", .tsv).texts("b") == ["x y"])
    #expect(try csv("a;b\n1,5;2\n", .dsv) { $0.delimiter = ";" }.texts("a") == ["1,5"])
    let error = Rows.complaint { _ = try csv("a", .dsv) { $0.delimiter = ";;" } }
    #expect(error?.message == "';;' is no delimiter")
  }

  @Test func `values of a specification are rows`() throws {
    func load(_ value: Value) throws -> Frame {
      try Frame.load(.inline(Spanned(value, at: Rows.span), DataFormat()), from: NoDataFiles())
    }
    let rows: Value = .list([
      .record(Record([("a", .int(1)), ("b", .string("x"))])),
      .record(Record([("b", .string("y"))])),
    ])
    #expect(areClose(try load(rows).numbers("a"), [1, .nan]))
    #expect(try load(.list([.int(1), .string("x")])).texts("data") == ["1", "x"])
    #expect(try load(.string("a,b\n1,2")).numbers("b") == [2])
    #expect(try load(.string(" [{\"a\": 2}]")).numbers("a") == [2])
    #expect(try load(.record(Record([("a", .int(4))]))).numbers("a") == [4])
  }

  @Test func `sources are sequences, datasets and sources by name`() throws {
    let sequence = DataSource.sequence(start: 1, stop: 2, step: 0.25, as: "x")
    #expect(try Frame.load(sequence, from: NoDataFiles()).numbers("x") == [1, 1.25, 1.5, 1.75])
    #expect(try Frame.load(.empty, from: NoDataFiles()).rowCount == 0)
    let datasets = ["mine": Spanned(Value.list([.int(7)]), at: Rows.span)]
    let named = try Frame.load(.named(Rows.field("mine")), from: NoDataFiles(), datasets: datasets)
    #expect(named.numbers("data") == [7])
    let other = try Frame.load(
      .named(Rows.field("s")),
      from: NoDataFiles(),
      sources: ["s": sequence]
    )
    #expect(other.rowCount == 4)
    let error = Rows.complaint {
      _ = try Frame.load(.named(Rows.field("mime")), from: NoDataFiles(), datasets: datasets)
    }
    #expect(error?.message == "no data named 'mime'")
    #expect(error?.hint == "did you mean 'mine'?")
    let shapes = Rows.complaint {
      _ = try Frame.read([], of: Rows.field("world.topojson"), DataFormat())
    }
    #expect(shapes?.code == "unsupported")
  }
}
