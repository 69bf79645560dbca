import Pipeline

/// The markup of a drawing that Quire wrote: made fit to stand beside another one in a page.
///
/// In it `<` and `>` stand for tags alone, since texts and values are escaped.
struct SVGMarkup: Sendable {
  private let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = Array(bytes) }

  /// What tells drawings apart: all of it but its ids and its description, which change with its
  /// place in the page and its caption.
  var digest: String {
    let root = rootValue("id") ?? []
    let neutral = rewritten { id in
      id.starts(with: root) ? Array(id.dropFirst(root.count)) : Array(id)
    } without: {
      $0.elementsEqual(Self.id) || $0.elementsEqual("aria-label".utf8)
    }
    return Fingerprint(bytes: neutral).hex
  }

  /// The markup with every id in it, and every reference to one, begun with `prefix`.
  func prefixed(_ prefix: String) -> String {
    let prefix = Array(prefix.utf8)
    return String(decoding: rewritten { prefix + $0 }, as: UTF8.self)
  }

  /// The axes and legends, as they are written: drawings with equal ones may be laid on each other.
  var guides: [[UInt8]] {
    var found: [[UInt8]] = []
    var index = 0
    while let start = bytes.firstPlace(of: Self.group, from: index) {
      let role = bytes[(start + Self.group.count)...]
      guard role.starts(with: "axis\"".utf8) || role.starts(with: "legend\"".utf8) else {
        index = start + 1
        continue
      }
      index = end(ofGroupAt: start)
      found.append(Array(bytes[start..<index]))
    }
    return found
  }

  /// The value of an attribute of the root element, as it is written.
  func rootAttribute(_ name: String) -> String? {
    rootValue(name).map { String(decoding: $0, as: UTF8.self) }
  }

  private func rootValue(_ name: String) -> ArraySlice<UInt8>? {
    attributes(from: 0).first { bytes[$0.name].elementsEqual(name.utf8) }.map { bytes[$0.value] }
  }

  /// Behind the `</g>` that belongs to the `<g` at a place.
  private func end(ofGroupAt start: Int) -> Int {
    var depth = 0
    var index = start
    while let tag = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = tag + 1
      let rest = bytes[index...]
      if rest.starts(with: "/g>".utf8) {
        depth -= 1
        if depth == 0 { return tag + 4 }
      } else if rest.starts(with: "g>".utf8) || rest.starts(with: "g ".utf8) {
        depth += 1
      }
    }
    return bytes.count
  }

  private struct Part {
    let name: Range<Int>
    /// From the space before the name to behind the closing quote.
    let all: Range<Int>
    /// Between the quotes.
    let value: Range<Int>
  }

  /// The attributes of the tag that begins at a place; those without a value are left out.
  private func attributes(from start: Int) -> [Part] {
    var parts: [Part] = []
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      guard bytes[index] == UInt8(ascii: " ") else {
        index += 1
        continue
      }
      var end = index + 1
      while end < bytes.count, !Self.endsName(bytes[end]) { end += 1 }
      guard end + 1 < bytes.count, bytes[end] == UInt8(ascii: "="),
        bytes[end + 1] == UInt8(ascii: "\""),
        let close = bytes[(end + 2)...].firstIndex(of: UInt8(ascii: "\""))
      else {
        index = max(end, index + 1)
        continue
      }
      parts.append(
        Part(name: index + 1..<end, all: index..<close + 1, value: end + 2..<close)
      )
      index = close + 1
    }
    return parts
  }

  private static let group = Array("<g class=\"mark-group role-".utf8)
  private static let id = Array("id".utf8)
  private static let href = Array("href".utf8)
  private static let url = Array("url(#".utf8)

  private static func endsName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "=") || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: ">")
  }

  /// Ids and references to them exchanged, in tags alone; attributes of the root left out.
  private func rewritten(
    _ id: (ArraySlice<UInt8>) -> [UInt8],
    without isLeftOut: (ArraySlice<UInt8>) -> Bool = { _ in false }
  ) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 256)
    var copied = 0
    var index = 0
    while let tag = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = tag + 1
      for part in attributes(from: tag) {
        index = part.all.upperBound
        let (name, value) = (bytes[part.name], bytes[part.value])
        let replacement: [UInt8]?
        if tag == 0, isLeftOut(name) {
          out += bytes[copied..<part.all.lowerBound]
          copied = part.all.upperBound
          continue
        } else if name.elementsEqual(Self.id) {
          replacement = id(value)
        } else if value.first == UInt8(ascii: "#"), name.suffix(4).elementsEqual(Self.href) {
          replacement = [UInt8(ascii: "#")] + id(value.dropFirst())
        } else if value.first == UInt8(ascii: "u"), value.starts(with: Self.url) {
          replacement = Self.url + id(value.dropFirst(5))
        } else {
          replacement = nil
        }
        guard let replacement else { continue }
        out += bytes[copied..<part.value.lowerBound]
        out += replacement
        copied = part.value.upperBound
      }
    }
    return out + bytes[copied...]
  }
}
