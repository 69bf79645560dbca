import Diagnostics
import Yams

extension Diagnostic {
  static func yamlForbiddenCharacter(_ span: SourceSpan) -> Self {
    let byte = span.file.bytes[span.range.lowerBound]
    guard
      let scalar = String(validating: span.file.bytes[span.range], as: UTF8.self)?
        .unicodeScalars.first
    else {
      let hex = "0" + String(byte, radix: 16, uppercase: true)
      return yamlError(
        "byte 0x\(hex.suffix(2)) is not UTF-8",
        at: span,
        hint: "save the file as UTF-8"
      )
    }
    let hex = String(scalar.value, radix: 16, uppercase: true)
    let code = String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    return yamlError(
      "control character U+\(code) is not allowed in YAML",
      at: span,
      hint: "write it as an escape between double quotes"
    )
  }

  /// An `{{` without a `}}` on its line; the hint tells a forgotten one from a wrapped one.
  static func unclosedExpression(in text: YAMLText, at offset: Int) -> Self {
    let isWrapped =
      ExpressionBraces.end(
        from: offset + 2,
        closing: "}",
        in: text.file.bytes,
        limit: text.range.upperBound
      ) != nil
    return Diagnostic(
      .error,
      "unclosed-expression",
      "'{{' has no '}}' on its line",
      at: text.file.span(offset..<offset + 2),
      hint: isWrapped ? "in YAML an expression stands on one line" : "close it with '}}'"
    )
  }

  static func expressionAsKey(at span: SourceSpan) -> Self {
    yamlError("an expression cannot be a key", at: span, hint: "use it as a value")
  }

  static func keyIsNoText(at span: SourceSpan) -> Self {
    yamlError("a key must be text, not a list or a mapping", at: span, hint: nil)
  }

  static func mergeOfScalar(at span: SourceSpan) -> Self {
    yamlError("'<<' takes a mapping or a list of mappings", at: span, hint: nil)
  }

  static func unknownTag(_ tag: String, at span: SourceSpan) -> Self {
    yamlError("tag '\(tag)' has no meaning here", at: span, hint: "leave it out")
  }

  static func tooManyAliases(at span: SourceSpan) -> Self {
    yamlError(
      "aliases multiply to more values than the text could hold",
      at: span.sub(0, 0),
      hint: nil
    )
  }

  static func tooManyDoubledKeys(at span: SourceSpan) -> Self {
    yamlError("more than 200 keys are given twice", at: span.sub(0, 0), hint: nil)
  }

  /// What Yams threw, in an author's words and at the place to look at.
  static func yaml(_ error: any Error, in text: YAMLText) -> Self {
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _):
      YAMLProblem(problem, mark, context, in: text).diagnostic
    case YamlError.composer(_, let problem, let mark, _):
      YAMLProblem(problem, mark, nil, in: text).diagnostic
    case YamlError.reader(let problem, _, _, _):
      yamlError(problem, at: text.file.span(text.range).sub(0, 0), hint: nil)
    default:
      yamlError(
        "YAML cannot be read: \(error)",
        at: text.file.span(text.range).sub(0, 0),
        hint: nil
      )
    }
  }
}
