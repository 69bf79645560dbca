/// What stands in the place of a match: a template with `$1`, `$<name>`, `$&`, `` $` ``, `$'` and
/// `$$` filled in, as `String.prototype.replace` has it.
struct Replacement {
  let match: Pattern.Match
  let text: [Unicode.Scalar]
  /// Numbers of named groups.
  let names: [String: Int]

  func expanded(_ template: String) -> String {
    guard template.contains("$") else { return template }
    var out = ""
    var rest = Substring(template)
    while let character = rest.popFirst() {
      if character == "$", let (filled, length) = substitution(in: rest) {
        out += filled
        rest = rest.dropFirst(length)
      } else {
        out.append(character)
      }
    }
    return out
  }

  /// What the letters after a `$` stand for, and how many they are; nil for a plain `$`.
  private func substitution(in rest: Substring) -> (String, length: Int)? {
    switch rest.first {
    case "$": return ("$", 1)
    case "&": return (group(0), 1)
    case "`": return (string(text[..<match.range.lowerBound]), 1)
    case "'": return (string(text[match.range.upperBound...]), 1)
    case "<":
      let name = rest.dropFirst().prefix { $0 != ">" }
      guard let number = names[String(name)], rest.count > name.count + 1 else { return nil }
      return (group(number), name.count + 2)
    default:
      // Two digits when there is such a group, else one.
      for digits in [rest.prefix(2), rest.prefix(1)] {
        guard digits.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(digits) else {
          continue
        }
        if number > 0, number < match.groups.count { return (group(number), digits.count) }
      }
      return nil
    }
  }

  private func group(_ number: Int) -> String {
    match.groups[number].map { string(text[$0]) } ?? ""
  }

  private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}
