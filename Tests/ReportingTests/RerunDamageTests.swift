import Foundation
import Reporting
import Testing

/// Whatever happens to the store, the next render is right.
@Suite struct `A damaged store` {
  enum Damage: String, CaseIterable, Sendable { case deleted, truncated, emptied }

  @Test(arguments: Damage.allCases)
  func `has its files made again`(damage: Damage) async throws {
    let bench = try RerunBench()
    let first = try await bench.render()
    let tables = bench.path("state/store/tables")
    let names = try FileManager.default.contentsOfDirectory(atPath: tables)
    #expect(names.count >= 5)
    for name in names {
      let path = tables + "/" + name
      switch damage {
      case .deleted: try FileManager.default.removeItem(atPath: path)
      case .truncated:
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try bytes.dropLast(7).write(to: URL(fileURLWithPath: path))
      case .emptied: try Data().write(to: URL(fileURLWithPath: path))
      }
    }
    let second = try await bench.render()
    #expect(second.outcome.exitCode == 0, "\(second.outcome.diagnostics)")
    #expect(second.ran == RerunBench.steps)
    #expect(second.reasons["a"] == "its result in the store is damaged")
    #expect(second.page == first.page)
  }

  @Test(arguments: ["results", "records", "files", "engine.json", ""])
  func `may lose any part of it`(part: String) async throws {
    let bench = try RerunBench()
    let first = try await bench.render()
    try FileManager.default.removeItem(atPath: bench.path("state/store/\(part)"))
    let second = try await bench.render()
    #expect(second.outcome.exitCode == 0, "\(second.outcome.diagnostics)")
    #expect(second.page == first.page)
  }

  @Test(arguments: ["results", "records", "engine.json", "files"])
  func `may hold nonsense`(part: String) async throws {
    let bench = try RerunBench()
    let first = try await bench.render()
    let path = bench.path("state/store/\(part)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)).map { names in
      names.map { "\(path)/\($0)" }
    }
    for file in names ?? [path] {
      try "{nonsense".write(toFile: file, atomically: false, encoding: .utf8)
    }
    let second = try await bench.render()
    #expect(second.outcome.exitCode == 0, "\(second.outcome.diagnostics)")
    #expect(second.page == first.page)
  }
}
