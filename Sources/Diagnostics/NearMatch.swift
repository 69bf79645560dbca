/// Finds the name that a misspelled one was meant to be.
public enum NearMatch {
  /// The closest of `candidates`, or nil when none is close enough to suggest.
  ///
  /// Distance is Damerau–Levenshtein (insert, delete, replace, swap neighbours), ignoring case; a
  /// third of the name's length may differ, at least one letter and at most three. Of equally near
  /// names the first in alphabetical order wins, so that messages are stable.
  public static func of(_ name: String, in candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased())
    let limit = min(3, max(1, (wanted.count + 1) / 3))
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != name {
      let distance = Self.distance(wanted, Array(candidate.lowercased()))
      guard distance <= limit, distance < max(wanted.count, 1) else { continue }
      if let current = best, (current.distance, current.name) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// A hint: "did you mean 'x'?", or the list of choices when nothing is near, or nil for none.
  public static func hint(
    _ name: String,
    in candidates: some Sequence<String>,
    kind: String
  ) -> String? {
    if let near = of(name, in: candidates) { return "did you mean '\(near)'?" }
    let sorted = Set(candidates).sorted()
    guard !sorted.isEmpty else { return nil }
    let shown = sorted.prefix(12).joined(separator: ", ")
    return "\(kind): \(shown)" + (sorted.count > 12 ? ", … (\(sorted.count) in all)" : "")
  }

  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    if abs(a.count - b.count) > 3 { return 4 }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1..<(a.count + 1) where a.count > 0 {
      var row = [i] + Array(repeating: 0, count: b.count)
      for j in 1..<(b.count + 1) where b.count > 0 {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
