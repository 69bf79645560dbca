import Diagnostics
import Tables
import Testing

@testable import LogParsing

/// Whatever the bytes, each line is accounted for once.
struct AccountTests {
  @Test(arguments: SomeParser.all)
  func `Random lines are rows, rejects, blank, headers or continued`(some: SomeParser) throws {
    var random = SeededRandom(seed: 17)
    var rows = 0
    for round in 0..<some.rounds {
      let parser = try some.make(round % 2 == 0 ? .replace : .bytes)
      let bytes = some.bytes(&random)
      let block = bytes.withUnsafeBytes { parser.parse($0, latest: .max) }
      let accounted =
        block.rows.rowCount + block.rejects.count + block.blankCount + block.headerCount
        + block.continuedCount
      #expect(accounted == block.lineCount)
      #expect(block.lineCount == Self.lineCount(bytes))
      for column in block.rows.columns { #expect(column.count == block.rows.rowCount) }
      #expect(zip(block.rejects, block.rejects.dropFirst()).allSatisfy { $0.offset < $1.offset })
      for reject in block.rejects {
        #expect(reject.line == bytes[..<reject.offset].count { $0 == 0x0A } + 1)
        #expect(!reject.reason.isEmpty)
        // A record's lines are joined; one line stands in the file as it is.
        if parser.recordStart == nil {
          #expect(bytes[reject.offset...].starts(with: reject.text))
        }
      }
      rows += block.rows.rowCount
    }
    // A format that never takes a line would prove little.
    #expect(rows > 0)
  }

  @Test
  func `No format known by name goes untried`() {
    let tried = Set(SomeParser.all.map(\.testDescription))
    #expect(NamedFormat.all.map(\.name).filter { !tried.contains($0) } == [])
  }

  /// Ends of lines, and one more for bytes after the last.
  private static func lineCount(_ bytes: [UInt8]) -> Int {
    bytes.count { $0 == 0x0A } + (bytes.isEmpty || bytes.last == 0x0A ? 0 : 1)
  }

  @Test
  func `Pieces of patterns compile or are told what is wrong`() {
    var random = SeededRandom(seed: 23)
    let pieces = [
      "%{", "}", "%{a}", "%{+a}", "%{+a/2}", "%{?b}", "%{}", "%{*k}", "%{&k}", "%{c->}", "%{d:int}",
      " ", "[", "]", "\"", ".", "0", "1", ":", "x", "가", "$", "\\", ",", "%", "%Y", "%m", "%d",
      "%H:%M", "%z", "\u{0}", "->", "/", "&", "*",
    ]
    var compiled = 0
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...8, using: &random))
        .compactMap { _ in pieces.randomElement(using: &random) }.joined()
      let pattern = PatternText(text, name: "p")
      let compilers: [(inout [Diagnostic]) -> Bool] = [
        { Dissect(pattern, diagnostics: &$0) != nil },
        { JSONLines(paths: [pattern, pattern], diagnostics: &$0) != nil },
        { JSONLines(paths: [pattern], rest: true, diagnostics: &$0) != nil },
        { Delimited(header: pattern, diagnostics: &$0) != nil },
        { Logfmt(names: [pattern], rest: true, diagnostics: &$0) != nil },
      ]
      for compile in compilers {
        var diagnostics: [Diagnostic] = []
        let isCompiled = compile(&diagnostics)
        #expect(isCompiled == diagnostics.isEmpty, "\(text)")
        compiled += isCompiled ? 1 : 0
      }
    }
    #expect(compiled > 500)
  }
}
