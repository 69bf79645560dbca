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
      // Neither end is alike, and no element stands once.
      func rest() -> [Int] { (0..<30).map { _ in Int.random(in: 0..<2, using: &random) } }
      let (old, new) = ([0, 0, 1, 1] + rest() + [0], [1, 0, 0, 1] + rest() + [1])
      #expect(Self.check(old, new) == Self.longestShared(old, new))
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
    // Of 30 words each: none stands once, and every other one has to change.
    var state: UInt32 = 1
    func sequence() -> [Int] {
      (0..<10_000).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return Int(state >> 16) % 30
      }
    }
    let (old, new) = (sequence(), sequence())
    let start = ContinuousClock.now
    // Two random sequences of 30 letters share about a third of them at best.
    #expect(Self.check(old, new) > 2_000)
    #expect(ContinuousClock.now - start < .seconds(30))
    // A change in the middle of many is found exactly.
    var changed = old
    changed[5_000] = 99
    #expect(Self.check(old, changed) == 9_999)
  }
}
