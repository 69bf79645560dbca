/// The elements and attributes of an HTML page, read tag by tag as a browser does.
struct PageMarkup {
  private(set) var elements: [String: Int] = [:]
  private(set) var attributes: Set<String> = []

  init(_ html: String) {
    var rest = Array(html.unicodeScalars)[...]
    while let open = rest.firstIndex(of: "<") {
      rest = rest[(open + 1)...]
      guard let first = rest.first, first.properties.isAlphabetic else { continue }
      let name = Self.take(&rest) { $0.properties.isAlphabetic || $0.properties.numericType != nil }
      elements[name.lowercased(), default: 0] += 1
      readAttributes(&rest)
      if ["script", "style"].contains(name.lowercased()) { Self.skip(to: "</" + name, &rest) }
    }
  }

  private mutating func readAttributes(_ rest: inout ArraySlice<Unicode.Scalar>) {
    while let scalar = rest.first, scalar != ">" {
      if scalar == "/" || scalar.properties.isWhitespace {
        rest.removeFirst()
        continue
      }
      let name = Self.take(&rest) {
        $0 != "=" && $0 != ">" && $0 != "/" && !$0.properties.isWhitespace
      }
      attributes.insert(name.lowercased())
      guard rest.first == "=" else { continue }
      rest.removeFirst()
      if let quote = rest.first, quote == "\"" || quote == "'" {
        rest.removeFirst()
        _ = Self.take(&rest) { $0 != quote }
        _ = rest.popFirst()
      } else {
        _ = Self.take(&rest) { $0 != ">" && !$0.properties.isWhitespace }
      }
    }
  }

  private static func take(
    _ rest: inout ArraySlice<Unicode.Scalar>,
    while isPart: (Unicode.Scalar) -> Bool
  ) -> String {
    let part = rest.prefix(while: isPart)
    rest = rest[part.endIndex...]
    return String(String.UnicodeScalarView(part))
  }

  private static func skip(to end: String, _ rest: inout ArraySlice<Unicode.Scalar>) {
    let wanted = Array(end.unicodeScalars)
    while let next = rest.firstIndex(of: "<") {
      rest = rest[next...]
      if rest.starts(with: wanted) { return }
      rest.removeFirst()
    }
    rest = []
  }
}
