/// What two sequences have in common and where they differ.
///
/// Elements that stand once in each are its fixed points: the longest chain of them that is in
/// order in both is kept, and the stretches between are compared alike. What is left has no such
/// points; there a shortest edit is looked for (Myers, 1986), of very many changes so many at a time.
/// So the time grows with the length rather than with its square; of texts that share little the
/// answer may not be the shortest.
struct SequenceDiff {
  /// A stretch of both that is equal, or that took the other's place; one range may be empty.
  struct Run: Equatable {
    var old: Range<Int>
    var new: Range<Int>
    var isSame: Bool
  }

  /// The most insertions and deletions that are looked for at a time.
  static let editsAtMost = 400

  /// Covers both sequences in order; equal and differing runs alternate.
  static func runs<Element: Hashable>(_ old: [Element], _ new: [Element]) -> [Run] {
    var numbers: [Element: Int] = [:]
    func number(_ element: Element) -> Int {
      if let known = numbers[element] { return known }
      numbers[element] = numbers.count
      return numbers.count - 1
    }
    var diff = SequenceDiff(old: old.map(number), new: new.map(number))
    diff.match()
    return diff.runs
  }

  private let old: [Int]
  private let new: [Int]
  /// By place in `old`: the equal element of `new`.
  private var partners: [Int?]

  private init(old: [Int], new: [Int]) {
    self.old = old
    self.new = new
    partners = Array(repeating: nil, count: old.count)
  }

  private struct Stretch {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// A list of what is left to do in the place of recursion, which hostile texts could make deep.
  private mutating func match() {
    var waiting = [Stretch(old: old.indices, new: new.indices)]
    while let next = waiting.popLast() {
      let stretch = trimmed(next)
      guard !stretch.old.isEmpty, !stretch.new.isEmpty else { continue }
      let points = fixedPoints(of: stretch)
      guard !points.isEmpty else {
        if let rest = matchByEdits(stretch) { waiting.append(rest) }
        continue
      }
      var (i, j) = (stretch.old.lowerBound, stretch.new.lowerBound)
      for (old, new) in points {
        partners[old] = new
        waiting.append(Stretch(old: i..<old, new: j..<new))
        (i, j) = (old + 1, new + 1)
      }
      waiting.append(Stretch(old: i..<stretch.old.upperBound, new: j..<stretch.new.upperBound))
    }
  }

  /// Without what both begin and end with, which is matched.
  private mutating func trimmed(_ stretch: Stretch) -> Stretch {
    var (a, b) = (stretch.old, stretch.new)
    while let i = a.first, let j = b.first, old[i] == new[j] {
      partners[i] = j
      a = i + 1..<a.upperBound
      b = j + 1..<b.upperBound
    }
    while let i = a.last, let j = b.last, old[i] == new[j] {
      partners[i] = j
      a = a.lowerBound..<i
      b = b.lowerBound..<j
    }
    return Stretch(old: a, new: b)
  }

  /// The longest chain of elements that stand once in each, in order in both.
  private func fixedPoints(of stretch: Stretch) -> [(old: Int, new: Int)] {
    let inNew = Self.places(new, stretch.new)
    let inOld = Self.places(old, stretch.old)
    let pairs = stretch.old.compactMap { place -> (old: Int, new: Int)? in
      guard inOld[old[place]] == .some(place), case let other?? = inNew[old[place]] else {
        return nil
      }
      return (place, other)
    }
    return Self.longestChain(pairs)
  }

  /// Where each element stands; `.some(nil)` for one that stands there more than once.
  private static func places(_ all: [Int], _ range: Range<Int>) -> [Int: Int?] {
    var places: [Int: Int?] = [:]
    for place in range { places[all[place]] = places[all[place]] == nil ? place : .some(nil) }
    return places
  }

