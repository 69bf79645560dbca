import Foundation
import Testing

@testable import Reporting

@Suite struct TemplateFolderTests {
  let place = FileManager.default.temporaryDirectory
    .appendingPathComponent("quire-folder-\(UUID().uuidString)").path

  private func write(_ texts: [String: String]) throws {
    for (name, text) in texts {
      let path = URL(fileURLWithPath: "\(place)/\(name)")
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try text.write(to: path, atomically: true, encoding: .utf8)
    }
  }

  private func found(_ folder: String = "", leavingOut: [String] = []) -> [String] {
    TemplateFolder.templates(in: place + folder, leavingOut: leavingOut)
      .map { String($0.dropFirst(place.count + 1)) }
  }

  @Test func `templates are found in the order in which people count`() throws {
    defer { try? FileManager.default.removeItem(atPath: place) }
    try write([
      "week 10.md": "---\ntitle: A\n---\n", "week 2.md": "---\ntitle: B\n---\n",
      "Week 1.md": "---\n---\n", "sales/북부.md": "# 북부\n\n```{sql a}\nSELECT 1\n```\n",
      "sales/a.md": "\u{FEFF}---\r\ntitle: C\r\n---\r\n", "README.md": "# Not one\n",
      "notes.txt": "---\n", "late.md": "text\n\n  ~~~ {sql a}\nSELECT 1\n~~~\n",
    ])
    #expect(
      found() == ["late.md", "sales/a.md", "sales/북부.md", "Week 1.md", "week 2.md", "week 10.md"]
    )
    #expect(found("/").map { $0.hasPrefix("/") } == [false, false, false, false, false, false])
  }

  @Test func `what is hidden, left out or not a template's is passed over`() throws {
    defer { try? FileManager.default.removeItem(atPath: place) }
    let text = "---\ntitle: A\n---\n"
    try write([
      "a.md": text, ".git/b.md": text, "_parts/c.md": text, "_d.md": text, ".e.md": text,
      "node_modules/f/g.md": text, "reports/h.md": text, "my.quire/runs/i.md": text, "j.MD": text,
      "k.md/l.md": text,
    ])
    let out = ["\(place)/x/../reports", "\(place)/my.quire", "\(place)/missing"]
    try write(["x/m.md": text])
    #expect(found(leavingOut: out) == ["a.md", "k.md/l.md", "x/m.md"])
    #expect(TemplateFolder.templates(in: "\(place)/missing") == [])
  }

  @Test func `links do not lead out of the folder or around in it`() throws {
    defer { try? FileManager.default.removeItem(atPath: place) }
    let text = "---\ntitle: A\n---\n"
    try write(["in/a.md": text, "in/deep/b.md": text, "out/c.md": text])
    let links = [
      ("in/deep/up", ".."), ("in/outside", "../out"), ("in/c.md", "../out/c.md"),
      ("in/again.md", "a.md"), ("in/broken.md", "nothing.md"), ("in/self.md", "self.md"),
    ]
    for (name, target) in links {
      try FileManager.default.createSymbolicLink(
        atPath: "\(place)/\(name)",
        withDestinationPath: target
      )
    }
    #expect(found("/in") == ["in/a.md", "in/again.md", "in/deep/b.md"])
    // The folder itself may be a link.
    try FileManager.default.createSymbolicLink(
      atPath: "\(place)/door",
      withDestinationPath: "in"
    )
    #expect(found("/door") == ["door/a.md", "door/again.md", "door/deep/b.md"])
  }

  @Test(arguments: [
    ("---\n", true), ("--- \n", true), ("----\n", false), ("\n---\n", false), ("", false),
    ("```{sql a}\n```\n", true), ("```{sql a}", true), ("```sql\n```\n", false),
    ("```{.python}\n```\n", false), ("    ```{sql a}\n", false),
    ("````markdown\n```{sql a}\n```\n````\n", false),
    ("```\n```\n```{sql a}\n```\n", true), ("~~~\n```{sql a}\n```\n~~~\n", false),
    ("``` {sql a} ```\n", false),
  ])
  func `front matter or a directive make a template`(text: String, isOne: Bool) {
    #expect(TemplateMark.isTemplate(bytes: Array(text.utf8)) == isOne)
  }

  @Test func `a directive far down in a long file is found`() throws {
    defer { try? FileManager.default.removeItem(atPath: place) }
    let prose = String(repeating: "word ", count: 20_000) + "\n\n"
    try write(["a.md": prose + "```{sql a}\nSELECT 1\n```\n", "b.md": prose])
    #expect(found() == ["a.md"])
  }
}
