import Cloud
import Diagnostics

/// The wording of what can be wrong with a `store` to DynamoDB.
extension Diagnostic {
  static func dynamoDB(_ error: CloudError, at span: SourceSpan) -> Self {
    Diagnostic(.error, "store-failed-there", error.message, at: span, hint: error.hint)
  }

  static func modeOfDynamoDB(_ mode: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "unknown-choice",
      "items replace those of the same key: 'mode' is 'upsert', not '\(mode.value)'",
      at: mode.span,
      hint: "leave it out; to begin anew, delete the table first"
    )
  }

  static func nameOfDynamoDB(_ table: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "bad-name",
      "'\(table.value)' is no name of a table of DynamoDB",
      at: table.span,
      hint: "3 to 255 letters (a to z), digits, dots, dashes and underscores"
    )
  }

  static func noKeys(_ to: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "'key' names no column, and every item of DynamoDB has a key",
      at: to.span,
      hint: "write the columns that tell the items apart: 'key: id', or 'key: [id, day]'"
    )
  }

  static func tooManyKeys(_ column: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "too-many-keys",
      "a key of DynamoDB is a partition key and at most a sort key, and '\(column.value)' is a third",
      at: column.span
    )
  }

  static func keyOfDynamoDB(_ column: Spanned<String>, _ type: String) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "a key of DynamoDB is text, a number or bytes, and '\(column.value)' holds \(type)",
      at: column.span,
      hint: "cast it in a query"
    )
  }

  static func setOfDynamoDB(_ column: Spanned<String>, _ type: String) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "a set of DynamoDB is made of a list of texts, numbers or bytes, and '\(column.value)' holds \(type)",
      at: column.span
    )
  }

  static func setInKey(_ column: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'\(column.value)' cannot be both a key and a set",
      at: column.span
    )
  }

  static func typeOfDynamoDB(_ column: String, _ type: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "DynamoDB has no type for column '\(column)' (\(type))",
      at: span,
      hint: "cast it to text or a number in a query"
    )
  }

  static func otherKey(
    _ table: Spanned<String>,
    has: [DynamoDBKey],
    wanted: [DynamoDBKey]
  ) -> Self {
    func words(_ keys: [DynamoDBKey]) -> String {
      keys.map { "\($0.name) (\($0.kind.inWords))" }.joined(separator: ", ")
    }
    return Diagnostic(
      .error,
      "other-key",
      "the table '\(table.value)' has the key \(words(has)), not \(words(wanted))",
      at: table.span,
      hint: "give that key, or name another table"
    )
  }

  static func itemsMissing(_ table: Spanned<String>, counted: Int, written: Int) -> Self {
    Diagnostic(
      .error,
      "items-missing",
      "the table '\(table.value)' holds \(counted) items, and \(written) were written",
      at: table.span,
      hint: "somebody else writes to it or deletes from it; render again to write them once more"
    )
  }

  static func badItem(
    _ problem: DynamoDBItems.Problem,
    row: Int,
    _ key: String,
    _ target: DynamoDBTarget
  ) -> Self {
    let place = "row \(row)" + (key.isEmpty ? "" : " (\(key))")
    let keySpan: (String) -> SourceSpan = { name in
      target.key.first { $0.value.lowercased() == name.lowercased() }?.span ?? target.to.span
    }
    let end = "nothing was written"
    switch problem {
    case .keyMissing(let column):
      return .badItem("the key '\(column)' is null in \(place)", keySpan(column), end)
    case .keyEmpty(let column):
      return .badItem("the key '\(column)' is empty in \(place)", keySpan(column), end)
    case .keyTooLong(let column, let size, let limit):
      let words = "the key '\(column)' has \(size) bytes in \(place), and DynamoDB takes \(limit)"
      return .badItem(words, keySpan(column), end)
    case .noNumber(let column, let text):
      let words = "'\(column)' is \(text) in \(place), which is no number of DynamoDB's"
      return .badItem(words, target.to.span, "\(end); make it null or a text in a query")
    case .endlessTime(let column):
      let words = "'\(column)' is infinite in \(place), and DynamoDB has no such date"
      return .badItem(words, target.to.span, "\(end); make it null or a text in a query")
    case .missingInSet(let column):
      let span = target.sets.first { $0.value.lowercased() == column.lowercased() }?.span
      let words = "the set '\(column)' holds null in \(place), which no set can"
      return .badItem(words, span ?? target.to.span, end)
    case .itemTooLarge(let size, let widest, let bytes):
      let words =
        "\(place) makes an item of \(kilobytes(size)) KB, and DynamoDB takes 400"
      let hint =
        "\(end); '\(widest)' alone has \(kilobytes(bytes)) KB: store it as a file, and its place here"
      return .badItem(words, target.to.span, hint)
    }
  }

  private static func badItem(_ message: String, _ span: SourceSpan, _ hint: String) -> Self {
    Diagnostic(.error, "bad-item", message, at: span, hint: hint)
  }

  private static func kilobytes(_ bytes: Int) -> Int { (bytes + 1_023) / 1_024 }
}
