import Engines
import Exporting
import Foundation
import Tables
import Testing

struct RowFormatTests {
  /// A row of every kind of value, and one of nulls.
  static func everything() throws -> Table {
    let minute = DataType.timestamp(.microsecond, zone: nil)
    let instant = DataType.timestamp(.millisecond, zone: "UTC")
    let inner: [Field] = [Field("amount", .float64), Field("code", .utf8)]
    func column(_ type: DataType, _ value: Value) throws -> Column {
      try Column(type, [value, .null])
    }
    return Table([
      ("text", try column(.utf8, .string("서울, \"강남\"\n2호선"))),
      ("plain", try column(.utf8, .string("수학"))), ("empty", try column(.utf8, .string(""))),
      ("flag", try column(.bool, .bool(true))), ("small", try column(.int8, .int(-128))),
      ("large", try column(.int64, .int(.min))), ("real", try column(.float64, .double(0.1))),
      ("whole", try column(.float64, .double(675_000))),
      ("nan", try column(.float64, .double(.nan))),
      ("price", try column(.decimal128(precision: 9, scale: 2), .decimal(12_350, scale: 2))),
      ("day", try column(.date32, .date(19_753))),
      ("minute", try column(minute, .timestamp(Timestamp(1_646_886_780_000_000, .microsecond)))),
      (
        "instant",
        try column(instant, .timestamp(Timestamp(-1, .millisecond, zone: "UTC")))
      ), ("bytes", try column(.binary, .bytes([0, 255]))),
      ("list", try column(.list(Field("item", .int64)), .list([.int(1), .null]))),
      (
        "action",
        try column(
          .structure(inner),
          .record(Record([("amount", .double(1.5)), ("code", .string("a,b"))]))
        )
      ),
    ])
  }

  @Test func `CSV quotes what needs it, leaves nulls empty and flattens structs`() throws {
    let text = CSVFormat().text(try Self.everything())
    let expected = """
      text,plain,empty,flag,small,large,real,whole,nan,price,day,minute,instant,bytes,list,\
      action.amount,action.code
      "서울, ""강남""
      2호선",수학,"",true,-128,-9223372036854775808,0.1,675000.0,nan,123.50,2024-01-31,\
      2022-03-10T04:33:00,1969-12-31T23:59:59.999Z,AP8=,"[1,null]",1.5,"a,b"
      ,,,,,,,,,,,,,,,,

      """
    #expect(text == expected)
  }

