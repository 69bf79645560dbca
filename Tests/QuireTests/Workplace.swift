import Foundation

/// A folder of its own, outside the project, in which the built `quire` is run.
final class Workplace: Sendable {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "quire-e2e-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The `quire` that was built beside this test bundle.
  static let program: String = {
    let bundle =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("quire")
      .path
  }()

  /// The project's own folder.
  static let project = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func write(_ name: String, _ text: String) throws {
    try write(name, bytes: Array(text.utf8))
  }

  func write(_ name: String, bytes: [UInt8]) throws {
    try makeFolder((name as NSString).deletingLastPathComponent)
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// The names in a folder, sorted; empty when there is no such folder.
  func names(in name: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).sorted()
  }

  /// Runs `quire` with these arguments to its end.
  func quire(_ arguments: String...) async throws -> Outcome {
    try await start(Self.program, arguments).outcome()
  }

  /// Runs a text of shell commands, with `quire` on the path, to its end.
  func shell(_ commands: String) async throws -> Outcome {
    try await start("/bin/sh", ["-euc", commands]).outcome()
  }

  /// Starts `quire` and comes back at once.
  func start(_ arguments: String...) throws -> RunningProgram {
    try start(Self.program, arguments)
  }

  func start(_ program: String, _ arguments: [String]) throws -> RunningProgram {
    try RunningProgram(program, arguments, in: folder)
  }
}
