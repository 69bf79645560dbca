import Foundation
import Testing

/// Runs what the README tells the reader to run.
@Suite struct `The README` {
  /// The shell blocks after a line `<!-- test -->`; empty when there is no README yet.
  static let blocks: [String] = {
    let path = Workplace.project + "/README.md"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    return text.components(separatedBy: "<!-- test -->\n```sh\n").dropFirst().map { rest in
      rest.components(separatedBy: "```")[0]
    }
  }()

  @Test func `has commands to be tried`() {
    let exists = FileManager.default.fileExists(atPath: Workplace.project + "/README.md")
    #expect(!exists || !Self.blocks.isEmpty, "no block of README.md stands after <!-- test -->")
  }

  @Test(arguments: blocks)
  func `tells commands that succeed`(block: String) async throws {
    let outcome = try await Workplace().shell(block)
    #expect(outcome.code == 0, "\(block)\(outcome.output)\(outcome.errors)")
  }
}
