import Diagnostics

/// A value of a CSV file that is not of its column's type, read from the engine's report of it.
///
///     CSV Error on Line: 3 Original Line: 2024-01-02,five Error when converting column "amount".
///     Could not convert string "five" to 'INTEGER'
struct UnreadableValue {
  let line: Substring
  let column: Substring
  let value: Substring
  let type: Substring

  init?(_ message: String) {
    guard let start = message.firstRange(of: "CSV Error on Line: "),
      let middle = message.firstRange(of: "Error when converting column \""),
      let value = message[middle.upperBound...].firstRange(of: "Could not convert string \""),
      let end = message[value.upperBound...].firstRange(of: "\" to '")
    else { return nil }
    line = message[start.upperBound...].prefix { $0.isNumber }
    column = message[middle.upperBound...].prefix { $0 != "\"" }
    self.value = message[value.upperBound..<end.lowerBound]
    type = message[end.upperBound...].prefix { $0 != "'" }
  }
}

extension Diagnostic {
  static func unreadableValue(_ value: UnreadableValue, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "wrong-value",
      "line \(value.line) of the file has '\(value.value)' in column '\(value.column)', "
        + "which is no \(value.type)",
      at: span,
      hint: "mend the file, or give the column another type under 'types:'"
    )
  }
}
