import Foundation
import Testing

/// The flagship on records that change: what runs, why, and what stays.
@Suite struct `The flagship rendered again` {
  private static let template = Workplace.project + "/templates/academy.md"

  /// A place with a copy of the invented academy, rendered once.
  private func academy() async throws -> Workplace {
    let place = try Workplace()
    try FileManager.default.copyItem(
      atPath: Workplace.project + "/Tests/Fixtures/academy",
      toPath: place.path("data")
    )
    let outcome = try await render(place)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains(" steps ran; 25 checks passed, 1 warning ("))
    return place
  }

  private func render(_ place: Workplace) async throws -> Outcome {
    try await place.quire("render", Self.template, "-P", "data=data", "--explain")
  }

  @Test func `runs nothing when nothing changed`() async throws {
    let place = try await academy()
    let page = try place.read("reports/academy.html")
    let outcome = try await render(place)
    #expect(outcome.errors.contains("nothing changed, 108 steps from the store"))
    #expect(!outcome.errors.contains("\nran "))
    #expect(try place.read("reports/academy.html") == page)
  }

  @Test func `runs what is downstream of one changed byte and names the file`() async throws {
    let place = try await academy()
    let page = try place.read("reports/academy.html")
    let text = try place.read("data/student_info_temp.json")
    // One digit of one student's age.
    let digit = try #require(text.firstRange(of: #/"age": 1[4-7]/#)).upperBound
    let start = text.index(before: digit)
    let changed = text.replacingCharacters(in: start..<digit, with: "8")
    #expect(changed.utf8.count == text.utf8.count)
    try place.write("data/student_info_temp.json", changed)
    let outcome = try await render(place)
    #expect(outcome.code == 0, "\(outcome.errors)")
    func fate(_ step: String) -> String {
      let line = outcome.errors.split(separator: "\n").first {
        $0.dropFirst(9).prefix { $0 != " " } == step
      }
      return line.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") } ?? ""
    }
    #expect(fate("register") == "ran register data/student_info_temp.json changed")
    #expect(fate("students") == "ran students reads register, which changed")
    #expect(fate("registrations") == "ran registrations reads students, which changed")
    for step in ["logins", "transactions", "actions", "items", "study_days", "active_by_month"] {
      #expect(fate(step) == "kept \(step) nothing changed")
    }
    try place.write("data/student_info_temp.json", text)
    #expect(try await render(place).errors.contains("108 steps from the store"))
    #expect(try place.read("reports/academy.html") == page)
  }
}
