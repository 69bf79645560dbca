import Diagnostics

/// The short form of a channel, as Altair has it: `mean(price):Q`, `yearmonth(date):T`, `count()`.
struct ShortForm {
  var field: Spanned<String>?
  var function: Spanned<String>?
  var type: Spanned<String>?

  /// Splits text; everything may be absent except one of field and function.
  ///
  /// A colon is part of the field's name unless a type follows it; `\:` is always a colon.
  init(_ text: Spanned<String>) {
    var body = text.value
    if let colon = body.lastIndex(of: ":"), !body[..<colon].hasSuffix("\\") {
      let name = String(body[body.index(after: colon)...])
      if MeasureType(text: name) != nil || Self.looksLikeType(name) {
        type = Spanned(name, at: text.span.locating(name, fromEnd: true))
        body = String(body[..<colon])
      }
    }
    if body.hasSuffix(")"), let open = body.firstIndex(of: "(") {
      let name = String(body[..<open])
      if !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) {
        function = Spanned(name, at: text.span.locating(name))
        body = String(body[body.index(after: open)...].dropLast())
      }
    }
    let name = body.unescapedColons
    if !name.isEmpty { field = Spanned(name, at: text.span.locating(body)) }
  }

  /// Whether the function is one of the grammar: in the `field` of a mapping, anything else with
  /// brackets is the name of a column, such as `weight (kg)`.
  var isKnown: Bool {
    guard type.map({ MeasureType(text: $0.value) != nil }) ?? true else { return false }
    guard let function else { return type != nil }
    return AggregateOperation(rawValue: function.value) != nil
      || CalendarParts(function.value.withoutBinned) != nil
  }

  /// A word of letters after the last colon is meant as a type, even a misspelled one.
  private static func looksLikeType(_ text: String) -> Bool {
    !text.isEmpty && text.count <= 14 && text.allSatisfy { $0.isLetter && $0.isASCII }
  }
}

extension String {
  /// A time unit's name without what says that the field is rounded already.
  var withoutBinned: String { hasPrefix("binned") ? String(dropFirst(6)) : self }

  fileprivate var unescapedColons: String {
    var out = ""
    var isEscaped = false
    for character in self {
      if isEscaped, character != ":" { out.append("\\") }
      isEscaped = character == "\\" && !isEscaped
      if !isEscaped { out.append(character) }
    }
    return isEscaped ? out + "\\" : out
  }
}

extension SourceSpan {
  /// The part of the span where `part` stands, or the whole span when it is not written there.
  func locating(_ part: String, fromEnd: Bool = false) -> SourceSpan {
    let all = Array(text.utf8)
    let wanted = Array(part.utf8)
    guard !wanted.isEmpty, all.count >= wanted.count else { return self }
    let starts = Array(0...(all.count - wanted.count))
    let found = (fromEnd ? starts.reversed() : starts).first { start in
      all[start..<(start + wanted.count)].elementsEqual(wanted)
    }
    return found.map { sub($0, $0 + wanted.count) } ?? self
  }
}
