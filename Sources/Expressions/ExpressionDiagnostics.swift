import Diagnostics
import Tables

/// All wording of this module: mistakes of grammar.
extension Diagnostic {
  private static func syntax(
    _ message: String,
    at span: SourceSpan,
    hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(.error, "expression-syntax", message, at: span, hint: hint)
  }

  static func missingExpression(at span: SourceSpan) -> Diagnostic {
    syntax("an expression is missing", at: span)
  }

  static func unexpectedCharacter(_ text: String, at span: SourceSpan) -> Diagnostic {
    let quotes = ["‘", "’", "“", "”"]
    return syntax(
      "unexpected '\(text)'",
      at: span,
      hint: quotes.contains(text) ? "use straight quotes, ' or \"" : nil
    )
  }

  static func unclosedString(at span: SourceSpan) -> Diagnostic {
    syntax("the text that begins here is not closed", at: span)
  }

  static func unclosedRegex(at span: SourceSpan) -> Diagnostic {
    syntax("the pattern that begins here is not closed", at: span)
  }

  static func malformedNumber(_ text: String, at span: SourceSpan) -> Diagnostic {
    syntax("'\(text)' is not a number", at: span)
  }

  static func malformedEscape(_ text: String, at span: SourceSpan) -> Diagnostic {
    syntax("'\(text)' is not an escape", at: span, hint: "write \\xHH, \\uHHHH or \\u{H…}")
  }

  static func malformedPattern(_ error: PatternError, at span: SourceSpan) -> Diagnostic {
    // The literal's slash comes before the pattern's first byte.
    syntax(text(of: error), at: span.sub(error.offset + 1, error.offset + 2))
  }

  static func tooDeep(at span: SourceSpan) -> Diagnostic {
    syntax("the expression is nested too deeply", at: span, hint: "compute parts of it in SQL")
  }

  static func unexpectedAfterExpression(_ token: Token, at span: SourceSpan) -> Diagnostic {
    syntax("unexpected \(token.described) after the expression", at: span, hint: token.advice)
  }

  static func expectedOperand(found token: Token, at span: SourceSpan) -> Diagnostic {
    syntax("expected a value, found \(token.described)", at: span, hint: token.advice)
  }

  static func expectedMember(found token: Token, at span: SourceSpan) -> Diagnostic {
    syntax("expected a name, found \(token.described)", at: span)
  }

  static func expected(
    _ symbol: String,
    after opening: String,
    found token: Token,
    at span: SourceSpan
  ) -> Diagnostic {
    syntax(
      "expected '\(symbol)' for '\(opening)', found \(token.described)",
      at: span,
      hint: token.advice
    )
  }

  static func notCallable(_ text: String, at span: SourceSpan) -> Diagnostic {
    let method = text.split(separator: ".").last.map(String.init) ?? text
    return syntax(
      "'\(text)' is not a function",
      at: span,
      hint: text.contains(".") ? "there are no methods: write \(method)(…)" : nil
    )
  }
}

/// Names, members and places in lists.
extension Diagnostic {
  static func unknownName(_ name: String, known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .error,
      "unknown-name",
      "no table or parameter '\(name)'",
      at: span,
      hint: FunctionLibrary.functions[name] == nil
        ? NearMatch.hint(name, in: known, kind: "known names")
        : "'\(name)' is a function: write \(name)(…)"
    )
  }

  static func unknownColumn(
    _ name: String,
    of table: String,
    known: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .error,
      "unknown-column",
      "'\(table)' has no column '\(name)'",
      at: span,
      hint: NearMatch.hint(name, in: known, kind: "its columns")
    )
  }

  static func unknownMember(
    _ name: String,
    of object: String,
    known: [String],
    isRow: Bool,
    at span: SourceSpan
  ) -> Diagnostic {
    if isRow { return unknownColumn(name, of: object, known: known, at: span) }
    return Diagnostic(
      .error,
      "unknown-member",
      "'\(object)' has no '\(name)'",
      at: span,
      hint: NearMatch.hint(name, in: known, kind: "it has")
    )
  }

  static func noMembers(
    _ name: String,
    of object: String,
    _ value: Value,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .error,
      // A null may come to hold something; anything else never has the member.
      value.isNull ? "null-member" : "unknown-member",
      "'\(object)' is \(value.noun) and has no '\(name)'",
      at: span
    )
  }

  static func noElements(of object: String, _ value: Value, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .error,
      "not-a-list",
      "'\(object)' is \(value.noun) and has no elements",
      at: span
    )
  }

  static func notAnIndex(_ key: Value, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .error,
      "bad-index",
      "an index is a whole number, not \(key.isNull ? "null" : "'\(key.displayText)'")",
      at: span
    )
  }

  static func outOfRange(
    _ index: Int,
    of object: String,
    count: Int,
    _ unit: Access.Unit,
    at span: SourceSpan
  ) -> Diagnostic {
    let (one, whole) =
      switch unit {
      case .row: ("row", "table")
      case .element: ("element", "list")
      case .character: ("character", "text")
      }
    let counted = count == 0 ? "no \(one)s" : count == 1 ? "1 \(one)" : "\(count) \(one)s"
    return Diagnostic(
      .error,
      "out-of-range",
      "\(one) \(index) of '\(object)' does not exist",
      at: span,
      hint: "the \(whole) has \(counted)" + (count > 0 ? ", counted from 0" : "")
    )
  }
}

