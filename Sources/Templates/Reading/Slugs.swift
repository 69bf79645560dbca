/// Anchors of headings, made as GitHub makes them and unique within a file.
struct Slugs {
  private var taken: Set<String> = []
  private var counts: [String: Int] = [:]

  /// Reserves an anchor the author chose; false when it is taken.
  mutating func take(_ id: String) -> Bool { taken.insert(id).inserted }

  /// Lower case, blanks as hyphens, letters and digits of any script kept, all else left out.
  ///
  /// A second one of the same words gets `-1`, a third `-2`; one without any words is `section`.
  mutating func anchor(for words: String) -> String {
    var slug = ""
    for character in words.lowercased() {
      if character.isLetter || character.isNumber || character == "-" || character == "_" {
        slug.append(character)
      } else if character.isWhitespace {
        slug.append("-")
      }
    }
    while slug.first == "-" { slug.removeFirst() }
    while slug.last == "-" { slug.removeLast() }
    if slug.isEmpty { slug = "section" }
    var candidate = slug
    while !taken.insert(candidate).inserted {
      counts[slug, default: 0] += 1
      candidate = "\(slug)-\(counts[slug] ?? 0)"
    }
    return candidate
  }
}
