extension TextMeasure {
  /// The text, or its beginning with an ellipsis where it is not narrower than `limit`.
  ///
  /// As Vega cuts: the longest beginning that with the ellipsis stays below the limit, with spaces
  /// before the ellipsis kept. A limit that is not positive is none.
  static func truncated(
    _ text: String,
    to limit: Double,
    size: Double,
    isBold: Bool = false,
    font: String? = nil,
    ellipsis: String = "…"
  ) -> String {
    guard limit > 0, width(text, size: size, isBold: isBold, font: font) >= limit else {
      return text
    }
    let room = limit - width(ellipsis, size: size, isBold: isBold, font: font)
    let characters = Array(text)
    var low = 0
    var high = characters.count
    while low < high {
      let middle = (low + high + 1) / 2
      let part = String(characters[..<middle])
      if width(part, size: size, isBold: isBold, font: font) < room {
        low = middle
      } else {
        high = middle - 1
      }
    }
    return String(characters[..<low]) + ellipsis
  }

  /// The text in lines of at most `limit` pixels where it can be broken.
  ///
  /// Lines break at spaces and after hyphens, and between any two full-width characters; a word
  /// that is wider than a line keeps a line of its own. With `maxLines` the last line is cut short.
  static func wrapped(
    _ text: String,
    to limit: Double,
    size: Double,
    isBold: Bool = false,
    maxLines: Int = .max
  ) -> [String] {
    guard limit > 0, width(text, size: size, isBold: isBold) > limit else { return [text] }
    var lines: [String] = []
    var line = ""
    for piece in pieces(of: text) {
      let longer = line + piece
      if !line.isEmpty, width(trimmed(longer), size: size, isBold: isBold) > limit {
        lines.append(trimmed(line))
        line = piece
      } else {
        line = longer
      }
    }
    if !trimmed(line).isEmpty { lines.append(trimmed(line)) }
    guard lines.count > maxLines, maxLines > 0 else { return lines }
    let rest = lines[(maxLines - 1)...].joined(separator: " ")
    return lines[..<(maxLines - 1)]
      + [truncated(rest, to: limit, size: size, isBold: isBold)]
  }

  /// The parts between which a line may break, each with the spaces after it.
  private static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var mayBreak = false
    for character in text {
      let isWide = isWide(character)
      if !piece.isEmpty, mayBreak || isWide, character != " ", !isClosing(character) {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
      mayBreak = character == " " || character == "-" || character == "–" || isWide
    }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces
  }

  private static func isWide(_ character: Character) -> Bool {
    guard let value = character.unicodeScalars.first?.value else { return false }
    return (0x2E80...0xD7A3).contains(value) || (0xF900...0xFAFF).contains(value)
      || (0xFF00...0xFF60).contains(value)
  }

  /// Punctuation that must not begin a line.
  private static func isClosing(_ character: Character) -> Bool {
    ")]},.;:!?%)」』】、。,.".contains(character)
  }

  private static func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    while line.first == " " { line.removeFirst() }
    return String(line)
  }
}
