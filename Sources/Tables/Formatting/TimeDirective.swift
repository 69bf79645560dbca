/// One `%` directive of a time format.
///
/// Source: https://d3js.org/d3-time-format#locale_format.
enum TimeDirective: Character, Sendable {
  case shortDay = "a", day = "A", shortMonth = "b", month = "B", dateTime = "c", dayOfMonth = "d"
  case spacedDayOfMonth = "e", microsecond = "f", shortISOYear = "g", isoYear = "G", hour24 = "H"
  case hour12 = "I", dayOfYear = "j", millisecond = "L", monthNumber = "m", minute = "M"
  case period = "p", quarter = "q", epochMilliseconds = "Q", epochSeconds = "s", second = "S"
  case mondayWeekday = "u", sundayWeek = "U", isoWeek = "V", sundayWeekday = "w"
  case mondayWeek = "W", date = "x", time = "X", shortYear = "y", year = "Y", zone = "Z"
  case percent = "%"
}

/// A piece of a time format: text as it is, or a directive with its padding.
enum TimePiece: Sendable {
  case text(String)
  /// The padding character, or nil for none (`%-d`).
  case directive(TimeDirective, padding: Character?)

  /// Cuts a specifier into pieces.
  static func parse(_ specifier: String) throws(FormatError) -> [TimePiece] {
    var pieces: [TimePiece] = []
    var text = ""
    var rest = specifier[...]
    func error(_ reason: FormatError.Reason) -> FormatError {
      let offset = specifier.utf8.distance(from: specifier.startIndex, to: rest.startIndex)
      return FormatError(specifier, offset: offset, reason)
    }
    while let character = rest.first {
      guard character == "%" else {
        text.append(character)
        rest.removeFirst()
        continue
      }
      if !text.isEmpty { pieces.append(.text(text)) }
      text = ""
      guard rest.count > 1 else { throw error(.missingDirective) }
      rest.removeFirst()
      var padding: Character? = rest.first == "e" ? " " : "0"
      if let flag = rest.first, "-_0".contains(flag) {
        padding = flag == "-" ? nil : flag == "_" ? " " : "0"
        rest.removeFirst()
      }
      guard let letter = rest.first else { throw error(.missingDirective) }
      guard let directive = TimeDirective(rawValue: letter) else {
        throw error(.unknownDirective(letter))
      }
      rest.removeFirst()
      pieces.append(.directive(directive, padding: padding))
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    return pieces
  }
}
