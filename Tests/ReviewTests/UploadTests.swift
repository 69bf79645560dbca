import Files
import Foundation
import Testing

@testable import Review

@Suite struct `Uploaded files` {
  @Test(arguments: [
    ("a b.csv", "a b.csv"), ("판매 1.csv", "판매 1.csv"), ("../../etc/passwd", "passwd"),
    ("..", "upload"), ("", "upload"), ("/", "upload"), ("...", "upload"), ("???", "upload"),
    ("C:\\data\\x.csv", "x.csv"), ("a\0b.csv", "a_b.csv"), (".htaccess", "htaccess"),
    ("-rf.csv", "rf.csv"), ("*[a]{b}?.csv", "__a__b__.csv"), ("a\u{202E}b", "a_b"),
    ("a\nb", "a_b"), ("cafe\u{301}", "caf\u{E9}"), ("x. ", "x"),
  ])
  func `names are made safe`(_ name: String, _ safe: String) {
    #expect(UploadName.safe(name) == safe)
  }

  @Test func `long names keep their endings`() {
    let name = UploadName.safe(String(repeating: "가", count: 300) + ".csv.gz")
    #expect(name.hasSuffix("가.csv.gz"))
    #expect(name.utf8.count <= UploadName.longest)
    #expect(UploadName.safe(String(repeating: "a.", count: 200)).utf8.count <= UploadName.longest)
  }

  private func send(
    _ text: String,
    _ name: String,
    to uploads: UploadFolder,
    used: Set<String> = []
  ) throws -> Upload {
    let file = try uploads.begin()
    try file.write(Array(text.utf8))
    return try uploads.put(file, as: name, used: used)
  }

  @Test func `bytes are kept once under their digest`() throws {
    let folder = try TemporaryFolder()
    let uploads = UploadFolder(stateFolder: folder.path, limit: 100)
    let first = try send("hello", "a.txt", to: uploads)
    #expect(first.path == "\(folder.path)/uploads/2cf24dba5fb0/a.txt")
    #expect(first.isNew)
    let stamp = try FileStamp(ofFile: first.path)
    let again = try send("hello", "a.txt", to: uploads)
    #expect(!again.isNew)
    #expect(try FileStamp(ofFile: first.path) == stamp)
    #expect(try send("hello", "b.txt", to: uploads).isNew)
    #expect(try FileSystem.names(inFolder: "\(folder.path)/uploads") == ["2cf24dba5fb0"])
  }

  @Test func `what is not put in place goes away`() throws {
    let folder = try TemporaryFolder()
    let uploads = UploadFolder(stateFolder: folder.path, limit: 100)
    do {
      let file = try uploads.begin()
      try file.write([1, 2, 3])
      #expect(try FileSystem.names(inFolder: uploads.path).count == 1)
    }
    #expect(try FileSystem.names(inFolder: uploads.path).isEmpty)
    _ = try folder.write("of a server that was killed", to: "uploads/x.partial")
    let kept = try send("kept", "k", to: uploads)
    uploads.removeRemains()
    #expect(FileSystem.kind(of: "\(uploads.path)/x.partial") == nil)
    #expect(FileSystem.kind(of: kept.path) == .file)
  }

  @Test func `the oldest go when all together are too many`() throws {
    let folder = try TemporaryFolder()
    let uploads = UploadFolder(stateFolder: folder.path, limit: 10)
    var sent: [Upload] = []
    for number in 0..<12 {
      // The first is in use by a run that waits.
      let used = Set(sent.prefix(1).map(\.path))
      sent.append(try send("number \(number + 10)", "n", to: uploads, used: used))
      usleep(20_000)
    }
    let there = sent.map { FileSystem.kind(of: $0.path) == .file }
    // Nine bytes each: eight files fit into the budget of eighty.
    #expect(
      there == [true] + [Bool](repeating: false, count: 4) + [Bool](repeating: true, count: 7)
    )
  }
}
