import Diagnostics
import Foundation
import Testing

@testable import LogParsing

/// JSON objects, one a line.
struct JSONLinesTests {
  private func matcher(_ paths: [String], rest: Bool = false) throws -> JSONLines {
    var diagnostics: [Diagnostic] = []
    let patterns = paths.map { PatternText($0, name: "p") }
    return try #require(JSONLines(paths: patterns, rest: rest, diagnostics: &diagnostics))
  }

  private static let event =
    #" { "time":"2024-05-01T10:00:00Z", "user":{"id":17,"tags":["a","b c"],"log.level":"warn"},"#
    + #""ok":true,"gone":null,"ratio":-1.50e+3,"note":"","list":[ [1,2], {"x":"y"} ]}  "#

  @Test(arguments: [
    ("time", "2024-05-01T10:00:00Z"), ("user.id", "17"), ("user.tags[1]", "b c"),
    ("$.user.id", "17"), ("user[\"log.level\"]", "warn"), ("ok", "true"), ("gone", nil),
    ("ratio", "-1.50e+3"), ("note", ""), ("list[0]", "[1,2]"), ("list[0][1]", "2"),
    ("list[1].x", "y"), ("list", #"[ [1,2], {"x":"y"} ]"#), ("user.tags", #"["a","b c"]"#),
    ("user.tags[2]", nil), ("user.name", nil), ("time.hour", nil), ("list.x", nil),
    ("user[0]", nil), ("tim", nil), ("times", nil),
  ])
  func `A path leads to the text of a value`(path: String, value: String?) throws {
    let line = MatchedLine(Self.event, by: try matcher([path]))
    #expect(line.mismatch == nil)
    #expect(line.fields[path] == value)
  }

  @Test
  func `Paths that begin alike are all found in one walk`() throws {
    let paths = ["user", "user.id", "user.tags[0]", "list[1].x", "ok"]
    let line = MatchedLine(Self.event, by: try matcher(paths))
    #expect(
      line.fields == [
        "user": #"{"id":17,"tags":["a","b c"],"log.level":"warn"}"#, "user.id": "17",
        "user.tags[0]": "a", "list[1].x": "y", "ok": "true",
      ]
    )
  }

