import Diagnostics

/// A template's bytes made safe to read: the same length, nothing in them that is not text.
enum SourceText {
  /// The bytes with control characters and broken UTF-8 overwritten by `?`, each reported once.
  ///
  /// A byte order mark stays; a carriage return that ends no line becomes a blank, since editors
  /// and diagnostics count lines by line feeds.
  static func checked(_ file: SourceFile, into diagnostics: inout [Diagnostic]) -> [UInt8] {
    var bytes = file.bytes
    var reported = 0
    func report(_ diagnostic: Diagnostic) {
      reported += 1
      if reported <= 20 { diagnostics.append(diagnostic) }
    }
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte >= 0x20, byte < 0x7F {
        at += 1
        continue
      }
      switch byte {
      case 0x09, 0x0A: at += 1
      case 0x0D:
        if at + 1 == bytes.count || bytes[at + 1] != 0x0A { bytes[at] = 0x20 }
        at += 1
      case 0..<0x20, 0x7F:
        report(.controlCharacter(byte, at: file.span(at..<at + 1)))
        bytes[at] = UInt8(ascii: "?")
        at += 1
      default:
        let width = sequenceLength(bytes, at)
        if width == 0 {
          var end = at + 1
          while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
          report(.brokenUTF8(byte, at: file.span(at..<end)))
          for index in at..<end { bytes[index] = UInt8(ascii: "?") }
          at = end
        } else {
          at += width
        }
      }
    }
    return bytes
  }

  /// The length of the well-formed UTF-8 sequence at `at`; 0 when there is none.
  private static func sequenceLength(_ bytes: [UInt8], _ at: Int) -> Int {
    func tail(_ index: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index < bytes.count && range.contains(bytes[index])
    }
    switch bytes[at] {
    case 0xC2...0xDF: return tail(at + 1) ? 2 : 0
    case 0xE0: return tail(at + 1, 0xA0...0xBF) && tail(at + 2) ? 3 : 0
    case 0xED: return tail(at + 1, 0x80...0x9F) && tail(at + 2) ? 3 : 0
    case 0xE1...0xEF: return tail(at + 1) && tail(at + 2) ? 3 : 0
    case 0xF0: return tail(at + 1, 0x90...0xBF) && tail(at + 2) && tail(at + 3) ? 4 : 0
    case 0xF4: return tail(at + 1, 0x80...0x8F) && tail(at + 2) && tail(at + 3) ? 4 : 0
    case 0xF1...0xF3: return tail(at + 1) && tail(at + 2) && tail(at + 3) ? 4 : 0
    default: return 0
    }
  }
}

extension [UInt8] {
  /// The offset of the first byte in `range` that is neither blank nor tab.
  func firstInk(in range: Range<Int>) -> Int {
    var at = range.lowerBound
    while at < range.upperBound, self[at] == 0x20 || self[at] == 0x09 { at += 1 }
    return at
  }

  /// The offset past the blanks, tabs and `>` that may lead a line within a quote or a list.
  func firstContent(in range: Range<Int>) -> Int {
    var at = range.lowerBound
    while at < range.upperBound, self[at] == 0x20 || self[at] == 0x09 || self[at] == 0x3E {
      at += 1
    }
    return at
  }

  /// Overwrites a range with an HTML processing instruction, `<?xxx?>`, which libcmark keeps whole
  /// wherever it begins and however many lines it takes.
  ///
  /// Line ends stay, and so does what leads each line. A range of one or two bytes becomes blanks.
  mutating func hide(_ range: Range<Int>) {
    var places: [Int] = []
    var isLeading = false
    for index in range {
      let byte = self[index]
      if byte == 0x0A || byte == 0x0D {
        isLeading = true
      } else if isLeading, byte == 0x20 || byte == 0x09 || byte == 0x3E {
        continue
      } else {
        isLeading = false
        places.append(index)
        self[index] = UInt8(ascii: "x")
      }
    }
    guard places.count >= 3, places[0] + 1 == places[1] else {
      for place in places { self[place] = 0x20 }
      return
    }
    self[places[0]] = UInt8(ascii: "<")
    self[places[1]] = UInt8(ascii: "?")
    // `?>` must stand together: the last line may be too short for it.
    var last = places.count - 1
    while last > 2, places[last - 1] + 1 != places[last] {
      self[places[last]] = 0x20
      last -= 1
    }
    self[places[last]] = UInt8(ascii: ">")
    if last > 2 || places[1] + 1 == places[2] { self[places[last - 1]] = UInt8(ascii: "?") }
  }
}
