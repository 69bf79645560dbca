/// An element of a small XML document, as S3 writes them: no attributes, no mixed text.
struct XMLNode: Sendable, Hashable {
  /// The name without a prefix.
  let name: String
  fileprivate(set) var text = ""
  fileprivate(set) var children: [XMLNode] = []

  fileprivate init(_ name: String) { self.name = name }

  /// The first child of a name.
  subscript(name: String) -> XMLNode? { children.first { $0.name == name } }

  func all(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }

  /// Reads a document; nil for what is none.
  ///
  /// Attributes, comments and processing instructions are passed over; `CDATA` is text. A document
  /// type is refused, so nothing can be made to expand.
  static func parse(_ bytes: [UInt8]) -> XMLNode? {
    var parser = XMLParser(String(decoding: bytes, as: UTF8.self))
    return parser.document()
  }
}

/// Works on scalars: a combining sign at the start of a text would join the `>` before it.
private struct XMLParser {
  private typealias Text = Substring.UnicodeScalarView
  private var rest: Text

  init(_ text: String) { rest = text[...].unicodeScalars }

  mutating func document() -> XMLNode? {
    var open: [XMLNode] = []
    while !rest.isEmpty {
      let text = until("<") ?? rest
      rest = rest[text.endIndex...]
      if !open.isEmpty {
        guard let decoded = Self.decoded(text) else { return nil }
        open[open.count - 1].text += decoded
      } else if text.contains(where: { !Self.isBlank($0) && $0 != "\u{FEFF}" }) {
        return nil
      }
      if rest.isEmpty { return nil }
      if skip("<!--") {
        guard after("-->") != nil else { return nil }
      } else if skip("<![CDATA[") {
        guard !open.isEmpty, let text = after("]]>") else { return nil }
        open[open.count - 1].text += String(text)
      } else if skip("<?") {
        guard after("?>") != nil else { return nil }
      } else if skip("</") {
        guard let name = after(">"), let done = open.popLast(),
          done.name == Self.local(name)
        else { return nil }
        guard !open.isEmpty else { return done }
        open[open.count - 1].children.append(done)
      } else if skip("<"), rest.first != "!", let tag = tag() {
        let isEmpty = tag.last == "/"
        let node = XMLNode(Self.local(tag.prefix { !Self.isBlank($0) && $0 != "/" }))
        guard !node.name.isEmpty, open.count < 64 else { return nil }
        if !isEmpty {
          open.append(node)
        } else if open.isEmpty {
          return node
        } else {
          open[open.count - 1].children.append(node)
        }
      } else {
        return nil
      }
    }
    return nil
  }

  /// What stands before a sign, which stays.
  private func until(_ sign: Unicode.Scalar) -> Text? {
    rest.firstIndex(of: sign).map { rest[..<$0] }
  }

  private mutating func skip(_ start: String) -> Bool {
    guard rest.starts(with: start.unicodeScalars) else { return false }
    rest = rest.dropFirst(start.unicodeScalars.count)
    return true
  }

  /// What stands before `end`, both passed over; nil when it never comes.
  private mutating func after(_ end: String) -> Text? {
    guard let range = rest.firstRange(of: end.unicodeScalars) else { return nil }
    defer { rest = rest[range.upperBound...] }
    return rest[..<range.lowerBound]
  }

  /// A tag's inside up to its `>`, which may stand in an attribute's quotes.
  private mutating func tag() -> Text? {
    var quote: Unicode.Scalar?
    for index in rest.indices {
      let letter = rest[index]
      if let open = quote {
        if letter == open { quote = nil }
      } else if letter == "\"" || letter == "'" {
        quote = letter
      } else if letter == ">" {
        defer { rest = rest[rest.index(after: index)...] }
        return rest[..<index]
      }
    }
    return nil
  }

  private static func isBlank(_ letter: Unicode.Scalar) -> Bool {
    letter.properties.isWhitespace
  }

  private static func local(_ name: Text) -> String {
    let bare = name.prefix { !isBlank($0) }
    return String(bare.split(separator: ":").last ?? bare)
  }

  /// Text with its entities read; nil for an entity that XML does not know of itself.
  private static func decoded(_ text: Text) -> String? {
    var result = String.UnicodeScalarView()
    var rest = text
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      guard let end = rest[start...].firstIndex(of: ";"),
        let letter = letter(String(rest[rest.index(after: start)..<end]))
      else { return nil }
      result.append(letter)
      rest = rest[rest.index(after: end)...]
    }
    return String(result + rest)
  }

  private static func letter(_ name: String) -> Unicode.Scalar? {
    let known: [String: Unicode.Scalar] = [
      "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'",
    ]
    if let letter = known[name] { return letter }
    guard name.hasPrefix("#") else { return nil }
    let isHex = name.hasPrefix("#x") || name.hasPrefix("#X")
    let number = UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10)
    return number.flatMap(Unicode.Scalar.init)
  }
}
