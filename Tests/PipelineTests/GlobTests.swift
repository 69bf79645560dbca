import Diagnostics
import Foundation
import Testing

@testable import Pipeline

@Suite struct GlobTests {
  let bench: Workbench

  init() throws {
    bench = try Workbench()
    for name in [
      "a.csv", "b.csv", "c.tsv", ".hidden.csv", "year=2023/m=1/x.csv", "year=2024/m=1/x.csv",
      "year=2024/m=2/x.csv", "out/_SUCCESS", "out/part-0.csv", "out/.crc", "report[1].csv",
      "[draft]/d.csv", "deep/er/z.csv", "한글/학생.csv",
    ] {
      try bench.write(name, "")
    }
    try FileManager.default.createDirectory(
      atPath: bench.path("empty"),
      withIntermediateDirectories: true
    )
  }

  private func names(_ pattern: String) throws -> [String] {
    try InputFiles(pattern, in: bench.folder, at: Workbench.span(pattern)).matches().map(\.name)
  }

  @Test(arguments: [
    ("a.csv", ["a.csv"]), ("*.csv", ["a.csv", "b.csv", "report[1].csv"]),
    ("?.csv", ["a.csv", "b.csv"]),
    ("[a-b].csv", ["a.csv", "b.csv"]), ("[!a].csv", ["b.csv"]), ("[^b].?sv", ["a.csv", "c.tsv"]),
    ("{a,c}.{csv,tsv}", ["a.csv", "c.tsv"]), ("{a,{b,c}}.*", ["a.csv", "b.csv", "c.tsv"]),
    (".*.csv", [".hidden.csv"]),
    ("year=*/m=1/*.csv", ["year=2023/m=1/x.csv", "year=2024/m=1/x.csv"]),
    ("year=2024", ["year=2024/m=1/x.csv", "year=2024/m=2/x.csv"]),
    ("year=2024/", ["year=2024/m=1/x.csv", "year=2024/m=2/x.csv"]),
    ("year=2024/**", ["year=2024/m=1/x.csv", "year=2024/m=2/x.csv"]),
    ("**/z.csv", ["deep/er/z.csv"]), ("deep/**/z.csv", ["deep/er/z.csv"]),
    ("**/er/*.csv", ["deep/er/z.csv"]), ("out", ["out/part-0.csv"]),
    ("out/*", ["out/_SUCCESS", "out/part-0.csv"]),
    ("report[1].csv", ["report[1].csv"]), ("[[]draft]/*", ["[draft]/d.csv"]),
    ("한글/*.csv", ["한글/학생.csv"]), ("./a.csv", ["./a.csv"]), ("{a.csv", []), ("a*b*c*.csv", []),
  ])
  func `a pattern finds its files in order`(_ pattern: String, _ expected: [String]) throws {
    if expected.isEmpty {
      #expect(throws: Diagnostic.self) { try names(pattern) }
    } else {
      #expect(try names(pattern) == expected)
    }
  }

  @Test func `a Korean name is found however its letters are composed`() throws {
    let composed = "한글/학생.csv".precomposedStringWithCanonicalMapping
    let decomposed = "한글/학생.csv".decomposedStringWithCanonicalMapping
    #expect(Array(composed.utf8) != Array(decomposed.utf8))
    #expect(try names(composed).count == 1)
    #expect(try names(decomposed).count == 1)
    #expect(try names(decomposed.replacing("생", with: "?")).count == 1)
  }

  @Test func `names that differ in how a letter is composed are two files`() throws {
    for name in ["twins/\u{E9}.csv", "twins/e\u{301}.csv"] { try bench.write(name, "") }
    for pattern in ["twins/*.csv", "twins"] {
      #expect(try names(pattern).map { Array($0.utf8).count } == [13, 12])
    }
  }

  @Test func `a loop of links ends`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: bench.path("deep/loop"),
      withDestinationPath: bench.path("deep")
    )
    #expect(try names("deep").contains("deep/er/z.csv"))
    #expect(try names("deep/**/z.csv").contains("deep/er/z.csv"))
  }

  @Test func `absolute patterns work and keep their names`() throws {
    #expect(try names(bench.path("a.csv")) == [bench.path("a.csv")])
    #expect(try names(bench.path("?.csv")) == [bench.path("a.csv"), bench.path("b.csv")])
  }

  @Test(arguments: [
    ("a.cvs", "no file 'a.cvs' [no-file]", "did you mean 'a.csv'?"),
    ("deep/er/y.csv", "no file 'deep/er/y.csv' [no-file]", "did you mean 'deep/er/z.csv'?"),
    ("*.json", "no file matches '*.json' [no-match]", ""),
    ("empty", "no file in the folder 'empty' [no-file]", ""),
    ("", "no file '' [no-file]", ""),
    ("nothing-like-it", "no file 'nothing-like-it' [no-file]", ""),
  ])
  func `no match is said at the author's text`(
    _ pattern: String,
    _ words: String,
    _ hint: String
  ) throws {
    let diagnostic = try #require(throws: Diagnostic.self) { try names(pattern) }
    let printed = DiagnosticPrinter().text(diagnostic).split(separator: "\n")
    #expect(printed[0] == "report.md:1:1: error: \(words)")
    #expect(diagnostic.hint ?? "" == hint)
  }

  @Test func `a missing folder is named`() throws {
    let diagnostic = try #require(throws: Diagnostic.self) { try names("no/such/file.csv") }
    #expect(diagnostic.hint == "there is no folder '\(bench.path("no"))'")
  }
}
