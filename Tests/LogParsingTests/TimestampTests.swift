import Diagnostics
import Testing

@testable import LogParsing

/// Times in logs; the expected instants are Python's (`datetime.strptime(…).timestamp()`).
struct TimestampTests {
  private func format(_ text: String) throws -> TimestampFormat {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(name: "format", text: text)
    return try #require(
      TimestampFormat(
        Spanned(text, at: file.span(0..<file.bytes.count)),
        diagnostics: &diagnostics
      ),
      "\(diagnostics)"
    )
  }

  private func read(_ text: String, _ format: String, latest: Int64 = .max / 2) throws -> Int64? {
    let reading = TimestampReading(format: try self.format(format), latest: latest)
    return Array(text.utf8).withUnsafeBytes { reading.read($0) }
  }

  @Test(arguments: [
    ("2022-01-24:04:33", "%Y-%m-%d:%H:%M", 1_642_998_780_000_000),
    ("10/Oct/2000:13:55:36 -0700", "%d/%b/%Y:%H:%M:%S %z", 971_211_336_000_000),
    ("Sun Dec 04 04:47:44 2005", "%a %b %d %H:%M:%S %Y", 1_133_671_664_000_000),
    ("2015-10-18 18:01:47,978", "%Y-%m-%d %H:%M:%S,%f", 1_445_191_307_978_000),
    ("081109 203615", "%y%m%d %H%M%S", 1_226_262_975_000_000),
    ("2024-02-29T23:59:60.25Z", "iso8601", 1_709_251_200_250_000),
    ("2024-02-29 12:00:00+09:00", "iso8601", 1_709_175_600_000_000),
    ("2024-02-29", "iso8601", 1_709_164_800_000_000),
    ("March 5 2021 01:02 PM", "%B %d %Y %I:%M %p", 1_614_949_320_000_000),
    ("2021-366", "%Y-%j", nil),
    ("2020-366", "%Y-%j", 1_609_372_800_000_000),
    ("1700000000.5", "epoch", 1_700_000_000_500_000),
    ("-1", "epoch", -1_000_000),
    ("1700000000123", "epoch_ms", 1_700_000_000_123_000),
    ("1700000000123456789", "epoch_ns", 1_700_000_000_123_456),
    ("2023-02-29", "%F", nil),
    ("2023-04-31", "%F", nil),
    ("2023-13-01", "%F", nil),
    ("2023-01-01 24:00", "%F %R", nil),
    ("2023-01-01x", "%F", nil),
    ("", "iso8601", nil),
  ])
  func `A time is read by its format`(text: String, format: String, expected: Int64?) throws {
    #expect(try read(text, format) == expected)
  }

  @Test
  func `A time without a year is of the last year in which it is not in the future`() throws {
    // The file was written on 2022-01-02.
    let latest: Int64 = 1_641_081_600_000_000 + 86_400_000_000
    let format = "%b %e %H:%M:%S"
    #expect(try read("Jan  1 00:00:00", format, latest: latest) == 1_640_995_200_000_000)
    #expect(try read("Dec 31 23:59:59", format, latest: latest) == 1_640_995_199_000_000)
    // The last leap year.
    #expect(try read("Feb 29 00:00:00", format, latest: latest) == 1_582_934_400_000_000)
  }

  @Test(arguments: [
    // From Python's zoneinfo with fold=0; the second is in the hour that was skipped.
    ("Asia/Seoul", 1_642_998_780, 1_642_966_380),
    ("America/New_York", 1_710_037_800, 1_710_055_800),
    ("America/New_York", 1_710_041_400, 1_710_055_800),
    ("America/New_York", 1_730_597_400, 1_730_611_800),
  ])
  func `A clock reading of a zone is an instant`(zone: String, local: Int64, instant: Int64) throws
  {
    let rules = try #require(ZoneRules(zone))
    #expect(rules.instant(ofLocal: local * 1_000_000) == instant * 1_000_000)
  }

  @Test(arguments: [
    ("%Y-%m-%q", "'%Y-%m-%q' has a directive that is not known"),
    ("%H:%M", "'%H:%M' lacks a month and a day"),
    ("%F %I:%M", "'%F %I:%M' lacks %p beside %I"),
  ])
  func `A format that cannot say a time is told`(text: String, message: String) {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(name: "format", text: text)
    let spanned = Spanned(text, at: file.span(0..<file.bytes.count))
    #expect(TimestampFormat(spanned, diagnostics: &diagnostics) == nil)
    #expect(diagnostics.map(\.message) == [message])
  }
}