  /// Patience sorting: the longest part whose places in `new` rise.
  private static func longestChain(_ pairs: [(old: Int, new: Int)]) -> [(old: Int, new: Int)] {
    // By length of chain: the pair that ends one with the smallest place.
    var ends: [Int] = []
    var before: [Int?] = []
    for (index, pair) in pairs.enumerated() {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[ends[middle]].new < pair.new { low = middle + 1 } else { high = middle }
      }
      before.append(low > 0 ? ends[low - 1] : nil)
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var chain: [(old: Int, new: Int)] = []
    var next = ends.last
    while let index = next {
      chain.append(pairs[index])
      next = before[index]
    }
    return chain.reversed()
  }

  /// A shortest edit by the furthest places that so many insertions and deletions reach.
  ///
  /// Returns: what is left behind the furthest place of all, where the edit would be too long.
  private mutating func matchByEdits(_ stretch: Stretch) -> Stretch? {
    let (n, m) = (stretch.old.count, stretch.new.count)
    let (from, to) = (stretch.old.lowerBound, stretch.new.lowerBound)
    let most = min(n + m, Self.editsAtMost)
    // Diagonal `k` is at `k + most`.
    var reach = Array(repeating: 0, count: 2 * most + 2)
    var history: [[Int]] = []
    var furthest = (x: 0, y: 0)
    for edits in 0...most {
      history.append(reach)
      for k in stride(from: -edits, through: edits, by: 2) {
        var x =
          Self.comesDown(k, edits, reach, most) ? reach[k + 1 + most] : reach[k - 1 + most] + 1
        var y = x - k
        while x < n, y < m, old[from + x] == new[to + y] {
          x += 1
          y += 1
        }
        reach[k + most] = x
        guard edits == most || x >= n && y >= m, x <= n, y <= m else { continue }
        if x + y > furthest.x + furthest.y { furthest = (x, y) }
        if x == n, y == m { break }
      }
      if furthest == (n, m) { break }
    }
    guard furthest != (0, 0) else { return nil }
    let end = (old: from + furthest.x, new: to + furthest.y)
    walkBack(Stretch(old: from..<end.old, new: to..<end.new), history, most)
    return Stretch(old: end.old..<stretch.old.upperBound, new: end.new..<stretch.new.upperBound)
  }

  /// Whether diagonal `k` is reached by an insertion rather than by a deletion.
  private static func comesDown(_ k: Int, _ edits: Int, _ reach: [Int], _ most: Int) -> Bool {
    k == -edits || k != edits && reach[k - 1 + most] < reach[k + 1 + most]
  }

  /// Matches what the edits left alone, from the ends back; `history`: the reach before each edit.
  private mutating func walkBack(_ stretch: Stretch, _ history: [[Int]], _ most: Int) {
    var (x, y) = (stretch.old.count, stretch.new.count)
    for (edits, reach) in history.enumerated().reversed() {
      let k = x - y
      let last = Self.comesDown(k, edits, reach, most) ? k + 1 : k - 1
      let (startX, startY) = edits == 0 ? (0, 0) : (reach[last + most], reach[last + most] - last)
      while x > startX, y > startY {
        x -= 1
        y -= 1
        partners[stretch.old.lowerBound + x] = stretch.new.lowerBound + y
      }
      (x, y) = (startX, startY)
    }
  }

  private var runs: [Run] {
    var runs: [Run] = []
    func add(_ old: Range<Int>, _ new: Range<Int>, isSame: Bool) {
      guard !old.isEmpty || !new.isEmpty else { return }
      if let last = runs.last, last.isSame == isSame {
        runs[runs.count - 1].old = last.old.lowerBound..<old.upperBound
        runs[runs.count - 1].new = last.new.lowerBound..<new.upperBound
      } else {
        runs.append(Run(old: old, new: new, isSame: isSame))
      }
    }
    var (i, j) = (0, 0)
    for (place, partner) in partners.enumerated() {
      guard let partner else { continue }
      add(i..<place, j..<partner, isSame: false)
      add(place..<place + 1, partner..<partner + 1, isSame: true)
      (i, j) = (place + 1, partner + 1)
    }
    add(i..<old.count, j..<new.count, isSame: false)
    return runs
  }
}
