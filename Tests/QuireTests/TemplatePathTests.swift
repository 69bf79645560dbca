import Foundation
import Testing

/// Which files `quire render` takes for templates, and where their reports go.
@Suite struct `Paths of templates` {
  @Test func `several templates give several reports`() async throws {
    let place = try Workplace()
    try place.write("one.md", "# One\n")
    try place.write("sub/two.md", "# Two\n")
    let outcome = try await place.quire("render", "one.md", "sub/two.md")
    #expect(outcome.code == 0)
    #expect(outcome.lines == ["reports/one.html", "reports/two.html"])
    #expect(place.names(in: "reports") == ["one.html", "two.html"])
  }

  @Test func `two templates of one name do not overwrite each other`() async throws {
    let place = try Workplace()
    try place.write("one.md", "# One\n")
    try place.write("sub/one.md", "# Two\n")
    let outcome = try await place.quire("render", "one.md", "sub/one.md")
    #expect(outcome.code == 1)
    #expect(
      outcome.errors == """
        error: 'one.md' and 'sub/one.md' would both be written to 'reports/one.html' [same-output]
          hint: render them one after the other, each with its own --output

        """
    )
    #expect(!place.exists("reports"))
    let twice = try await place.quire("render", "one.md", "one.md")
    #expect(twice.errors.hasPrefix("error: 'one.md' is given twice [same-output]\n"))
  }

  @Test(arguments: [("nosuch.md", "there is no such file"), (".", "it is a folder")])
  func `what is no file is said to be none`(path: String, reason: String) async throws {
    let place = try Workplace()
    for command in ["render", "check"] {
      let outcome = try await place.quire(command, path)
      #expect(outcome.code == 1)
      let words = "error: cannot read '\(path)': \(reason) [cannot-read]\n"
      #expect(outcome.errors.hasPrefix(words))
    }
    #expect(place.names(in: ".").isEmpty)
  }

  @Test func `a report never overwrites what it is made from`() async throws {
    let place = try Workplace()
    _ = try await place.quire("new", "sales")
    let text = try place.read("sales.md")
    let own = try await place.quire("render", "sales.md", "--format", "markdown", "-o", ".")
    #expect(own.code == 1)
    #expect(
      own.errors.hasPrefix(
        """
        error: the report would overwrite './sales.md', which it is made from [overwrites-source]
          hint: name another folder with --output

        """
      )
    )
    #expect(try place.read("sales.md") == text)
    try place.write("rows.json", #"[{"n": 1}]"#)
    try place.write("rows.md", "```{load rows}\npath: rows.json\n```\n")
    let data = try await place.quire("render", "rows.md", "--format", "json", "-o", ".")
    #expect(data.code == 1)
    #expect(data.errors.contains("the report would overwrite './rows.json', which it is made from"))
    #expect(try place.read("rows.json") == #"[{"n": 1}]"#)
    #expect(try await place.quire("render", "sales.md", "-o", ".").code == 0)
  }

  @Test func `a template beside other files is found from elsewhere`() async throws {
    let (place, other) = (try Workplace(), try Workplace())
    _ = try await place.quire("new", "sales")
    let outcome = try await other.quire("render", place.path("sales.md"))
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.lines == ["reports/sales.html"])
    #expect(other.exists("reports/sales.html") && other.exists(".quire"))
    #expect(!place.exists("reports") && !place.exists(".quire"))
    // A path given on the command line starts from where the command is run.
    try other.write("mine.csv", "day,region,amount\n2025-05-01,Isle,77\n")
    let mine = try await other.quire("render", place.path("sales.md"), "-P", "data=mine.csv")
    #expect(mine.code == 0, "\(mine.errors)")
    #expect(try other.read("reports/sales.html").contains("Isle"))
  }

  @Test func `bytes that are not UTF-8 are pointed at`() async throws {
    let place = try Workplace()
    try place.write("latin.md", bytes: Array("# Caf".utf8) + [0xE9, 0x0A])
    let outcome = try await place.quire("render", "latin.md")
    #expect(outcome.code == 1)
    #expect(outcome.errors.hasPrefix("latin.md:1:6: error: byte 0xE9 is not UTF-8 [encoding]\n"))
    #expect(outcome.errors.contains("save the file as UTF-8"))
  }

  @Test(arguments: ["empty.md", "보고서.md", "a b.md", "-x.md", "no-ending"])
  func `any name will do`(name: String) async throws {
    let place = try Workplace()
    try place.write(name, name == "empty.md" ? "" : "# Text\n")
    let outcome = try await place.quire("render", "./" + name)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let base = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    #expect(place.names(in: "reports") == [base + ".html"])
  }
}
