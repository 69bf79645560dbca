import Diagnostics
import Testing

@testable import LogParsing

/// The library of grok patterns: every pattern takes an example of its kind, and no more of it.
struct GrokLibraryTests {
  @Test
  func `Every pattern compiles, and has an example here`() throws {
    for (name, text) in GrokLibrary.patterns {
      var diagnostics: [Diagnostic] = []
      _ = RegularExpression(
        grok: PatternText("%{\(name):whole}", name: name),
        diagnostics: &diagnostics
      )
      #expect(diagnostics == [], "\(name): \(text.text)")
    }
    let shown = Set(Self.texts.map(\.0) + Self.lines.map(\.0) + haproxyHeaders)
    #expect(GrokLibrary.patterns.keys.filter { !shown.contains($0) }.sorted() == [])
  }

  /// Lazy texts that are nothing without the braces around them; `HAPROXYHTTP` shows both.
  private let haproxyHeaders = ["HAPROXYCAPTUREDREQUESTHEADERS", "HAPROXYCAPTUREDRESPONSEHEADERS"]

  /// Patterns without fields: the texts that they take as a whole, and those they do not.
  private static let texts: [(String, [String], [String])] = [
    ("WORD", ["abc_1"], ["a b", ""]),
    ("NOTSPACE", ["a-b:c"], ["a b"]),
    ("SPACE", ["", " \t"], ["a"]),
    ("DATA", ["", "any thing"], []),
    ("GREEDYDATA", ["", "any thing"], []),
    ("QUOTEDSTRING", [#""a \" b""#, "'x'", "`y`"], [#""a" b""#, "\"a'"]),
    ("QS", [#""""#], ["x"]),
    ("QUOTEDTEXT", ["", #"a \" b"#], ["a\"b"]),
    ("USERNAME", ["john.doe-1"], ["a@b"]),
    ("USER", ["john"], ["a b"]),
    ("EMAILLOCALPART", ["a.b+c"], ["a@"]),
    ("EMAILADDRESS", ["a.b+c@mail.example.com"], ["a@@b"]),
    ("INT", ["1", "-12", "+3"], ["1.5", "x"]),
    ("BASE10NUM", ["1", "-1.5", ".5"], ["1.", "e"]),
    ("NUMBER", ["12.25"], ["1,5"]),
    ("BASE16NUM", ["0xDEADbeef", "12"], ["0xG"]),
    ("BASE16FLOAT", ["0x1.8", "A.F", ".8"], ["."]),
    ("POSINT", ["1", "120"], ["0", "012", "-1"]),
    ("NONNEGINT", ["0", "012"], ["-1"]),
    ("UUID", ["550e8400-e29b-41d4-a716-446655440000"], ["550e8400-e29b-41d4-a716-44665544000"]),
    ("URN", ["urn:ietf:rfc:2648", "urn:isbn:0451450523"], ["urn:x"]),
    (
      "LOGLEVEL", ["INFO", "info", "Warning", "WARN", "ERROR", "err", "SEVERE", "EMERG", "trace"],
      ["LOUD"]
    ),
    ("SEMVER", ["1.10.2", "1.0.0-rc.1+build.5"], ["1.0", "01.0.0"]),
    ("MAVEN_VERSION", ["1.5", "1.2.3-SNAPSHOT", "2.0.RELEASE"], ["x"]),
    ("RUBY_LOGLEVEL", ["WARN"], ["warning"]),
    ("MONTH", ["Jan", "jun", "June", "September", "Sept"], ["Janu", "JAN"]),
    ("MONTHNUM", ["1", "01", "12"], ["0", "13"]),
    ("MONTHNUM2", ["01", "12"], ["1", "13"]),
    ("MONTHDAY", ["1", "01", "31"], ["0", "32"]),
    ("DAY", ["Mon", "Thursday", "Thurs"], ["Mo"]),
    ("YEAR", ["2024", "24"], ["024"]),
    ("HOUR", ["0", "09", "23"], ["24"]),
    ("MINUTE", ["00", "59"], ["5", "60"]),
    ("SECOND", ["5", "59", "60", "01,123", "01.5"], ["61"]),
    ("TIME", ["12:34", "12:34:56", "1:02:03.456"], ["25:00", "12:60"]),
    ("DATE_US", ["12/31/2024", "1-2-24"], ["31/12/2024"]),
    ("DATE_EU", ["31.12.2024", "31/12/24"], ["12/31/2024"]),
    ("DATE_X", ["2024/02/29"], ["2024/2/29"]),
    ("DATE", ["12/31/2024", "31.12.2024"], ["2024-12-31"]),
    ("ISO8601_TIMEZONE", ["Z", "+09:00", "-0530", "+09"], ["UTC"]),
    ("ISO8601_SECOND", ["59.123"], ["61"]),
    (
      "TIMESTAMP_ISO8601",
      [
        "2024-02-29T12:34:56Z", "2024-02-29 12:34:56,789", "2024-02-29T12:34:56.789+09:00",
        "2024-02-29T1234",
      ],
      ["2024-02-29", "2024-13-29T12:34"]
    ),
    ("DATESTAMP", ["31/12/2024 12:34:56", "12-31-2024-12:34"], ["2024"]),
    ("TZ", ["UTC", "CEST"], ["utc"]),
    ("DATESTAMP_RFC822", ["Mon Aug 15 2005 15:52:01 UTC"], ["Aug 15"]),
    ("DATESTAMP_RFC2822", ["Mon, 15 Aug 2005 15:52:01 +0000"], ["Mon 15"]),
    ("DATESTAMP_OTHER", ["Mon Aug 15 15:52:01 UTC 2005", "Mon Aug  5 15:52:01 UTC 2005"], ["Mon"]),
    ("DATESTAMP_EVENTLOG", ["20050815155201"], ["2005081515520"]),
    ("HTTPDATE", ["10/Oct/2000:13:55:36 -0700"], ["10/Oct/2000 13:55:36"]),
    ("HTTPDERROR_DATE", ["Fri Dec 16 01:46:23 2005", "Mon Aug 11 08:03:26.452145 2014"], ["Dec"]),
    ("SYSLOGTIMESTAMP", ["Jun  9 06:06:20", "Jun 19 06:06:20"], ["Jun 06:06:20"]),
    ("CATALINA_DATESTAMP", ["Jul 30, 2014 1:02:03 PM", "30-Jul-2014 13:02:03.123"], ["Jul"]),
    ("TOMCAT_DATESTAMP", ["2014-01-09 20:03:28,269 -0800", "2014-01-09 20:03:28,269"], ["x"]),
    ("HAPROXYTIME", ["12:14:14.655"], ["12:14"]),
    ("HAPROXYDATE", ["06/Feb/2009:12:14:14.655"], ["06/Feb/2009"]),
    ("REDISTIMESTAMP", ["14 Nov 07:01:22.119", "14 Nov 2020 07:01:22.119"], ["Nov"]),
    ("IPV4", ["0.0.0.0", "192.168.1.255"], ["256.1.1.1", "1.2.3", "1.2.3.4.5"]),
    ("H16", ["0", "db8"], ["12345", "g"]),
    ("LS32", ["1:2", "1.2.3.4"], ["1"]),
    (
      "IPV6",
      [
        "::", "::1", "fe80::1%eth0", "2001:db8::8a2e:370:7334", "1:2:3:4:5:6:7:8",
        "::ffff:192.0.2.1",
        "64:ff9b::192.0.2.33", "1:2:3:4:5:6:7::", "2001:db8::",
      ],
      ["1:2:3", "12345::", "1:2:3:4:5:6:7", ":1"]
    ),
    ("IP", ["10.0.0.1", "::1"], ["host"]),
    ("HOSTNAME", ["localhost", "a-b.example.com", "web_1.local"], ["-a", ".com"]),
    ("IPORHOST", ["10.0.0.1", "example.com"], ["a b"]),
    ("HOSTPORT", ["example.com:80", "10.0.0.1:8080"], ["example.com:0"]),
    ("COMMONMAC", ["00:1A:2b:3c:4d:5e"], ["00-1A-2b-3c-4d-5e"]),
    ("WINDOWSMAC", ["00-1A-2b-3c-4d-5e"], ["00:1A"]),
    ("CISCOMAC", ["001A.2b3c.4d5e"], ["001A"]),
    ("MAC", ["00:1A:2b:3c:4d:5e", "001A.2b3c.4d5e"], ["00"]),
    ("UNIXPATH", ["/", "/var/log/sys-log.1", "/a/가/b"], ["var", "/a b"]),
    ("WINPATH", [#"C:\Windows\system32"#, #"\\server\share"#], ["C:"]),
    ("PATH", ["/usr/bin", #"C:\x"#], ["x"]),
    ("TTY", ["/dev/pts/0", "/dev/tty1", "/dev/ttyp3"], ["/dev/sda"]),
    ("URIPROTO", ["http", "svn+ssh"], ["1a"]),
    ("URIHOST", ["example.com:8080", "[::1]:80"], [":80"]),
    ("URIPATH", ["/a/b.html"], ["a"]),
    ("URIQUERY", ["a=b&c=%20"], ["a b"]),
    ("URIPARAM", ["?a=b&c[]=d"], ["a=b"]),
    ("URIPATHPARAM", ["/a?b=c", "/a"], ["?b"]),
    ("URI", ["https://user:pw@example.com:8443/a/b?c=d", "file:///etc/hosts"], ["example.com"]),
    ("PROG", ["sshd", "postfix/smtpd", "CRON"], ["a b", "x[1]"]),
    ("SYSLOGHOST", ["web01", "10.0.0.1"], ["a b"]),
    ("CRON_ACTION", ["CMD", "END EDIT"], ["cmd"]),
    ("SYSLOG5424PRINTASCII", ["ID47"], ["a b"]),
    (
      "SYSLOG5424SD",
      [#"[exampleSDID@32473 iut="3" eventSource="App]"]"#, #"[a x="1"][b y="\"]"]"#], ["[", "-"]
    ),
    ("HTTPDUSER", ["-", "frank@example.com"], ["a b"]),
    ("JAVACLASS", ["com.example.Outer$Inner", "Main"], ["a.", "1a"]),
    ("JAVAFILE", ["Main.java", "Unknown Source"], ["a:b"]),
    ("JAVAMETHOD", ["<init>", "<clinit>", "run", "lambda$main$0"], ["1a"]),
    ("JAVATHREAD", ["TP-Processor12"], ["main"]),
    ("JAVALOGMESSAGE", ["any"], []),
    ("PYTHONNAME", ["app.db", "__main__", "<stdin>"], ["a b"]),
    ("BIND9_TIMESTAMP", ["01-May-2024 10:11:12.345"], ["x"]),
    ("POSTFIX_QUEUEID", ["BEF25A72965", "NOQUEUE", "4Y2wXz0ABCz9rxC"], ["x"]),
    ("CLOUDFRONT_DATE", ["2019-12-04"], ["19"]),
    ("MONGO3_SEVERITY", ["I", "D1"], ["info"]),
    ("MONGO3_COMPONENT", ["NETWORK", "-"], [" "]),
  ]

  @Test(arguments: texts)
  func `A pattern takes texts of its kind and no others`(
    name: String,
    taken: [String],
    refused: [String]
  ) throws {
    var diagnostics: [Diagnostic] = []
    let grok = try #require(
      RegularExpression(
        grok: PatternText("^%{\(name):whole}$", name: "p"),
        diagnostics: &diagnostics
      )
    )
    for text in taken { #expect(MatchedLine(text, by: grok).taken == ["whole": text], "\(name)") }
    for text in refused { #expect(MatchedLine(text, by: grok).taken == nil, "\(name) '\(text)'") }
  }

  @Test(arguments: lines)
  func `A pattern finds the fields of an example`(
    name: String,
    line: String,
    expected: [String: String]
  ) throws {
    var diagnostics: [Diagnostic] = []
    let grok = try #require(
      RegularExpression(grok: PatternText("^%{\(name)}", name: "p"), diagnostics: &diagnostics)
    )
    #expect(MatchedLine(line, by: grok).taken == expected, "\(name)")
  }
}
