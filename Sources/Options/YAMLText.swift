import Diagnostics

/// A piece of YAML made ready for a reader that knows nothing of `{{ … }}`.
///
/// Each `{{ … }}` is overwritten, byte for byte, by a private-use character and filler, so that it
/// reads as plain text and no position moves. A UTF-16 surrogate pair of JSON (`\ud83d\ude00`),
/// which YAML does not know, is overwritten in the same way.
struct YAMLText {
  /// What a placeholder stands for.
  enum Meaning {
    /// The range includes the braces.
    case expression
    case character(Unicode.Scalar)
  }

  struct Placeholder {
    /// Bytes of the file.
    let range: Range<Int>
    let meaning: Meaning
  }

  let file: SourceFile
  /// The bytes of the file the text is.
  let range: Range<Int>
  private(set) var bytes: [UInt8]
  private(set) var placeholders: [Placeholder] = []
  /// File offsets of `{{` without a `}}` on its line.
  private(set) var unclosed: [Int] = []
  /// The character that begins a placeholder: the first private-use one the author does not use.
  let mark: Unicode.Scalar
  /// Names of keys that were overwritten because they are given twice, by file offset.
  private(set) var renamedKeys: [Int: String] = [:]
  /// Offsets in `bytes` at which lines begin, by YAML's idea of a line end.
  private let lineStarts: [Int]
  /// For long lines, by number from 0: the offsets in `bytes` of every 256th character, so that a
  /// file of one line is not read from its start for each place in it.
  private let waypoints: [Int: [Int]]
  private static let stride = 256

  init(_ span: SourceSpan, blanking blanks: [Range<Int>] = []) {
    file = span.file
    var low = span.range.lowerBound
    if low == 0, file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      low = min(3, span.range.upperBound)
    }
    range = low..<span.range.upperBound
    bytes = Array(file.bytes[range])
    for blank in blanks {
      for index in blank where range.contains(index) { bytes[index - low] = 0x20 }
    }
    mark = Self.unusedMark(in: bytes)
    lineStarts = Self.lineStarts(of: bytes)
    waypoints = Self.waypoints(of: bytes, lineStarts)
    overwritePlaceholders()
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The file offset of a place that YAML's reader counts in lines and characters from 1.
  func offset(line: Int, column: Int) -> Int {
    guard line >= 1, line <= lineStarts.count else { return range.upperBound }
    var at = lineStarts[line - 1]
    var left = column - 1
    if let known = waypoints[line - 1], left >= 0 {
      let passed = min(left / Self.stride, known.count - 1)
      at = known[passed]
      left -= passed * Self.stride
    }
    while left > 0, at < bytes.count {
      at += 1
      while at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 }
      left -= 1
    }
    return range.lowerBound + at
  }

  /// The byte at a file offset, as YAML's reader sees it; nil outside the text.
  func byte(_ offset: Int) -> UInt8? {
    range.contains(offset) ? bytes[offset - range.lowerBound] : nil
  }

  /// Overwrites a key that is given twice by one that no other key equals.
  mutating func renameKey(_ key: Range<Int>, to attempt: Int) {
    renamedKeys[key.lowerBound] = file.text(in: key)
    let at = key.lowerBound - range.lowerBound
    var name: [UInt8]
    if key.count >= 3, let scalar = Unicode.Scalar(0xF500 + UInt32(attempt % 1_000)) {
      name = Array(String(scalar).utf8)
    } else {
      let rare = Array("^$;()+/_<~".utf8)
      name = [rare[attempt % 10], rare[attempt / 10 % 10]]
    }
    name = Array(name.prefix(key.count))
    name += [UInt8](repeating: UInt8(ascii: "x"), count: key.count - name.count)
    bytes.replaceSubrange(at..<at + key.count, with: name)
  }

  private mutating func overwritePlaceholders() {
    var at = 0
    var lineEnd = 0
    while at + 1 < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "{"), bytes[at + 1] == byte, at == 0 || bytes[at - 1] != 0x5C {
        if lineEnd <= at {
          lineEnd = bytes[at...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
        }
        if let end = ExpressionBraces.end(from: at + 2, closing: "}", in: bytes, limit: lineEnd) {
          overwrite(at..<end, .expression)
          at = end
        } else {
          unclosed.append(range.lowerBound + at)
          at += 2
        }
      } else if byte == 0x5C, let scalar = surrogatePair(at: at) {
        overwrite(at..<at + 12, .character(scalar))
        at += 12
      } else if byte == 0x5C, bytes[at + 1] == 0x5C {
        at += 2
      } else {
        at += 1
      }
    }
  }

  private mutating func overwrite(_ place: Range<Int>, _ meaning: Meaning) {
    let base = range.lowerBound
    placeholders.append(
      Placeholder(range: base + place.lowerBound..<base + place.upperBound, meaning: meaning)
    )
    let lead = Array(String(mark).utf8)
    for index in place {
      let step = index - place.lowerBound
      bytes[index] = step < lead.count ? lead[step] : UInt8(ascii: "x")
    }
  }

  private func surrogatePair(at start: Int) -> Unicode.Scalar? {
    func unit(_ at: Int) -> UInt32? {
      guard at + 6 <= bytes.count, bytes[at] == 0x5C, bytes[at + 1] == UInt8(ascii: "u") else {
        return nil
      }
      return UInt32(String(decoding: bytes[at + 2..<at + 6], as: UTF8.self), radix: 16)
    }
    guard let high = unit(start), (0xD800..<0xDC00).contains(high),
      let low = unit(start + 6), (0xDC00..<0xE000).contains(low)
    else { return nil }
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
  }

  private static func unusedMark(in bytes: [UInt8]) -> Unicode.Scalar {
    guard bytes.contains(0xEE) else { return "\u{E000}" }
    var used: Set<Unicode.Scalar> = []
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars
    where (0xE000...0xEFFF).contains(scalar.value) { used.insert(scalar) }
    for value in UInt32(0xE000)...0xEFFF {
      if let scalar = Unicode.Scalar(value), !used.contains(scalar) { return scalar }
    }
    return "\u{E000}"
  }

  /// YAML's reader ends lines at CR, LF, CRLF, NEL (U+0085), LS and PS (U+2028, U+2029).
  private static func lineStarts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for (index, byte) in bytes.enumerated() {
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch byte {
      case 0x0A: starts.append(index + 1)
      case 0x0D where next != 0x0A: starts.append(index + 1)
      case 0xC2 where next == 0x85: starts.append(index + 2)
      case 0xE2
      where next == 0x80 && index + 2 < bytes.count
        && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9):
        starts.append(index + 3)
      default: break
      }
    }
    return starts
  }

  private static func waypoints(of bytes: [UInt8], _ lineStarts: [Int]) -> [Int: [Int]] {
    var waypoints: [Int: [Int]] = [:]
    for (line, start) in lineStarts.enumerated() {
      let end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
      guard end - start > 4 * stride else { continue }
      var offsets: [Int] = []
      var characters = 0
      for at in start..<end where bytes[at] & 0xC0 != 0x80 {
        if characters.isMultiple(of: stride) { offsets.append(at) }
        characters += 1
      }
      waypoints[line] = offsets
    }
    return waypoints
  }
}
