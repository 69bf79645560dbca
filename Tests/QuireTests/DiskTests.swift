import Foundation
import Testing

/// Disks that are full or may not be written: a clear message, and the last report untouched.
@Suite(
  .enabled(if: SmallDisk.canMount, "needs the right to mount a small file system in memory")
) struct `A disk that refuses` {
  /// A folder with a rendered report of which the store or the output lies on a small disk.
  private func place(_ options: [String], megabytes: Int = 4) async throws -> (Workplace, SmallDisk)
  {
    let place = try Workplace()
    let disk = try await SmallDisk(place.path("disk"), megabytes: megabytes)
    _ = try await place.quire("new", "sales")
    let outcome = try await place.quire(["render", "sales.md"] + options)
    #expect(outcome.code == 0, "\(outcome.errors)")
    return (place, disk)
  }

  @Test func `when it is full keeps the last report`() async throws {
    let options = ["--output", "disk/reports"]
    let (place, disk) = try await place(options)
    let page = try place.read("disk/reports/sales.html")
    try disk.fill()
    let outcome = try await place.quire(["render", "sales.md", "-P", "from=2025-02-01"] + options)
    #expect(outcome.code == 1)
    #expect(
      outcome.errors.hasSuffix(
        """
        error: cannot write 'disk/reports/sales.html': no space left on device [cannot-write]
          hint: make room on the disk

        """
      )
    )
    #expect(outcome.output.isEmpty)
    #expect(try place.read("disk/reports/sales.html") == page)
    #expect(place.names(in: "disk/reports") == ["sales.html"])
    try disk.clear()
    #expect(
      try await place.quire(["render", "sales.md", "-P", "from=2025-02-01"] + options).code == 0
    )
    #expect(try place.read("disk/reports/sales.html") != page)
  }

  @Test func `when the store is full keeps the last report`() async throws {
    let options = ["--state", "disk/state"]
    let (place, disk) = try await place(options)
    let page = try place.read("reports/sales.html")
    try disk.fill()
    let outcome = try await place.quire(["render", "sales.md", "-P", "from=2025-02-01"] + options)
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("no space left on device [store-failed]"), "\(outcome.errors)")
    #expect(outcome.errors.contains("free some space, or delete the store: it is made again"))
    #expect(try place.read("reports/sales.html") == page)
    try disk.clear()
    let next = try await place.quire(["render", "sales.md", "-P", "from=2025-02-01"] + options)
    #expect(next.code == 0, "\(next.errors)")
  }

  @Test func `says what to do about a store that may only be read`() async throws {
    let options = ["--state", "disk/state"]
    let (place, disk) = try await place(options)
    let page = try place.read("reports/sales.html")
    try await disk.makeReadOnly()
    let outcome = try await place.quire(["render", "sales.md"] + options)
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("read-only file system [store-failed]"))
    #expect(outcome.errors.contains("hint: make the folder writable, or run from a folder that is"))
    #expect(try place.read("reports/sales.html") == page)
  }

  @Test func `says what to do about an output folder that may only be read`() async throws {
    let options = ["--output", "disk/reports"]
    let (place, disk) = try await place(options)
    let page = try place.read("disk/reports/sales.html")
    try await disk.makeReadOnly()
    let outcome = try await place.quire(["render", "sales.md", "-P", "from=2025-02-01"] + options)
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("read-only file system [cannot-write]"))
    #expect(outcome.errors.contains("hint: make the folder writable, or name another one"))
    #expect(try place.read("disk/reports/sales.html") == page)
  }
}

/// Folders that cannot be, which needs no right to mount.
@Suite struct `A folder that cannot be made` {
  @Test(arguments: ["--output", "--state"])
  func `is said to be in the way of a file`(option: String) async throws {
    let place = try Workplace()
    _ = try await place.quire("new", "sales")
    try place.write("file", "")
    let outcome = try await place.quire("render", "sales.md", option, "file/x")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("'file/x"))
    #expect(outcome.errors.lowercased().contains(": not a directory ["), "\(outcome.errors)")
    #expect(!place.exists("reports"))
  }
}
