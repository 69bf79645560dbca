import Diagnostics
import Foundation
import Reporting
import TestSupport

/// The folders of templates beside the tests, and temporary ones to render into.
enum Fixture {
  /// A folder beside the tests of reporting, such as `Broken`.
  static func folder(_ name: String, testFile: StaticString = #filePath) -> String {
    URL(fileURLWithPath: "\(testFile)").deletingLastPathComponent()
      .appendingPathComponent(name).path
  }

  /// The names in a folder that end so, sorted, without the ending.
  static func names(in folder: String, ending: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return all.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
  }

  /// Diagnostics as the terminal shows them, with paths that start at `folder`.
  static func text(_ diagnostics: [Diagnostic], in folder: String) -> String {
    let printer = DiagnosticPrinter()
    let lines = diagnostics.map { printer.text($0).replacing(folder + "/", with: "") + "\n" }
    return lines.joined()
  }

  /// Runs `work` with a new folder, which is deleted afterwards.
  static func inTemporaryFolder<Result>(
    _ work: (String) async throws -> Result
  ) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("quire-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await work(folder)
  }

  static func write(_ text: String, to path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  static func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  /// Nil when `actual` is what the file at `path` holds; else what to tell the reader.
  ///
  /// A missing file counts as empty. `RECORD_SNAPSHOTS=1` rewrites it and still tells.
  static func difference(_ actual: String, from path: String) -> String? {
    let expected = (try? read(path)) ?? ""
    guard expected != actual else { return nil }
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      do { try write(actual, to: path) } catch { return "cannot write \(path): \(error)" }
      return "recorded \(path): read the difference before you commit it"
    }
    return "\(path) expects\n\(expected)\nnot\n\(actual)"
  }
}

/// What came of rendering a template into a temporary folder.
struct Rendered {
  let outcome: RenderOutcome
  /// The page, or empty when none was written.
  let page: String

  static func template(
    _ path: String,
    format: OutputFormat = .json,
    parameters: [String] = [],
    parametersFile: String? = nil
  ) async throws -> Rendered {
    try await Fixture.inTemporaryFolder { folder in
      let outcome = await Report.render(
        path,
        RenderOptions(
          parameters: parameters,
          parametersFile: parametersFile,
          outputFolder: "\(folder)/reports",
          format: format,
          threads: 1,
          stateFolder: "\(folder)/.quire"
        )
      )
      let page = outcome.outputPath.flatMap { try? Fixture.read($0) } ?? ""
      return Rendered(outcome: outcome, page: page)
    }
  }
}
