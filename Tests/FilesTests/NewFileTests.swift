import Files
import Foundation
import Testing

struct NewFileTests {
  let folder = FileManager.default.temporaryDirectory.appending(path: "new-file-\(UUID())").path

  private func begun(_ name: String, _ text: String) throws -> NewFile {
    let file = try NewFile(folder + "/" + name)
    try Array(text.utf8).withUnsafeBytes { try file.write($0, at: 0) }
    return file
  }

  private func names() throws -> [String] { try FileSystem.names(inFolder: folder).sorted() }

  @Test func `a file has its name only once it is published`() throws {
    defer { FileSystem.remove(folder) }
    let file = try begun("deep/a.txt", "one")
    #expect(FileSystem.kind(of: folder + "/deep/a.txt") == nil)
    try file.publish()
    #expect(try FileSystem.names(inFolder: folder + "/deep") == ["a.txt"])
    #expect(try FileSystem.contents(of: folder + "/deep/a.txt") == Array("one".utf8))
  }

  @Test func `a second name is a link, and a copy on another disk`() throws {
    defer { FileSystem.remove(folder) }
    try FileSystem.makeFolder(folder)
    try begun("a.txt", "one").publish()
    try FileSystem.link(folder + "/a.txt", as: folder + "/b.txt")
    #expect(FileSystem.isSame(folder + "/a.txt", folder + "/b.txt"))
    #expect(throws: SystemError.self) {
      try FileSystem.link(folder + "/a.txt", as: folder + "/b.txt")
    }
    #expect(throws: SystemError.self) {
      try FileSystem.link(folder + "/none.txt", as: folder + "/c.txt")
    }
    #expect(try names() == ["a.txt", "b.txt"])
    let other = "/dev/shm/quire-link-\(UUID())"
    guard let here = try? FileStamp(ofFile: folder + "/a.txt"),
      let there = try? FileStamp(ofFile: "/dev/shm"), here.device != there.device
    else { return }
    defer { FileSystem.remove(other) }
    try FileSystem.link(folder + "/a.txt", as: other)
    #expect(try FileSystem.contents(of: other) == Array("one".utf8))
  }

  @Test func `without publishing, the old file stays and nothing is left`() throws {
    defer { FileSystem.remove(folder) }
    try begun("a.txt", "old").publish()
    do {
      let file = try begun("a.txt", "new")
      #expect(try names().count == 2)
      withExtendedLifetime(file) {}
    }
    #expect(try names() == ["a.txt"])
    #expect(try FileSystem.contents(of: folder + "/a.txt") == Array("old".utf8))
  }

  @Test func `what a killed process left of this file is removed, of living ones not`() throws {
    defer { FileSystem.remove(folder) }
    try FileSystem.makeFolder(folder)
    // The system's numbers of processes end at 2^22.
    let dead = "a.txt.\(1 << 22 + 1)-7.partial"
    let alive = "a.txt.\(getpid())-7.partial"
    let other = "b.txt.\(1 << 22 + 1)-7.partial"
    for name in [dead, alive, other] {
      #expect(FileManager.default.createFile(atPath: folder + "/" + name, contents: nil))
    }
    try begun("a.txt", "one").publish()
    #expect(try names() == ["a.txt", alive, other].sorted())
  }

  @Test func `a folder in the place of the file is an error that names it`() throws {
    defer { FileSystem.remove(folder) }
    try FileSystem.makeFolder(folder + "/a")
    let path = folder + "/a"
    #expect(throws: SystemError(action: "write", path: path, code: EISDIR)) { try NewFile(path) }
    #expect(try names() == ["a"])
  }
}