/// Functions and what they are given.
extension Diagnostic {
  static func unknownFunction(_ name: String, known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .error,
      "unknown-function",
      "no function '\(name)'",
      at: span,
      hint: NearMatch.of(name, in: known).map { "did you mean '\($0)'?" }
        ?? "the functions are those of https://vega.github.io/vega/docs/expressions/"
    )
  }

  static func refusedFunction(
    _ name: String,
    _ reason: FunctionLibrary.RefusalReason,
    at span: SourceSpan
  ) -> Diagnostic {
    let hint =
      switch reason {
      case .clock: "take the date as a parameter, or from the data"
      case .chance: "draw random numbers where the data are made"
      }
    return Diagnostic(
      .error,
      "refused-function",
      "'\(name)' would make the report differ from run to run",
      at: span,
      hint: hint
    )
  }

  static func wrongArgumentCount(
    _ name: String,
    takes: ClosedRange<Int>,
    given: Int,
    at span: SourceSpan
  ) -> Diagnostic {
    let (low, high) = (takes.lowerBound, takes.upperBound)
    let count = low == high ? "\(low)" : high == low + 1 ? "\(low) or \(high)" : "\(low) to \(high)"
    return Diagnostic(
      .error,
      "wrong-argument-count",
      "'\(name)' takes \(count) argument\(high == 1 ? "" : "s"), not \(given)",
      at: span
    )
  }

  static func complaint(_ complaint: Complaint, by name: String, at span: SourceSpan) -> Diagnostic
  {
    switch complaint.reason {
    case .needs(let what, let given):
      return Diagnostic(
        .error,
        "wrong-argument",
        "'\(name)' needs \(what), not \(given.noun)",
        at: span
      )
    case .tooLong(let limit):
      return Diagnostic(
        .error,
        "wrong-argument",
        "'\(name)' would make more than \(limit) elements",
        at: span
      )
    case .format(let error):
      return Diagnostic(
        .error,
        "bad-format",
        text(of: error),
        at: span,
        hint: hint(for: error)
      )
    case .pattern(let error):
      return Diagnostic(.error, "bad-pattern", text(of: error), at: span)
    case .chance:
      return refusedFunction(name, .chance, at: span.sub(0, name.utf8.count))
    }
  }

  static func tableInText(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .error,
      "table-in-text",
      "'\(name)' is a table, not a value",
      at: span,
      hint: "take a cell, as in \(name)[0].column, or show it with a table directive"
    )
  }

  static func unclosedInterpolation(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .error,
      "unclosed-expression",
      "'{{' is not closed",
      at: span,
      hint: "close it with '}}', or write \\{{ for two braces"
    )
  }
}

/// The words for facts that lower layers report.
extension Diagnostic {
  static func text(of error: FormatError) -> String {
    switch error.reason {
    case .unknownType(let letter):
      "'\(letter)' in the format '\(error.specifier)' is no type of number"
    case .unexpected(let character):
      "unexpected '\(character)' in the format '\(error.specifier)'"
    case .missingPrecision: "a number is missing after '.' in the format '\(error.specifier)'"
    case .tooLarge: "a number in the format '\(error.specifier)' is too large"
    case .unknownDirective(let letter):
      "'%\(letter)' in the format '\(error.specifier)' is no part of a date"
    case .missingDirective: "a letter is missing after '%' in the format '\(error.specifier)'"
    }
  }

  static func hint(for error: FormatError) -> String? {
    switch error.reason {
    case .unknownType, .unexpected, .missingPrecision:
      "[[fill]align][sign][$#][0][width][,][.precision][~][type], such as ',.1f' or '.0%'"
    case .unknownDirective, .missingDirective:
      "such as '%Y-%m-%d' or '%H:%M'; a percent sign is '%%'"
    case .tooLarge: nil
    }
  }

  static func text(of error: PatternError) -> String {
    switch error.reason {
    case .unclosed(let character): "'\(character)' in the pattern is not closed"
    case .unexpected(let character): "unexpected '\(character)' in the pattern"
    case .nothingToRepeat: "nothing to repeat in the pattern"
    case .badRange: "a range in the pattern is out of order"
    case .unsupported(let what): "patterns do not have \(what) here"
    case .unknownFlag(let flag): "'\(flag)' is not a flag of patterns"
    case .unknownGroup(let name): "no group '\(name)' in the pattern"
    case .tooLarge: "the pattern is too large"
    case .tooSlow: "the pattern takes too long on this text"
    }
  }
}

extension Token {
  /// The token as a message names it.
  fileprivate var described: String {
    switch kind {
    case .number(let value): "'\(value.displayText)'"
    case .string: "a text"
    case .regex: "a pattern"
    case .identifier(let name): "'\(name)'"
    case .symbol(let text): "'\(text)'"
    case .end: "the end"
    }
  }

  /// What an author who came from another language probably wants.
  fileprivate var advice: String? {
    switch kind {
    case .symbol("="): "compare with '=='"
    case .symbol("**"): "write pow(a, b)"
    case .symbol("??"): "write isValid(a) ? a : b"
    case .symbol(">"): "'not equal' is '!='"
    case .symbol("=>"): "there are no functions of one's own; 'at least' is '>='"
    case .identifier("and"): "write '&&'"
    case .identifier("or"): "write '||'"
    case .identifier("not"): "write '!'"
    case .identifier("in"): "write indexof(list, value) >= 0"
    case .identifier("is"): "compare with '=='"
    default: nil
    }
  }
}

extension Value {
  /// What kind of value it is, as a noun with its article.
  var noun: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .int, .double, .decimal: "a number"
    case .string: "a text"
    case .bytes: "binary data"
    case .date: "a date"
    case .time: "a time of day"
    case .timestamp: "a timestamp"
    case .duration, .interval: "a length of time"
    case .list: "a list"
    case .record: "a record"
    case .table: "a table"
    }
  }
}
