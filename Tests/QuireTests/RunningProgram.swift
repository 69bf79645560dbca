import Foundation

/// What a program left behind.
struct Outcome: Sendable {
  /// The exit code; negative for the signal that ended it.
  let code: Int32
  let output: String
  let errors: String
  let seconds: Double

  var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// A program at work, its output going to files so that it never waits for a reader.
final class RunningProgram: Sendable {
  private let process = Process()
  private let logs: String
  private let ended: AsyncStream<Int32>
  private let begun = ContinuousClock.now

  /// A test that hangs ends after this.
  private static let secondsAtMost = 300

  init(_ program: String, _ arguments: [String], in folder: String) throws {
    logs = NSTemporaryDirectory() + "quire-log-\(UUID().uuidString)"
    let (stream, ends) = AsyncStream<Int32>.makeStream()
    ended = stream
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var environment = ProcessInfo.processInfo.environment
    let built = URL(fileURLWithPath: Workplace.program).deletingLastPathComponent().path
    environment["PATH"] = "\(built):\(environment["PATH"] ?? "/usr/bin:/bin")"
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try Self.file("\(logs).out")
    process.standardError = try Self.file("\(logs).err")
    process.terminationHandler = { process in
      let status = process.terminationStatus
      ends.yield(process.terminationReason == .uncaughtSignal ? -status : status)
      ends.finish()
    }
    try process.run()
    let (process, limit) = (process, DispatchTime.now() + .seconds(Self.secondsAtMost))
    DispatchQueue.global().asyncAfter(deadline: limit) {
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }
  }

  deinit {
    for ending in ["out", "err"] {
      try? FileManager.default.removeItem(atPath: "\(logs).\(ending)")
    }
  }

  /// What it has written to standard error so far.
  var errors: String { (try? String(contentsOfFile: "\(logs).err", encoding: .utf8)) ?? "" }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits until standard error holds `text`, or the program has ended.
  func waitForErrors(holding text: String) async throws {
    while process.isRunning, !errors.contains(text) { try await Task.sleep(for: .milliseconds(10)) }
  }

  func outcome() async throws -> Outcome {
    var code: Int32 = 0
    for await status in ended { code = status }
    let taken = begun.duration(to: .now).components
    return Outcome(
      code: code,
      output: (try? String(contentsOfFile: "\(logs).out", encoding: .utf8)) ?? "",
      errors: errors,
      seconds: Double(taken.seconds) + Double(taken.attoseconds) / 1e18
    )
  }

  private static func file(_ path: String) throws -> FileHandle {
    try Data().write(to: URL(fileURLWithPath: path))
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  }
}