  // The values are those of Python's json.loads; half pairs, which it keeps, are replaced.
  @Test(arguments: [
    (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"), (#"\u0041\u00e9\uac00"#, "Aé가"),
    (#"\ud83d\ude00!"#, "😀!"), (#"\uD83D\uDE00"#, "😀"), (#"\ud83d"#, "\u{FFFD}"),
    (#"\ude00\ud83d"#, "\u{FFFD}\u{FFFD}"), (#"\ud83dx"#, "\u{FFFD}x"),
    (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"\u0000"#, "\0"), (#"a\\u0041"#, #"a\u0041"#),
    ("가나다 and more than eight bytes", "가나다 and more than eight bytes"),
    (#"seven b\\"#, #"seven b\"#), (#"eight by\\"#, #"eight by\"#),
  ])
  func `Strings are unescaped`(written: String, text: String) throws {
    let line = MatchedLine("{\"a\":[\"\(written)\"],\"b\":1}", by: try matcher(["a[0]", "a", "b"]))
    #expect(line.fields == ["a[0]": text, "a": "[\"\(written)\"]", "b": "1"])
  }

  @Test
  func `A name with escapes is the name it means`() throws {
    let line = MatchedLine(#"{"\u0061":1,"b\"c":2,"x\n":3}"#, by: try matcher(["a", "b\"c"]))
    #expect(line.fields == ["a": "1", "b\"c": "2"])
  }

  @Test
  func `Of members with one name the last one counts`() throws {
    let two = MatchedLine(#"{"a":{"b":1,"c":2},"a":{"b":3}}"#, by: try matcher(["a.b", "a.c"]))
    #expect(two.fields == ["a.b": "3"])
    let none = MatchedLine(#"{"a":{"b":1},"a":null}"#, by: try matcher(["a", "a.b"]))
    #expect(none.fields == [:])
  }

  @Test
  func `The rest is what no field takes as a whole`() throws {
    let rested = try matcher(["user.id", "ok", "time"], rest: true)
    #expect(
      MatchedLine(Self.event, by: rested).fields["rest"]
        == #"{"user":{"id":17,"tags":["a","b c"],"log.level":"warn"},"gone":null,"#
        + #""ratio":-1.50e+3,"note":"","list":[ [1,2], {"x":"y"} ]}"#
    )
    let line = MatchedLine(#"{"n\u0061me" : "\n", "time":"\t"}"#, by: rested)
    #expect(line.fields == ["time": "\t", "rest": #"{"n\u0061me" : "\n"}"#])
    #expect(MatchedLine(#"{"ok":1}"#, by: rested).fields == ["ok": "1"])
    #expect(MatchedLine("{}", by: rested).fields == [:])
  }

  // Python's json.loads takes none of these as an object; most places are the ones it tells.
  @Test(arguments: [
    ("x", "no JSON object", 0), ("[1]", "no JSON object", 0), (" \"a\"", "no JSON object", 1),
    ("{", "no name in quotes", 1), (#"{"a""#, "no ':'", 4), (#"{"a":"#, "no JSON value", 5),
    (#"{"a":1"#, "no ',' or '}'", 6), (#"{"a":1,}"#, "no name in quotes", 7),
    ("{'a':1}", "no name in quotes", 1), (#"{"a":01}"#, "no ',' or '}'", 6),
    (#"{"a":1.}"#, "no digit", 7), (#"{"a":.5}"#, "no JSON value", 5),
    (#"{"a":1e+}"#, "no digit", 8), (#"{"a":-}"#, "no digit", 6),
    (#"{"a":tru}"#, "no JSON value", 5), (#"{"a":nul"#, "no JSON value", 5),
    (#"{"a":NaN}"#, "no JSON value", 5), (#"{"a":"x}"#, "the string does not end", 5),
    (#"{"a":"\"#, "the string does not end", 5),
    (#"{"a":"\x"}"#, "an escape that JSON does not have", 6),
    (#"{"a":"\u12g4"}"#, "an escape that JSON does not have", 6),
    ("{\"a\":\"tab\there\"}", "a control character in a string", 9),
    (#"{"a":1} x"#, "text after the object", 8), (#"{"a":1}{"#, "text after the object", 7),
    (#"{"a":1 "b":2}"#, "no ',' or '}'", 7), (#"{"a":[1,]}"#, "no JSON value", 8),
    (#"{"a":[1 2]}"#, "no ',' or ']'", 8), ("{\"a\":\0}", "no JSON value", 5),
  ])
  func `What is no JSON object is told with its byte`(line: String, what: String, at: Int) throws {
    for rest in [false, true] {
      #expect(
        MatchedLine(line, by: try matcher(["a"], rest: rest)).mismatch == .malformed(what, at: at)
      )
    }
  }

  @Test
  func `Nesting is read to a depth of 256`() throws {
    let deep = { (count: Int) in
      "{\"a\":" + String(repeating: "[", count: count) + String(repeating: "]", count: count) + "}"
    }
    #expect(MatchedLine(deep(255), by: try matcher(["a"])).mismatch == nil)
    #expect(
      MatchedLine(deep(256), by: try matcher(["a"])).mismatch
        == .malformed("nested too deeply", at: 260)
    )
  }

  /// Objects with a few bytes changed: taken if and only if Foundation takes them, with its value.
  @Test
  func `Changed objects are taken as Foundation takes them`() throws {
    var random = SeededRandom(seed: 5)
    let seeds = [
      #"{"a":{"b":["x\u00e9\n",-1.5e3,true]},"c":"","d":[{},[],null,false,0]}"#,
      #"{ "a" : { "b" : [ "\ud83d\ude00 long enough text" , 12 ] } , "e" : "\\" }"#,
    ]
    let alphabet = Array(#"{}[]:,"\ eE+-.0123truefalsn\u00"#.utf8)
    let found = try matcher(["a.b[0]", "a.b", "c"])
    var takenCount = 0
    for round in 0..<5_000 {
      var bytes = Array(seeds[round % seeds.count].utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let byte = alphabet.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        default: bytes.remove(at: place)
        }
      }
      let line = MatchedLine(bytes, by: found)
      let object =
        (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any]
      let text = String(decoding: bytes, as: UTF8.self)
      // Foundation takes a comma after the last element, and half a pair is no text to it.
      if text.contains(/,\s*[\]}]/), object != nil { continue }
      if text.contains("\\ud") || text.contains("\\uD"), object == nil { continue }
      #expect((line.mismatch == nil) == (object != nil), "\(text)")
      guard let object, line.mismatch == nil else { continue }
      takenCount += 1
      let expected = ((object["a"] as? [String: Any])?["b"] as? [Any])?.first as? String
      if let expected { #expect(line.fields["a.b[0]"] == expected, "\(text)") }
      if let expected = object["c"] as? String { #expect(line.fields["c"] == expected, "\(text)") }
    }
    #expect(takenCount > 200)
  }

  @Test(arguments: [
    (["a..b"], "p:1:2: a name is missing in the path [bad-pattern]"),
    ([""], "p:1:1: a name is missing in the path [bad-pattern]"),
    (["a."], "p:1:2: a name is missing in the path [bad-pattern]"),
    (["a[x]"], "p:1:2: brackets in a path hold a place or a quoted name [bad-pattern]"),
    (["a[0"], "p:1:2: brackets in a path hold a place or a quoted name [bad-pattern]"),
    (["a[0]b"], "p:1:5: brackets in a path hold a place or a quoted name [bad-pattern]"),
    (["a[\"x\"", "b"], "p:1:2: brackets in a path hold a place or a quoted name [bad-pattern]"),
    (["a.b", "a[\"b\"]"], "p:1:1: the field 'a[\"b\"]' stands twice [bad-pattern]"),
    (["rest"], "p:1:1: the field 'rest' stands twice [bad-pattern]"),
  ])
  func `What is wrong with a path is told at its place`(paths: [String], message: String) {
    var diagnostics: [Diagnostic] = []
    let patterns = paths.map { PatternText($0, name: "p") }
    #expect(JSONLines(paths: patterns, rest: true, diagnostics: &diagnostics) == nil)
    #expect(diagnostics.map(\.told) == [message])
  }
}
