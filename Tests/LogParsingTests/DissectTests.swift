import Diagnostics
import Tables
import TestSupport
import Testing

@testable import LogParsing

/// Dissect patterns: what they take, and what is wrong with them.
struct DissectTests {
  /// The fields of a line by name; nil when the pattern does not take it.
  private func fields(_ pattern: String, _ line: String) throws -> [String: String]? {
    var diagnostics: [Diagnostic] = []
    let dissect = try #require(
      Dissect(PatternText(pattern, name: "pattern"), diagnostics: &diagnostics)
    )
    let slots = FieldSlots(count: dissect.fields.count)
    return Array(line.utf8).withUnsafeBytes { bytes in
      guard dissect.match(bytes, slots) == nil else { return nil }
      return Dictionary(
        uniqueKeysWithValues: dissect.fields.indices.compactMap { index in
          slots[index].map { (dissect.fields[index].name, String(decoding: $0, as: UTF8.self)) }
        }
      )
    }
  }

  @Test
  func `A field is what stands before the next text of the pattern`() throws {
    // The first example of the dissect processor's documentation.
    let found = try fields(
      "%{clientip} %{ident} %{auth} [%{@timestamp}] \"%{verb} %{request} HTTP/%{httpversion}\" %{status} %{size}",
      "1.2.3.4 - - [30/Apr/1998:22:00:52 +0000] \"GET /english/venues/cities/images/montpellier/18.gif HTTP/1.0\" 200 3171"
    )
    #expect(
      found == [
        "clientip": "1.2.3.4", "ident": "-", "auth": "-",
        "@timestamp": "30/Apr/1998:22:00:52 +0000", "verb": "GET",
        "request": "/english/venues/cities/images/montpellier/18.gif", "httpversion": "1.0",
        "status": "200", "size": "3171",
      ]
    )
  }

  @Test(arguments: [
    ("%{a} %{+a} %{b}", "x y z", ["a": "x y", "b": "z"]),
    // The orders of the Logstash documentation's example.
    ("%{+a/2} %{+a/1} %{+a/4} %{+a/3}", "1 2 3 go", ["a": "2 1 go 3"]),
    ("%{a}-%{}-%{?b}-%{c}", "1-2-3-4", ["a": "1", "c": "4"]),
    ("%{a->} %{b}", "x     y", ["a": "x", "b": "y"]),
    ("[%{a->}] %{b}", "[x] ] ] y", ["a": "x", "b": "y"]),
    ("%{a}, %{b}", ", ", ["a": "", "b": ""]),
    ("%{*k}=%{&k};%{*l}=%{&l}", "ip=1.2;q=\"x\"", ["pairs": #"{"ip":"1.2","q":"\"x\""}"#]),
    ("%{이름}: %{값}", "키: 가나다", ["이름": "키", "값": "가나다"]),
    ("%{a} %{b}", "one two three", ["a": "one", "b": "two three"]),
  ])
  func `Fields are skipped, joined, padded and paired`(
    pattern: String,
    line: String,
    expected: [String: String]
  ) throws {
    #expect(try fields(pattern, line) == expected)
  }

  @Test(arguments: [
    ("%{a} %{b}", "one"), ("<%{a}>", "<x> more"), ("<%{a}>", "x>"), ("%{a}end", "en"),
  ])
  func `A line without the pattern's text is none of its lines`(
    pattern: String,
    line: String
  ) throws {
    #expect(try fields(pattern, line) == nil)
  }

  @Test(arguments: [
    ("plain", "p:1:1: error: the pattern has no field [bad-pattern]"),
    ("%{a} %{b", "p:1:6: error: '%{' has no '}' [bad-pattern]"),
    (
      "%{a}%{b}",
      "p:1:1: error: no text tells where this field ends and the next begins [bad-pattern]"
    ),
    ("%{a} %{a}", "p:1:8: error: the field 'a' stands twice [bad-pattern]"),
    ("%{+} x", "p:1:3: error: the field has no name [bad-pattern]"),
    (
      "%{+a/x} x",
      "p:1:3: error: the order after '/' must be a whole number below 1000 [bad-pattern]"
    ),
    ("%{*a} %{b}", "p:1:3: error: half a pair: the pattern has no %{&a} [bad-pattern]"),
    ("%{a:itn} x", "p:1:3: error: 'itn' is not a type of fields [unknown-type]"),
  ])
  func `What is wrong with a pattern is told at its place`(pattern: String, message: String) {
    var diagnostics: [Diagnostic] = []
    #expect(Dissect(PatternText(pattern, name: "p"), diagnostics: &diagnostics) == nil)
    let told = diagnostics.map { diagnostic in
      let place = diagnostic.span?.file.position(at: diagnostic.span?.range.lowerBound ?? 0)
      return
        "p:\(place?.line ?? 0):\(place?.column ?? 0): error: \(diagnostic.message) [\(diagnostic.code)]"
    }
    #expect(told == [message])
  }
}
