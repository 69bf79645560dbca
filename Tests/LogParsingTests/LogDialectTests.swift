import Diagnostics
import Testing

@testable import LogParsing

/// What Spark's SQL has in another form; `Tests/Services/test_spark.py` runs it.
struct LogDialectTests {
  @Test func `expressions of RE2 become Java's`() {
    let spark = LogDialect.spark
    #expect(
      spark.matches("t", #"(?s)(^[[:alpha:]_&&]+(?i:x)$)"#)
        == #"regexp_like(t, '(?sd)(^[\p{Alpha}_\&\&]+(?iu:x)$)')"#
    )
    #expect(spark.matchesWhole("t", "a|b") == "regexp_like(t, '(?d)^(?:a|b)$')")
    #expect(
      spark.groups(of: "t", "(?s)((a))", ["m", "g0"])
        == "named_struct('m', regexp_extract(t, '(?sd)((a))', 1), 'g0', regexp_extract(t, '(?sd)((a))', 2))"
    )
    #expect(LogDialect.duckDB.matches("t", "[[:alpha:]]") == "regexp_matches(t, '[[:alpha:]]')")
  }

  @Test func `marks of lists are no expressions`() {
    #expect(LogDialect.spark.list("t", dividedBy: "|").hasSuffix(#"split(t, '\|') END"#))
  }

  @Test(arguments: ["%Y-%m-%d %I:%M %p", "%y-%m-%d", "%Y %j"])
  func `times that Spark is not asked for are told`(_ format: String) throws {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(name: "format", text: format)
    let written = Spanned(format, at: file.span(0..<file.bytes.count))
    let time = try #require(TimestampFormat(written, diagnostics: &diagnostics))
    let column = LogColumn(name: "at", field: "at", type: .timestamp(time))
    let value = SQLReading.value(
      of: "c0",
      as: column,
      for: .spark,
      at: nil,
      diagnostics: &diagnostics
    )
    #expect(value == nil)
    #expect(
      diagnostics.map(\.message) == ["the time of column 'at' cannot be parsed by a database"]
    )
  }
}
