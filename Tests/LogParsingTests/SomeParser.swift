import Diagnostics
import Testing

@testable import LogParsing

/// A parser and bytes that look enough like its lines for some to be taken.
struct SomeParser: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let matchers: @Sendable (inout [Diagnostic]) -> [(any LineMatcher)?]
  /// What lines are put together from.
  let pieces: [String]
  let recordStart: RecordStart?
  let rounds: Int

  static let all = known + made

  /// Formats known by name, whose lines are whole or halves of one.
  private static let known = [
    (
      "academy",
      "a:1:[[]]-UserId:u=Action:view SUCCESS ShortSession:s LongSession:l [app] P "
        + "transaction:[product_code:,amount:0,time_stamp:2022-01-24:04:33]-URL:u Path:p"
    ),
    ("combined", #"::1 - - [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.0" 200 - "-" "x""#),
    ("common", #"h - u [10/Oct/2000:13:55:36 -0700] "GET /a" 404 12"#),
    ("nginx-error", "2024/05/01 10:00:00 [error] 12#7: *3 open() failed, client: 10.0.0.1"),
    ("journald", #"{"__REALTIME_TIMESTAMP":"1714557600000000","MESSAGE":"m","PRIORITY":"6"}"#),
    ("syslog5424", "<34>1 2003-10-11T22:14:15.003Z host su - ID47 [a b=\"c\"] text"),
    ("syslog3164", "<34>Oct 11 22:14:15 host su[12]: text"),
    ("python", "2024-05-01 10:00:00,123 INFO app.db: text"),
    ("java", "2024-05-01 10:00:00.123  INFO 7 --- [main] c.e.App : text"),
  ].map { name, line in
    let half = line.utf8.count / 2
    let halves = [String(line.prefix(half)), String(line.dropFirst(half))]
    return SomeParser(name, [line + "\n", line + "\n\t at x\n"] + halves, rounds: 12) { _ in [] }
  }

  private static let made = [
    SomeParser("dissect", ["a ", "b:", "[", "]", "[12] ", "a b [7] c:d", " "]) {
      [Dissect(PatternText("%{a} %{+a} [%{n:int}]%{->} %{*k}:%{&k}", name: "p"), diagnostics: &$0)]
    },
    SomeParser("an expression", ["a", "b=", "12", "가", " ", "c"]) {
      [
        RegularExpression(
          PatternText(#"(?<n>\d+)?(?<word>\w+) (?<rest>.*)"#, name: "p"),
          diagnostics: &$0
        )
      ]
    },
    SomeParser("grok", ["10.0.0.1", "host", " ", "12", "-", "\"q\"", "[", "가"]) {
      [
        RegularExpression(
          grok: PatternText("%{IPORHOST:client} %{NUMBER:n:float}%{GREEDYDATA:rest}", name: "p"),
          diagnostics: &$0
        )
      ]
    },
    SomeParser("json", json) {
      [JSONLines(paths: texts("a", "b[1].c", "d.e"), diagnostics: &$0)]
    },
    SomeParser("json with the rest", json) {
      [JSONLines(paths: texts("a", "b[1].c"), rest: true, diagnostics: &$0)]
    },
    SomeParser("logfmt", pairs) { [Logfmt(names: texts("a", "bc"), diagnostics: &$0)] },
    SomeParser("logfmt with the rest", pairs) {
      [Logfmt(names: texts("a"), rest: true, diagnostics: &$0)]
    },
    SomeParser("pairs", pairs) {
      [KeyValue(names: texts("a"), rest: true, diagnostics: &$0)]
    },
    SomeParser("trimmed pairs", pairs) {
      let options = KeyValue.Options(
        pairSeparator: Literal(Array("; ".utf8)),
        keySeparator: Literal(Array("==".utf8)),
        trimmedKeyBytes: Array(" \"".utf8),
        trimmedValueBytes: Array(" ;".utf8),
        quotes: Array("\"'".utf8)
      )
      return [KeyValue(names: texts("a", "bc"), options: options, rest: true, diagnostics: &$0)]
    },
    SomeParser("csv", columns) { [Delimited(names: texts("a", "b", "c"), diagnostics: &$0)] },
    SomeParser("csv with a header", columns) {
      [Delimited(header: PatternText("1,2", name: "h"), diagnostics: &$0)]
    },
    SomeParser("tsv without quotes", columns) {
      let options = Delimited.Options(delimiter: UInt8(ascii: "\t"), quote: nil)
      return [Delimited(names: texts("a", "b"), options: options, diagnostics: &$0)]
    },
    SomeParser("several formats", json + pairs + columns) {
      [
        JSONLines(paths: texts("a"), diagnostics: &$0), Logfmt(names: texts("a"), diagnostics: &$0),
        Delimited(names: texts("a", "b"), diagnostics: &$0),
      ]
    },
    SomeParser("indented records", ["\n ", "\n", "a", " ", "b"], records: .unindented) {
      [Dissect(PatternText("%{a}a%{b}", name: "p"), diagnostics: &$0)]
    },
    SomeParser("records by an expression", ["\n[1] ", "a", " ", "b", "[", "1"], records: numbered) {
      [Dissect(PatternText("[%{n:int}] %{text}", name: "p"), diagnostics: &$0)]
    },
    SomeParser("records with a header", columns + ["\n\t"], records: .unindented) {
      [Delimited(header: PatternText("1,2", name: "h"), diagnostics: &$0)]
    },
  ]

  private static let numbered: RecordStart? = {
    var diagnostics: [Diagnostic] = []
    let first = PatternText(#"^\[\d"#, name: "p")
    let start = RegularExpression(grok: first, needsFields: false, diagnostics: &diagnostics)
    return start.map { RecordStart(rule: .matching($0)) }
  }()
  private static let json = [
    "{", "}", "{\"a\":", "\"b\":[1,", "{\"c\":\"x\\u00e9\\\"y\"}", "]", ",", "\"d\":", "1",
    "-2.5e3",
    "true", "null", " ", "\"\"", "{\"a\":\"\\ud83d\\ude00\",\"zz\":[{}]}", "{\"a\":1}", "\\",
  ]
  private static let pairs = [
    "a=1", "bc=\"x \\\" y\"", " ", " ", "=", "\"", "a==b", "; ", "x", "bc=='z'", "\\", "a=\"\\n\"",
  ]
  private static let columns = ["1", "2", ",", ",", "\"", "\"a,b\"", "1,2", "\t", "\"\"", "x"]

  init(
    _ description: String,
    _ pieces: [String],
    records: RecordStart? = nil,
    rounds: Int = 24,
    _ matchers: @escaping @Sendable (inout [Diagnostic]) -> [(any LineMatcher)?]
  ) {
    testDescription = description
    self.pieces = pieces
    recordStart = records
    self.rounds = rounds
    self.matchers = matchers
  }

  private static func texts(_ names: String...) -> [PatternText] {
    names.map { PatternText($0, name: "p") }
  }

  /// Every field by its type, the first one also as a list and as a URL.
  func make(_ invalidText: InvalidText) throws -> LogParser {
    if let (format, start) = NamedFormat.named(testDescription)?.compiled() {
      return LogParser(
        formats: [format],
        columns: format.columns,
        invalidText: invalidText,
        recordStart: start
      )
    }
    var diagnostics: [Diagnostic] = []
    let formats = try matchers(&diagnostics).map {
      LogFormat(name: testDescription, matcher: try #require($0))
    }
    let first = formats[0].columns[0].field
    let more = [
      LogColumn(name: "list", field: first, type: .list(separator: [0x20])),
      LogColumn(name: "url", field: first, type: .url),
    ]
    return LogParser(
      formats: formats,
      columns: formats[0].columns + more,
      invalidText: invalidText,
      recordStart: recordStart
    )
  }

  /// Up to a hundred lines of pieces, of any bytes, or of both.
  func bytes(_ random: inout SeededRandom) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...100, using: &random) {
      let strange = [0, 0, 0, 10, 80].randomElement(using: &random) ?? 0
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        if Int.random(in: 0..<100, using: &random) < strange {
          bytes.append(.random(in: 0...255, using: &random))
        } else {
          bytes += (pieces.randomElement(using: &random) ?? "").utf8
        }
      }
      bytes +=
        ["\n", "\n", "\r\n", "\n\n", "\n \t\n"].randomElement(using: &random)?.utf8 ?? "".utf8
    }
    if Bool.random(using: &random) { _ = bytes.popLast() }
    return bytes
  }
}
