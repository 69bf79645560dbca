import Diagnostics
import Foundation
import TestSupport
import Templates
import Testing

@Suite struct EverythingTests {
  @Test func `a document with every construct reads as the golden tree`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let source = try Data(
      contentsOf: folder.appendingPathComponent("Snapshots/everything.md")
    )
    let (template, diagnostics) = Template.parse(
      SourceFile(name: "everything.md", bytes: Array(source)),
      directives: testDirectives
    )
    let text =
      TemplateDump(template).text + "---\n" + diagnostics.map(described).joined(separator: "\n")
    #expect(Snapshot.difference(text, from: "everything.txt") == nil)
  }
}
