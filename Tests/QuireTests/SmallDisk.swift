import Foundation

/// A file system of a few megabytes in memory, mounted for the time of a test.
final class SmallDisk: Sendable {
  private let path: String

  /// Whether this process may mount one: tried once.
  static let canMount: Bool = {
    let path = NSTemporaryDirectory() + "quire-mount-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      guard try run("mount", ["-t", "tmpfs", "-o", "size=1m", "none", path]) else { return false }
      return try run("umount", [path])
    } catch {
      return false
    }
  }()

  init(_ path: String, megabytes: Int) async throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard try Self.run("mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "none", path]) else {
      throw CocoaError(.fileWriteNoPermission)
    }
  }

  deinit { _ = try? Self.run("umount", ["-l", path]) }

  /// Writes a file that takes all the space there is left.
  func fill() throws {
    let descriptor = open(path + "/fill", O_WRONLY | O_CREAT, 0o644)
    defer { close(descriptor) }
    for size in [65_536, 4096, 512, 1] {
      let bytes = [UInt8](repeating: 1, count: size)
      while write(descriptor, bytes, size) == size {}
    }
  }

  func clear() throws { try FileManager.default.removeItem(atPath: path + "/fill") }

  func makeReadOnly() async throws {
    guard try Self.run("mount", ["-o", "remount,ro", path]) else {
      throw CocoaError(.fileWriteNoPermission)
    }
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
