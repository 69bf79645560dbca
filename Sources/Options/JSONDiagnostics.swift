import Diagnostics

extension JSONReader {
  /// The character at the place, or the point behind the end.
  var place: SourceSpan {
    guard at < file.bytes.count else { return file.span(file.bytes.count..<file.bytes.count) }
    var end = at + 1
    while end < file.bytes.count, file.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return file.span(at..<end)
  }

  func expected(_ what: String) -> Diagnostic {
    if isAtEnd { return .json("the file ends where \(what) should be", at: place, hint: nil) }
    let found = place.text
    let hint: String? =
      switch found {
      case "'": "JSON writes texts in double quotes"
      case "/", "#": "JSON has no comments"
      default: nil
      }
    return .json("'\(found)' stands where \(what) should be", at: place, hint: hint)
  }
}

extension Diagnostic {
  static func json(_ problem: String, at span: SourceSpan, hint: String?) -> Self {
    Diagnostic(.error, "json", problem, at: span, hint: hint)
  }

  static func jsonComma(before bracket: String, at span: SourceSpan) -> Self {
    .json("a comma stands before '\(bracket)'", at: span, hint: "take the comma away")
  }

  static func doubledJSONKey(_ key: Spanned<String>) -> Self {
    Diagnostic(
      .warning,
      "doubled-key",
      "'\(key.value)' is given twice; the last one counts",
      at: key.span
    )
  }
}
