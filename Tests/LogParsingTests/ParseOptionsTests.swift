import Diagnostics
import Options
import Tables
import Testing

@testable import LogParsing

/// The options of a parse: what they make, and what is wrong with them.
struct ParseOptionsTests {
  private func options(_ yaml: String) throws -> (ParseOptions?, [String]) {
    let file = SourceFile(name: "o", text: yaml)
    var diagnostics: [Diagnostic] = []
    let node = OptionNode.parse(yaml: file.span(0..<file.bytes.count), into: &diagnostics)
    var reader = OptionReader(try #require(node, "\(diagnostics)"), of: "directive 'parse'")
    let options = ParseOptions(&reader)
    return (
      options,
      reader.finish().map { diagnostic in
        let place = diagnostic.span?.file.position(at: diagnostic.span?.range.lowerBound ?? 0)
        return "\(place?.line ?? 0):\(place?.column ?? 0): \(diagnostic.message)"
      }
    )
  }

  @Test
  func `Columns follow the pattern and are changed and added by name`() throws {
    let (found, complaints) = try options(
      """
      dissect: '%{client} [%{time}] %{status:int} %{size} %{url}'
      columns:
        size: {type: bytes, nulls: ["-"]}
        time: {format: '%d/%b/%Y:%H:%M:%S %z'}
        when: {field: time}
        url: url
      max_rejects: 2%
      """
    )
    #expect(complaints.isEmpty)
    let options = try #require(found)
    #expect(options.parser.schema.names == ["client", "time", "status", "size", "url", "when"])
    #expect(
      options.parser.schema.fields.map(\.type)[..<4] == [
        .utf8, .timestamp(.microsecond, zone: "UTC"), .int64, .int64,
      ]
    )
    #expect(options.maximumRejects == .share(0.02))
    #expect(options.parser.columns[3].nulls == [Array("-".utf8)])
  }

  @Test(arguments: [
    (
      "dissect: '%{a}'\npatterns: {WORDS: '.*'}",
      ["2:11: 'patterns' are for grok, and nothing here uses it"]
    ),
    ("columns: {a: int}", ["1:1: nothing says how a line is read"]),
    ("dissect: '%{a} %{b'", ["1:16: '%{' has no '}'"]),
    ("dissect: '%{a}'\ncolumns: {b: int}", ["2:11: the format has no field 'b'"]),
    ("dissect: '%{a}'\ncolumns: {a: itn}", ["2:14: 'itn' is not a type of fields"]),
    (
      "dissect: '%{a}'\ncolumns: {a: {type: int, format: '%Y'}}",
      ["2:34: 'format' is for columns of type 'timestamp'"]
    ),
    (
      "dissect: '%{a}'\ncolumns: {a: {type: timestamp, zone: Mars/Base}}",
      ["2:38: there is no time zone 'Mars/Base'"]
    ),
    (
      "dissect: '%{a}'\nmax_rejects: many",
      ["2:14: 'max_rejects' must be a number of lines or a share, not 'many'"]
    ),
    (
      "dissect: '%{a}'\nformats: [{}]",
      ["2:11: nothing says how a line is read"]
    ),
  ])
  func `What is wrong is told at its place`(yaml: String, expected: [String]) throws {
    let (found, complaints) = try options(yaml)
    #expect(found == nil)
    #expect(complaints == expected)
  }

  @Test
  func `Patterns of one's own serve every grok expression below them`() throws {
    let (found, complaints) = try options(
      """
      patterns: {ORDER: 'ORD-[0-9]+'}
      formats:
        - grok: 'paid %{ORDER:order}'
        - grok: 'sent %{ORDER:order} %{SIZE:size}'
          patterns: {SIZE: '[SML]'}
      first_line: '%{ORDER}'
      """
    )
    #expect(complaints.isEmpty)
    #expect(try #require(found).parser.schema.names == ["order", "size"])
  }

  @Test(arguments: [
    ("0", RejectLimit.count(0)), ("12", .count(12)), ("1%", .share(0.01)), ("0.5", .share(0.5)),
  ])
  func `A limit of rejects is a number of lines or a share of them`(
    text: String,
    limit: RejectLimit
  ) throws {
    #expect(RejectLimit(text) == limit)
    for wrong in ["-1", "101%", "1.5", "x", ""] { #expect(RejectLimit(wrong) == nil) }
  }
}