  @Test func `JSON lines nest structs and lists and have no NaN`() throws {
    let text = JSONLinesFormat().text(try Self.everything())
    let expected = #"""
      {"text":"서울, \"강남\"\n2호선","plain":"수학","empty":"","flag":true,"small":-128,\#
      "large":-9223372036854775808,"real":0.1,"whole":675000.0,"nan":null,"price":123.50,\#
      "day":"2024-01-31","minute":"2022-03-10T04:33:00","instant":"1969-12-31T23:59:59.999Z",\#
      "bytes":"AP8=","list":[1,null],"action":{"amount":1.5,"code":"a,b"}}
      {"text":null,"plain":null,"empty":null,"flag":null,"small":null,"large":null,"real":null,\#
      "whole":null,"nan":null,"price":null,"day":null,"minute":null,"instant":null,"bytes":null,\#
      "list":null,"action":null}

      """#
    #expect(text == expected)
  }

  @Test func `a JSON array has an object a line, and is one without rows too`() throws {
    let numbers = FixedWidthBuilder<Int64>()
    numbers.append(contentsOf: [1, 2, 3])
    let table = Table([("a", numbers.finish())])
    #expect(JSONArrayFormat().text(table) == "[\n{\"a\":1},\n{\"a\":2},\n{\"a\":3}\n]\n")
    let none = Table(schema: table.schema, batches: [])
    #expect(JSONArrayFormat().text(none) == "[\n]\n")
  }

  @Test(arguments: [
    ("%Y-%m-%d:%H:%M", "2022-03-10:04:33"), ("%d.%m.%y %H%%", "10.03.22 04%"),
    ("%Y-%m-%dT%H:%M:%S.%f", "2022-03-10T04:33:20.000001"), ("%L|%b", "000|Mar"),
  ])
  func `times are written by a format`(specifier: String, expected: String) throws {
    let type = DataType.timestamp(.microsecond, zone: nil)
    let value = Value.timestamp(Timestamp(1_646_886_800_000_001, .microsecond))
    let table = Table([("t", try Column(type, [value]))])
    let format = CSVFormat(times: try TimestampText(specifier))
    #expect(format.text(table) == "t\n\(expected)\n")
  }

  @Test func `a format of times with quotes in it is escaped`() throws {
    let type = DataType.timestamp(.second, zone: nil)
    let table = Table([("t", try Column(type, [.timestamp(Timestamp(0, .second))]))])
    let times = try TimestampText("%Y,\"%m")
    #expect(CSVFormat(times: times).text(table) == "t\n\"1970,\"\"01\"\n")
    #expect(JSONLinesFormat(times: times).text(table) == "{\"t\":\"1970,\\\"01\"}\n")
  }

  @Test func `numbers read back the same, with as few digits as Swift's own text`() throws {
    var random = SystemRandomNumberGenerator()
    var numbers: [Double] = [
      0, -0.0, 0.1, -0.01, 1e15, 9.99e14, 123.45, 1e-7, .leastNonzeroMagnitude, 1e300,
    ]
    for _ in 0..<20_000 {
      numbers.append(Double(bitPattern: random.next()))
      numbers.append(Double(Int64.random(in: -1_000_000...1_000_000_000)) / 100)
    }
    numbers.removeAll { !$0.isFinite }
    let builder = FixedWidthBuilder<Double>()
    builder.append(contentsOf: numbers)
    let lines = CSVFormat().text(Table([("x", builder.finish())])).split(separator: "\n")
      .dropFirst()
    #expect(lines.count == numbers.count)
    for (line, number) in zip(lines, numbers) {
      #expect(Double(line)?.bitPattern == number.bitPattern, "\(line)")
      #expect(line.count <= number.description.count, "\(line) \(number)")
    }
  }

  @Test(arguments: ["csv", "jsonl", "json"])
  func `DuckDB reads back any text, times and structs`(ending: String) async throws {
    var random = SystemRandomNumberGenerator()
    let letters: [Character] = [
      "a", ",", "\"", "\n", "\r", "\\", "\t", "가", "\u{1}", " ", "é", "😀", "'", "\u{7F}",
    ]
    let texts: [Value] = (0..<500).map { _ in
      let count = Int.random(in: 0...20, using: &random)
      let text = String((0..<count).map { _ in letters.randomElement(using: &random) ?? "a" })
      return Int.random(in: 0..<10, using: &random) == 0 ? .null : .string(text)
    }
    let times: [Value] = (0..<500).map { _ in
      .timestamp(Timestamp(Int64.random(in: -60_000_000_000...4_000_000_000), .second))
    }
    let time = DataType.timestamp(.second, zone: nil)
    let inner = Column.structure([(Field("at", time), try Column(time, times))])
    let table = Table([("text", try Column(.utf8, texts)), ("visit", inner)])
    let formats: [any RowFormat] = [CSVFormat(), JSONLinesFormat(), JSONArrayFormat()]
    let format = try #require(formats.first { $0.fileExtension == ending })
    let folder = try Folder()
    try format.text(table).write(
      toFile: folder.path + "/a.\(ending)",
      atomically: true,
      encoding: .utf8
    )
    let path = SQL.literal(.string(folder.path + "/a.\(ending)"))
    let query =
      ending == "csv"
      ? """
      SELECT text, "visit.at" FROM read_csv(\(path), header = true, auto_detect = false,
        delim = ',', quote = '"', escape = '"', new_line = '\\n', strict_mode = true, allow_quoted_nulls = false,
        columns = {'text': 'VARCHAR', 'visit.at': 'TIMESTAMP_S'})
      """
      : """
      SELECT text, visit.at FROM read_json(\(path), format = \
      \(ending == "json" ? "'array'" : "'newline_delimited'"),
        columns = {'text': 'VARCHAR', 'visit': 'STRUCT("at" TIMESTAMP_S)'})
      """
    let read = try await Engine.duckDB().connect().table(query)
    for (found, text) in zip(read.values(ofColumn: 0), texts) { #expect(found == text) }
    #expect(read.rowCount == texts.count)
    #expect(read.values(ofColumn: 1) == times)
  }

  @Test func `a field of any length is in quotes where a byte of it says so`() {
    let texts = BytesBuilder()
    var expected = "text,number\n"
    let numbers = FixedWidthBuilder<Int64>()
    for length in 0...20 {
      for byte in ",\"\n\r -é~".unicodeScalars {
        for place in 0...length {
          let text =
            String(repeating: "a", count: place) + String(byte)
            + String(repeating: "z", count: length - place)
          let mustQuote = ",\"\n\r".unicodeScalars.contains(byte)
          let doubled = text.replacing("\"", with: "\"\"")
          // Around each power of ten.
          let number = Int64(pow(10, Double(length % 19))) + Int64(place) - 10
          texts.append(text)
          numbers.append(place % 2 == 0 ? number : -number)
          expected += mustQuote ? "\"\(doubled)\"" : text
          expected += ",\(place % 2 == 0 ? number : -number)\n"
        }
      }
    }
    for number in [Int64.min, .max, 0, 9, 10, 99, 100] {
      texts.append("")
      numbers.append(number)
      expected += "\"\",\(number)\n"
    }
    #expect(
      CSVFormat().text(Table([("text", texts.finish()), ("number", numbers.finish())])) == expected
    )
  }
}
