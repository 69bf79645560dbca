import Diagnostics
import Tables
import Testing

@testable import LogParsing

/// CSV and TSV lines.
struct DelimitedTests {
  private func matcher(
    _ names: [String],
    _ options: Delimited.Options = .csv
  ) throws -> Delimited {
    var diagnostics: [Diagnostic] = []
    let patterns = names.map { PatternText($0, name: "p") }
    return try #require(Delimited(names: patterns, options: options, diagnostics: &diagnostics))
  }

  // What Python's csv.reader(strict=True) reads.
  @Test(arguments: [
    ("a,b,c", ["a", "b", "c"]), (#""a","b,c",d"#, ["a", "b,c", "d"]),
    (#""a ""q"" b",x,y"#, [#"a "q" b"#, "x", "y"]), (#""","","""#, ["", "", ""]),
    (",,", ["", "", ""]), (#"a"b,c,d"#, [#"a"b"#, "c", "d"]),
    (#" "a",b,c"#, [#" "a""#, "b", "c"]), ("가,\"나,다\",라", ["가", "나,다", "라"]),
    (#"""""," ",x"#, ["\"", " ", "x"]), (#""a""",b,c"#, ["a\"", "b", "c"]),
    (#"a,b,"c""#, ["a", "b", "c"]), (#"a,"""""""",b"#, ["a", "\"\"\"", "b"]),
  ])
  func `Columns are cut and unquoted`(line: String, columns: [String]) throws {
    let found = MatchedLine(line, by: try matcher(["x", "y", "z"]))
    #expect(found.mismatch == nil)
    #expect(["x", "y", "z"].map { found.fields[$0] } == columns)
  }

  @Test(arguments: [
    ("a,b", Mismatch.columns(2, expected: 3)), ("a,b,c,d,e", .columns(5, expected: 3)),
    ("a", .columns(1, expected: 3)), ("", .columns(1, expected: 3)),
    (#"a,"b,c"#, .malformed("a quoted column does not end on its line", at: 2)),
    (#"a,b,""#, .malformed("a quoted column does not end on its line", at: 4)),
    (#"a,"b""#, .columns(2, expected: 3)),
    (#""a""b,c"#, .malformed("a quoted column does not end on its line", at: 0)),
    (#""a"b,c,d"#, .malformed("text after a quoted column", at: 3)),
  ])
  func `A line without the columns is none of the format`(line: String, why: Mismatch) throws {
    #expect(MatchedLine(line, by: try matcher(["x", "y", "z"])).mismatch == why)
  }

  @Test
  func `The delimiter and the quote can be chosen`() throws {
    let tabs = MatchedLine("a\t\"b\tc\"", by: try matcher(["x", "y"], .tsv))
    #expect(tabs.fields == ["x": "a", "y": "b\tc"])
    let plain = Delimited.Options(delimiter: UInt8(ascii: "\t"), quote: nil)
    let unquoted = MatchedLine("a\t\"b\tc\"", by: try matcher(["x", "y", "z"], plain))
    #expect(unquoted.fields == ["x": "a", "y": "\"b", "z": "c\""])
    let other = Delimited.Options(delimiter: UInt8(ascii: "|"), quote: UInt8(ascii: "'"))
    let barred = MatchedLine("'it''s|'|b", by: try matcher(["x", "y"], other))
    #expect(barred.fields == ["x": "it's|", "y": "b"])
  }

  @Test
  func `A header line names the columns and is no row wherever it stands`() throws {
    var diagnostics: [Diagnostic] = []
    let header = PatternText("id,\"name, \"\"full\"\"\",,x\"y", name: "p")
    let found = try #require(Delimited(header: header, diagnostics: &diagnostics))
    #expect(found.fields.map(\.name) == ["id", "name, \"full\"", "column_3", "x\"y"])
    #expect(MatchedLine(header.text, by: found).mismatch == .header)
    #expect(MatchedLine("1,2,3,4", by: found).fields["x\"y"] == "4")

    let parser = LogParser(
      formats: [LogFormat(name: "csv", matcher: found)],
      columns: [LogColumn(name: "id", field: "id", type: .int)]
    )
    let text = [header.text, "1,a,b,c", "", header.text, "x,a,b,c", "2,,,"].joined(separator: "\n")
    let block = Array(text.utf8).withUnsafeBytes { parser.parse($0, latest: .max) }
    #expect(block.rows.rowCount == 2)
    #expect(block.rejects.map(\.line) == [5])
    #expect([block.headerCount, block.blankCount, block.lineCount] == [2, 1, 6])
  }

  @Test
  func `A header that is no UTF-8 is known by its bytes`() throws {
    // "이름" in EUC-KR.
    let bytes: [UInt8] = [0xC0, 0xCC, 0xB8, 0xA7, 0x2C, 0x62]
    let header = PatternText(String(decoding: bytes, as: UTF8.self), name: "p")
    let options = Delimited.Options(header: bytes)
    var diagnostics: [Diagnostic] = []
    let found = try #require(
      Delimited(header: header, options: options, diagnostics: &diagnostics)
    )
    #expect(found.fields.count == 2)
    #expect(found.fields[1].name == "b")
    #expect(MatchedLine(bytes, by: found).mismatch == .header)
  }

  @Test(arguments: [
    ("a,b,a", "p:1:5: the field 'a' stands twice [bad-pattern]"),
    ("column_2,", "p:1:10: the field 'column_2' stands twice [bad-pattern]"),
    (
      "a,\"b",
      "p:1:3: the header line has no column names: a quoted column does not end on its line [bad-pattern]"
    ),
  ])
  func `A header that names no columns is told at its place`(header: String, message: String) {
    var diagnostics: [Diagnostic] = []
    let pattern = PatternText(header, name: "p")
    #expect(Delimited(header: pattern, diagnostics: &diagnostics) == nil)
    #expect(diagnostics.map(\.told) == [message])
  }

  @Test
  func `What is quoted by the rules comes back`() throws {
    var random = SeededRandom(seed: 3)
    let alphabet = Array("ab,\" 가\t'".unicodeScalars)
    let found = try matcher(["a", "b", "c", "d"])
    for _ in 0..<2_000 {
      let columns = (0..<4).map { _ in
        var text = ""
        for _ in 0..<Int.random(in: 0..<12, using: &random) {
          text.unicodeScalars.append(alphabet.randomElement(using: &random) ?? "a")
        }
        return text
      }
      let line = columns.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
        .joined(separator: ",")
      let fields = MatchedLine(line, by: found).fields
      #expect(["a", "b", "c", "d"].map { fields[$0] } == columns)
    }
  }
}
