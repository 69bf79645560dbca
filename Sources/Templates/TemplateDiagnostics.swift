import Diagnostics
import Options
import Tables

/// All wording of this module: the text itself and Markdown.
extension Diagnostic {
  static func controlCharacter(_ byte: UInt8, at span: SourceSpan) -> Self {
    let hex = "000" + String(byte, radix: 16, uppercase: true)
    return Diagnostic(
      .error,
      "control-character",
      "control character U+\(hex.suffix(4)) in the text",
      at: span,
      hint: "delete it"
    )
  }

  static func brokenUTF8(_ byte: UInt8, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "encoding",
      "byte 0x\(String(byte, radix: 16, uppercase: true)) is not UTF-8",
      at: span,
      hint: "save the file as UTF-8"
    )
  }

  static func unclosedFrontMatter(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "unclosed-front-matter",
      "the front matter is not closed",
      at: span,
      hint: "end it with a line '---'"
    )
  }

  static func nestedTooDeep(_ limit: Int, at span: SourceSpan) -> Self {
    Diagnostic(.error, "too-deep", "Markdown is nested deeper than \(limit) levels", at: span)
  }

  static func tooManyTokens(at span: SourceSpan) -> Self {
    Diagnostic(.error, "too-many-marks", "the file has too many marks of this length", at: span)
  }

  static func doubledAnchor(_ id: Spanned<String>) -> Self {
    Diagnostic(.error, "doubled-anchor", "anchor '\(id.value)' is given twice", at: id.span)
  }

  static func unknownCallout(_ word: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "unknown-callout",
      "no callout '\(word.value)'",
      at: word.span,
      hint: NearMatch.hint(
        word.value,
        in: Callout.Kind.allCases.map(\.rawValue),
        kind: "callouts"
      )
    )
  }

  static func refusedLink(_ url: Spanned<String>) -> Self {
    let scheme = url.value.prefix { $0 != ":" }.lowercased()
    return Diagnostic(
      .error,
      "refused-link",
      "a page may not link to '\(scheme):' addresses",
      at: url.span
    )
  }

  static func directiveInHTML(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "nested-directive",
      "a directive cannot stand within HTML",
      at: span,
      hint: "leave an empty line before its fence"
    )
  }

  static func tooManyCells(_ count: Int, of width: Int, at span: SourceSpan) -> Self {
    Diagnostic(
      .warning,
      "table-width",
      "this row has \(count) cells, the header has \(width)",
      at: span,
      hint: "write '\\|' for a pipe within a cell"
    )
  }

  static func dashesUnlikeHeader(_ count: Int, of width: Int, at span: SourceSpan) -> Self {
    Diagnostic(
      .warning,
      "table-width",
      "this line is for \(count) columns, the header above has \(width): no table is made",
      at: span,
      hint: "give both lines as many cells"
    )
  }

  // MARK: Footnotes

  static func doubledFootnote(_ note: Footnote) -> Self {
    Diagnostic(
      .error,
      "doubled-footnote",
      "footnote '\(note.id.value)' is defined twice",
      at: note.span
    )
  }

  static func unusedFootnote(_ note: Footnote) -> Self {
    Diagnostic(
      .warning,
      "unused-footnote",
      "nothing refers to footnote '\(note.id.value)'",
      at: note.span
    )
  }

  static func unknownFootnote(_ id: Spanned<String>, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-footnote",
      "footnote '\(id.value)' is not defined",
      at: id.span,
      hint: NearMatch.hint(id.value, in: known, kind: "footnotes")
        ?? "add a line '[^\(id.value)]: …' at the margin"
    )
  }

  static func unclosedHTML(in note: LinePass.FootnoteSource) -> Self {
    Diagnostic(
      .error,
      "unclosed-html",
      "HTML in a footnote is not closed; no footnote can be read",
      at: note.span
    )
  }
}

/// All wording of this module: expressions and tags in prose.
extension Diagnostic {
  static func unclosedMark(_ open: String, _ close: String, at span: SourceSpan) -> Self {
    let code =
      open == "{{" ? "unclosed-expression" : open == "{#" ? "unclosed-comment" : "malformed-tag"
    return Diagnostic(
      .error,
      code,
      "'\(open)' has no '\(close)' in its paragraph",
      at: span,
      hint: "close it, or write '\\\(open)' for the characters themselves"
    )
  }

  static func expressionInAutolink(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "expression-in-autolink",
      "an address in '<…>' cannot hold an expression",
      at: span,
      hint: "write it as [text](address)"
    )
  }

  static func unknownTag(_ word: SourceSpan, tag: SourceSpan, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-tag",
      word.range.isEmpty ? "'{% %}' holds no tag" : "no tag '\(word.text)'",
      at: word.range.isEmpty ? tag : word,
      hint: NearMatch.hint(word.text, in: known, kind: "tags")
    )
  }

  static func tagWithoutCondition(_ word: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "malformed-tag",
      "'\(word.text)' needs a condition",
      at: word,
      hint: "write {% \(word.text) … %}"
    )
  }

  static func tagWithRest(_ word: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "malformed-tag",
      "nothing may follow '\(word)'",
      at: span,
      hint: word == "else" ? "use {% elif … %} for another condition" : nil
    )
  }

  static func malformedLoop(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "malformed-tag",
      "'for' takes a name, 'in' and a sequence",
      at: span,
      hint: "write {% for row in table %}"
    )
  }

  static func unclosedTag(_ tag: Tag, isInline: Bool) -> Self {
    let end = "{% \(tag.endWord) %}"
    return Diagnostic(
      .error,
      "unclosed-tag",
      isInline
        ? "this tag has no '\(end)' in its paragraph" : "this tag has no '\(end)'",
      at: tag.span,
      hint: isInline
        ? "put '\(end)' in the same paragraph, or each tag on a line of its own"
        : "add a line '\(end)'"
    )
  }

  static func strayTag(_ tag: Tag, open: Tag?, isInline: Bool) -> Self {
    let word =
      switch tag.kind {
      case .elseIf: "elif"
      case .otherwise: "else"
      case .forEnd: "endfor"
      default: "endif"
      }
    let opener = if case .forEnd = tag.kind { "for" } else { "if" }
    let place = isInline ? " in its paragraph" : ""
    var hint = isInline ? "put both tags in one paragraph, or each on a line of its own" : nil
    if let open {
      hint = "the tag open here, on line \(open.span.start.line), ends with '{% \(open.endWord) %}'"
    }
    return Diagnostic(
      .error,
      "stray-tag",
      "'\(word)' without '\(opener)' before it\(place)",
      at: tag.span,
      hint: hint
    )
  }

  static func tagsTooDeep(_ limit: Int, at span: SourceSpan) -> Self {
    Diagnostic(.error, "too-deep", "tags are nested deeper than \(limit) levels", at: span)
  }

  static func tagAfterElse(_ tag: Tag) -> Self {
    Diagnostic(
      .error,
      "stray-tag",
      "no further branch may follow 'else'",
      at: tag.span,
      hint: "put 'else' last"
    )
  }
}
