@testable import Reporting
import Testing

/// What two sequences share, found without looking at every pair.
@Suite struct SequenceDiffTests {
  private static func text(_ old: String, _ new: String) -> String {
    SequenceDiff.runs(Array(old), Array(new)).map { run in
      let gone = String(Array(old)[run.old])
      let come = String(Array(new)[run.new])
      return run.isSame ? gone : "[\(gone)|\(come)]"
    }.joined()
  }

  @Test(arguments: [
    ("", "", ""), ("a", "a", "a"), ("", "ab", "[|ab]"), ("ab", "", "[ab|]"),
    ("abc", "axc", "a[b|x]c"), ("abcd", "bcde", "[a|]bcd[|e]"),
    // No element stands once: a shortest edit.
    ("aabb", "abab", "a[a|]b[|a]b"), ("aaaa", "aa", "aa[aa|]"),
    ("xaxbx", "xbxax", "x[ax|]b[|xa]x"),
  ])
  func `runs of two texts`(old: String, new: String, runs: String) {
    #expect(Self.text(old, new) == runs)
  }

  /// Any answer must cover both, and what it calls the same must be the same.
  private static func check(_ old: [Int], _ new: [Int]) -> Int {
    var (i, j, shared) = (0, 0, 0)
    var wasSame: Bool?
    for run in SequenceDiff.runs(old, new) {
      #expect(run.old.lowerBound == i && run.new.lowerBound == j)
      #expect(run.isSame != wasSame)
      if run.isSame {
        #expect(old[run.old] == new[run.new])
        shared += run.old.count
      }
      (i, j, wasSame) = (run.old.upperBound, run.new.upperBound, run.isSame)
    }
    #expect(i == old.count && j == new.count)
    return shared
  }

  @Test func `any two sequences are covered, and a sequence is the same as itself`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let letters = Int.random(in: 1...12, using: &random)
      func sequence() -> [Int] {
        (0..<Int.random(in: 0...40, using: &random)).map { _ in Int.random(in: 0..<letters) }
      }
      let (old, new) = (sequence(), sequence())
      _ = Self.check(old, new)
      #expect(Self.check(old, old) == old.count)
    }
  }

  @Test func `without fixed points the edit is a shortest one`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      // Each element at least twice, so that none is a fixed point of the whole.
      let half = (0..<10).map { _ in Int.random(in: 0..<4, using: &random) }
      let (old, new) = ((half + half).shuffled(), (half + half).shuffled())
      let shared = Self.check(old, new)
      // Stretches between may have fixed points; the answer is near the best all the same.
      #expect(shared >= Self.longestShared(old, new) - 4)
    }
  }

  private static func longestShared(_ a: [Int], _ b: [Int]) -> Int {
    var last = Array(repeating: 0, count: b.count + 1)
    for x in a {
      var next = last
      for (j, y) in b.enumerated() {
        next[j + 1] = x == y ? last[j] + 1 : max(next[j], last[j + 1])
      }
      last = next
    }
    return last[b.count]
  }

  @Test func `long texts that share little take no long time`() {
    // Of 30 words each, as no two are fixed points, edits soon become too many.
    let old = (0..<10_000).map { ($0 * 7_919) % 30 }
    let new = (0..<10_000).map { ($0 * 104_729 + 11) % 30 }
    let start = ContinuousClock.now
    _ = Self.check(old, new)
    #expect(ContinuousClock.now - start < .seconds(20))
    // A change in the middle of many is found exactly.
    var changed = old
    changed[5_000] = 99
    #expect(Self.check(old, changed) == 9_999)
  }
}
