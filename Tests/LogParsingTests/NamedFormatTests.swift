import Diagnostics
import Tables
import Testing

@testable import LogParsing

/// Formats known by name: the columns of their lines, and which of them a log is of.
struct NamedFormatTests {
  /// 2024-01-01, after which no line without a year can be.
  private static let latest: Int64 = 1_704_067_200_000_000

  /// The rows as texts, with times in microseconds since 1970; and what became of all lines.
  private func parsed(_ name: String, _ text: String) throws -> (rows: [[String]], ParsedBlock) {
    let (format, recordStart) = try #require(NamedFormat.named(name)).compiled()
    let parser = LogParser(
      formats: [format],
      columns: format.columns,
      recordStart: recordStart
    )
    let block = Array(text.utf8).withUnsafeBytes { parser.parse($0, latest: Self.latest) }
    let table = Table(schema: parser.schema, batches: [block.rows])
    let rows = (0..<table.rowCount).map { row in table.row(row).values.map(Self.text) }
    return (rows, block)
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .null: "∅"
    case .string(let text): text
    case .int(let number): "\(number)"
    case .timestamp(let time): "\(time.value)\(time.zone == nil ? "" : "Z")"
    case .list(let values): values.map(text).joined(separator: "|")
    default: "?"
    }
  }

  @Test(arguments: [
    (
      "academy",
      "/usr/transaction/data/demo/20220312/loginApp.log:72393:[[]]-UserId:nross=Action:add_cart SUCCESS ShortSession:e57b8710 LongSession:91b3d5bb2b31 [loginApp] VisangEduDuo transaction:[product_code:ckrkr05,amtmt06,amount:675000,time_stamp:2022-01-24:04:33]-URL:https://www.visangstudy.com?utm_source=https://www.naver.com/&utm_term=확률과 통계 Path:/search_list?search_=mt03-m1-fundamental",
      [
        "/usr/transaction/data/demo/20220312/loginApp.log", "72393", "nross", "add_cart",
        "SUCCESS", "e57b8710", "91b3d5bb2b31", "loginApp", "VisangEduDuo", "ckrkr05|amtmt06",
        "675000", "1642998780000000",
        "https://www.visangstudy.com?utm_source=https://www.naver.com/&utm_term=확률과 통계",
        "/search_list?search_=mt03-m1-fundamental",
      ]
    ),
    (
      "combined",
      #"127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326 "http://www.example.com/start.html" "Mozilla/4.08 [en] (Win98; I ;Nav)""#,
      [
        "127.0.0.1", "∅", "frank", "971211336000000Z", "GET", "/apache_pb.gif", "HTTP/1.0", "200",
        "2326", "∅", "http://www.example.com/start.html", "Mozilla/4.08 [en] (Win98; I ;Nav)",
      ]
    ),
    (
      "combined",
      #"2001:db8::1 - Ann Lee [10/Oct/2000:13:55:36 -0700] "\x16\x03\x01" 400 - "-" "-""#,
      [
        "2001:db8::1", "∅", "Ann Lee", "971211336000000Z", "∅", "∅", "∅", "400", "∅",
        #"\x16\x03\x01"#, "∅", "∅",
      ]
    ),
    (
      "common", #"proxy.example.com - - [10/Oct/2000:13:55:36 -0700] "GET /" 304 -"#,
      [
        "proxy.example.com", "∅", "∅", "971211336000000Z", "GET", "/", "∅", "304", "∅", "∅",
      ]
    ),
    (
      "syslog3164",
      "Jun 14 15:16:01 combo sshd(pam_unix)[19939]: authentication failure; user=root",
      [
        "∅", "1686755761000000", "combo", "sshd(pam_unix)", "19939",
        "authentication failure; user=root",
      ]
    ),
    (
      // RFC 3164, section 5.4; October 1 of the year before 2024.
      "syslog3164", "<13>Jun 14 15:16:01 10.1.2.3 Use the BFG!",
      ["13", "1686755761000000", "10.1.2.3", "∅", "∅", "Use the BFG!"]
    ),
    (
      "syslog5424",
      #"<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3" eventSource="Application"] \#u{FEFF}An application event log entry..."#,
      [
        "165", "1", "1065910455003000Z", "mymachine.example.com", "evntslog", "∅", "ID47",
        #"[exampleSDID@32473 iut="3" eventSource="Application"]"#,
        "An application event log entry...",
      ]
    ),
    (
      "syslog5424", "<0>1 - - - - - -", ["0", "1", "∅", "∅", "∅", "∅", "∅", "∅", "∅"]
    ),
    (
      "journald",
      #"{"__REALTIME_TIMESTAMP":"1714558272000000","_HOSTNAME":"web01","PRIORITY":"6","SYSLOG_IDENTIFIER":"sshd","_PID":"812","MESSAGE":"Server listening on 0.0.0.0 port 22.","_TRANSPORT":"syslog","_SYSTEMD_UNIT":"ssh.service","_BOOT_ID":"x"}"#,
      [
        "1714558272000000Z", "web01", "ssh.service", "sshd", "812", "6", "syslog",
        "Server listening on 0.0.0.0 port 22.",
      ]
    ),
    (
      "nginx-error",
      #"2024/05/01 10:11:12 [error] 31#7: *5 connect() failed (111: Connection refused) while connecting to upstream, client: 203.0.113.7, server: example.com, request: "GET /x HTTP/1.1", upstream: "http://127.0.0.1:8080/x", host: "example.com""#,
      [
        "1714558272000000", "error", "31", "7", "5",
        "connect() failed (111: Connection refused) while connecting to upstream", "203.0.113.7",
        "example.com", "GET /x HTTP/1.1", "∅", "http://127.0.0.1:8080/x", "example.com", "∅",
      ]
    ),
    (
      "nginx-error",
      "2024/05/01 10:11:12 [notice] 1#1: using the \"epoll\" event method",
      [
        "1714558272000000", "notice", "1", "1", "∅", "using the \"epoll\" event method", "∅", "∅",
        "∅", "∅", "∅", "∅", "∅",
      ]
    ),
    (
      "java",
      "2015-10-18 18:01:47,978 INFO [main] org.apache.hadoop.mapreduce.v2.app.MRAppMaster: Created MRAppMaster",
      [
        "1445191307978000", "INFO", "main", "org.apache.hadoop.mapreduce.v2.app.MRAppMaster", "∅",
        "Created MRAppMaster",
      ]
    ),
    (
      "java",
      "2015-10-18 18:01:47,978 - INFO  [QuorumPeer[myid=1]/0:0:0:0:0:0:0:0:2181:FastLeaderElection@774] - Notification",
      [
        "1445191307978000", "INFO",
        "QuorumPeer[myid=1]/0:0:0:0:0:0:0:0:2181:FastLeaderElection@774", "∅", "∅", "Notification",
      ]
    ),
    (
      "java",
      "2024-05-01T10:11:12.345+09:00  INFO 7 --- [           main] c.e.demo.App         : Started App in 1.2 seconds",
      [
        "1714525872345000", "INFO", "main", "c.e.demo.App", "7", "Started App in 1.2 seconds",
      ]
    ),
    (
      "python", "2005-03-19 15:10:26,618 - simple_example - DEBUG - debug message",
      ["1111245026618000", "DEBUG", "simple_example", "debug message"]
    ),
    ("python", "WARNING:root:Watch out!", ["∅", "WARNING", "root", "Watch out!"]),
    (
      "python", "2005-03-19 15:10:26,618 ERROR app.db: timeout: 5 s",
      ["1111245026618000", "ERROR", "app.db", "timeout: 5 s"]
    ),
  ])
  func `A line of a format has its columns`(
    name: String,
    line: String,
    expected: [String]
  ) throws {
    let (rows, block) = try parsed(name, line + "\n")
    #expect(rows == [expected], "\(block.rejects.map(\.reason))")
  }

  @Test
  func `A stack trace belongs to the line before it`() throws {
    let (rows, block) = try parsed(
      "java",
      """
      2024-05-01 10:11:12.345 [main] ERROR com.example.App - failed
      java.lang.IllegalStateException: no luck
      \tat com.example.App.main(App.java:7)
      2024-05-01 10:11:13.000 [main] INFO  com.example.App - bye

      """
    )
    #expect(
      rows.map(\.[5]) == [
        "failed\njava.lang.IllegalStateException: no luck\n\tat com.example.App.main(App.java:7)",
        "bye",
      ]
    )
    #expect(block.continuedCount == 2)
  }

  @Test
  func `Every format compiles, its columns are fields, and a line of another is none of it`() throws
  {
    #expect(
      NamedFormat.all.map(\.name).sorted() == [
        "academy", "combined", "common", "java", "journald", "nginx-error", "python",
        "syslog3164", "syslog5424",
      ]
    )
    for named in NamedFormat.all {
      let format = named.compiled().format
      let fields = format.matcher.fields.map(\.name)
      for column in format.columns { #expect(fields.contains(column.field), "\(column.name)") }
      #expect(fields.contains(named.key))
      #expect(MatchedLine("no line of any format", by: format.matcher).taken == nil)
    }
  }

  @Test
  func `The format of a log is that which takes most of its lines`() throws {
    var lines = (0..<97).map { second in
      #"10.0.0.1 - - [10/Oct/2000:13:55:\#(second % 60 < 10 ? "0" : "")\#(second % 60) -0700] "GET / HTTP/1.0" 200 1 "-" "x""#
    }
    lines += ["", "junk", "more junk", "WARNING:root:Watch out!"]
    let sample = Array(lines.joined(separator: "\n").utf8)
    let proposal = try #require(
      sample.withUnsafeBytes { FormatProposal(sample: $0, latest: Self.latest) }
    )
    #expect(proposal.format.name == "combined")
    #expect(proposal.taken == 97 && proposal.lines == 100)
    let told = proposal.told(at: nil)
    #expect(told.severity == .note)
    #expect(told.message == "the format is 'combined', which takes 97 of the first 100 lines")
  }

  @Test(arguments: [
    ("WARNING:root:Watch out!\nTraceback (most recent call last):\n  File \"x\"\n", "python"),
    ("2024-05-01 10:11:12,345 INFO [main] a.B: x\n\tat c\n", "java"),
    ("Jun 14 15:16:01 combo kernel: x\n", "syslog3164"),
    (#"{"__REALTIME_TIMESTAMP":"1714558272000000","MESSAGE":"x"}"#, "journald"),
  ])
  func `Lines that go on are counted with their records`(log: String, name: String) {
    let proposal = Array(log.utf8).withUnsafeBytes {
      FormatProposal(sample: $0, latest: Self.latest)
    }
    #expect(proposal?.format.name == name)
    #expect(proposal?.told(at: nil).severity == .note)
  }

  @Test
  func `A line without a year has one even when no line is too late`() {
    let sample = Array("Jun 14 15:16:01 combo kernel: x\n".utf8)
    for latest in [Int64.max, .min] {
      #expect(sample.withUnsafeBytes { FormatProposal(sample: $0, latest: latest) } != nil)
    }
  }

  @Test
  func `A log of no known format is told to be one`() throws {
    #expect(
      Array("junk\n{\"a\":1}\n".utf8).withUnsafeBytes {
        FormatProposal(sample: $0, latest: Self.latest)
      } == nil
    )
    let text = "junk\njunk\nJun 14 15:16:01 combo kernel: x\n"
    let proposal = try #require(
      Array(text.utf8).withUnsafeBytes { FormatProposal(sample: $0, latest: Self.latest) }
    )
    #expect(
      proposal.told(at: nil).message
        == "no known format takes half of the lines; 'syslog3164' takes 1 of the first 3 lines"
    )
    #expect(proposal.told(at: nil).severity == .error)
  }
}
