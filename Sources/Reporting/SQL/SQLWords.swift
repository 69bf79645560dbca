import Diagnostics
import Engines

/// An engine's complaint in the words of a report's author.
///
/// What is not among the known ones is shown as the engine says it, without its capital letter and
/// its exclamation mark.
struct SQLWords {
  let message: String
  let hint: String?

  init(_ error: EngineError) {
    let text = error.message.trimmed
    let quoted = text.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
    let name = quoted.count > 2 ? quoted[1] : ""
    if text.hasPrefix("syntax error at or near"), quoted.count > 2 {
      self.init("syntax error at '\(name)'")
    } else if text.hasPrefix("syntax error at end of input") {
      self.init("the query ends too early")
    } else if text.hasPrefix("unterminated quoted string") {
      self.init("the text that begins here is not closed", "end it with '")
    } else if text.hasPrefix("unterminated quoted identifier") {
      self.init("the name that begins here is not closed", "end it with \"")
    } else if text.hasPrefix("unterminated /* comment") {
      self.init("the comment that begins here is not closed", "end it with */")
    } else if text.hasPrefix("Ambiguous reference to column name") {
      let choices = quoted.enumerated().filter { $0.offset > 1 && $0.offset % 2 == 1 }.map(
        \.element
      )
      self.init(
        "column '\(name)' stands in more than one table",
        choices.isEmpty ? nil : "write \(choices.joined(separator: " or "))"
      )
    } else if text.contains("must appear in the GROUP BY clause") {
      self.init(
        "column '\(name)' is neither grouped nor aggregated",
        "add it to GROUP BY, or take any_value(\(name))"
      )
    } else if text.hasPrefix("WHERE clause cannot contain aggregates") {
      self.init("WHERE cannot hold an aggregate", "put the condition into HAVING")
    } else if text.contains("Function with name "), let function = text.word(after: "with name ") {
      self.init("no function '\(function)'")
    } else if text.hasPrefix("Table with name "), let table = text.word(after: "with name ") {
      self.init("no table '\(table)'")
    } else if text.hasPrefix("Referenced table "), !name.isEmpty {
      self.init("no table or alias '\(name)' in this query")
    } else if text.hasPrefix("No function matches") {
      self.init(call: text, error.candidates)
    } else if text.hasPrefix("Cannot compare values of type ") {
      let types = text.dropFirst("Cannot compare values of type ".count)
        .replacing(" - an explicit cast is required", with: "").replacing("_LITERAL", with: "")
        .replacing(" and type ", with: " with ")
      self.init("cannot compare \(types)", "cast one of them, as in CAST(amount AS INTEGER)")
    } else {
      self.init(text.lowerCased)
    }
  }

  private init(_ message: String, _ hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  /// `No function matches the given name and argument types 'f(A, B)'.`, and what `f` does take.
  private init(call text: String, _ candidates: [String]) {
    let call = text.split(separator: "'", omittingEmptySubsequences: false).dropFirst().first ?? ""
    let name = call.prefix { $0 != "(" }
    let given = call.dropFirst(name.count).replacing("_LITERAL", with: "")
      .replacing("STRING", with: "VARCHAR")
    let isOperator = name.first.map { !$0.isLetter && $0 != "_" } ?? false
    let takes = candidates.map { $0.dropFirst(name.count).prefix(through: ")") }
    let some = takes.prefix(4).joined(separator: ", ") + (takes.count > 4 ? ", …" : "")
    message = "'\(name)' does not take \(given)"
    hint =
      isOperator || takes.isEmpty
      ? "cast one of them, as in CAST(day AS DATE)" : "it takes \(some)"
  }
}

extension Substring {
  /// The text up to and with the first such character; all of it when there is none.
  fileprivate func prefix(through end: Character) -> Substring {
    guard let index = firstIndex(of: end) else { return self }
    return self[...index]
  }
}

extension String {
  /// Without blanks and marks at the end.
  fileprivate var trimmed: String {
    var text = self[...]
    while let last = text.last, last.isWhitespace || last == "!" || last == "." {
      text.removeLast()
    }
    return String(text)
  }

  /// With a small first letter, unless the first word is written in capitals.
  fileprivate var lowerCased: String {
    guard let first, dropFirst().first?.isLowercase == true else { return self }
    return first.lowercased() + dropFirst()
  }

  fileprivate func word(after mark: String) -> Substring? {
    guard let range = firstRange(of: mark) else { return nil }
    return self[range.upperBound...].prefix { !$0.isWhitespace }
  }
}
