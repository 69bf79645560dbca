import Diagnostics
import Files
import Testing

@testable import Pipeline

@Suite struct FingerprintTests {
  @Test func `known parts have a known fingerprint`() {
    // printf '\2\0\0\0\0\0\0\0ab\1\0\0\0\0\0\0\0c' | sha256sum
    #expect(
      Fingerprint(["ab", "c"]).hex
        == "43ee655579de01ca739b3f95c1c2d3f46d353b2c0df818064ea594506cdb2617"
    )
    #expect(
      Fingerprint(bytes: Array("abc".utf8)).hex
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
  }

  @Test func `where one part ends and the next begins matters`() {
    let all = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], []].map {
      Fingerprint($0)
    }
    #expect(Set(all).count == all.count)
  }

  @Test func `hexadecimal digits read back`() {
    let one = Fingerprint(["x"])
    #expect(Fingerprint(hex: one.hex) == one)
    #expect(Fingerprint(hex: one.hex.uppercased()) == nil)
    #expect(Fingerprint(hex: "abc") == nil)
    #expect(one.short.count == 12)
  }

  private static let engine = EngineIdentity(name: "duckdb", version: "v1.5.4")

  private func key(
    _ step: Step = sql("s", "SELECT 1"),
    files: [(name: String, digest: String)] = [("a.csv", "1")],
    inputs: [(String, String)] = [("t", "1")],
    after: [(String, String)] = [("e", "1")],
    engine: EngineIdentity = FingerprintTests.engine
  ) -> StepKey {
    var step = step
    step.files = [InputFiles("*.csv", in: "", at: step.span)]
    let stamp = FileStamp(device: 0, inode: 0, size: 0, modified: 0, changed: 0)
    let resolved = files.map { file in
      ResolvedFiles.File(
        name: file.name,
        path: "/anywhere/" + file.name,
        byteCount: 0,
        digest: Fingerprint([file.digest]),
        stamp: stamp,
        hashedAt: 0
      )
    }
    return StepKey(
      step,
      files: ResolvedFiles(groups: [resolved]),
      inputs: inputs.map { ($0.0, Fingerprint([$0.1])) },
      after: after.map { ($0.0, Fingerprint([$0.1])) },
      engine: engine
    )
  }

  @Test func `each part of a key changes it and is named as the reason`() {
    let base = key()
    var other = sql("s", "SELECT 1")
    other.identity = [KeyPart("directive", "sql 1"), KeyPart("SQL", "SELECT\n2")]
    var added = sql("s", "SELECT 1")
    added.identity.append(KeyPart("option header", "true"))
    var kind = sql("s", "SELECT 1")
    kind.kind = "exec"
    let cases: [(StepKey, String)] = [
      (key(other), "the SQL changed"),
      (key(added), "the option header was added"),
      (key(kind), "its definition changed"),
      (key(files: [("a.csv", "2")]), "a.csv changed"),
      (key(files: [("a.csv", "1"), ("b.csv", "1")]), "b.csv was added"),
      (key(files: [("b.csv", "1")]), "b.csv was added; a.csv was removed"),
      (key(inputs: [("t", "2")]), "reads t, which changed"),
      (key(inputs: [("u", "1")]), "reads u now; reads t no more"),
      (key(after: [("e", "2")]), "comes after e, which changed"),
      (
        key(engine: EngineIdentity(name: "duckdb", version: "v1.5.5")),
        "engine duckdb v1.5.4 → duckdb v1.5.5"
      ),
      (
        key(engine: EngineIdentity(name: "spark", version: "4.0")),
        "engine duckdb v1.5.4 → spark 4.0"
      ),
      (
        key(kind, files: [("a.csv", "2"), ("b", ""), ("c", ""), ("d", ""), ("e", "")]),
        "a.csv changed; b was added; c was added; d was added; and 1 more"
      ),
    ]
    for (changed, words) in cases {
      #expect(changed.fingerprint != base.fingerprint, "\(words)")
      #expect(Reason.changed(changed.changes(since: base)).description == words)
    }
    #expect(Set(cases.map(\.0.fingerprint)).count == cases.count)
    #expect(base.changes(since: base) == [])
    #expect(key() == base)
  }

  @Test func `the folder a project lies in does not matter`() {
    // The paths to open are not in the key, only the names as the author would write them.
    #expect(key().parts.contains { $0.name == "a.csv" })
    #expect(!key().parts.contains { $0.name.hasPrefix("/anywhere") })
  }
}
