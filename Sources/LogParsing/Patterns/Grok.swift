import Diagnostics

/// Grok patterns: regular expressions that name other expressions, after Logstash's grok filter.
///
///     %{IPORHOST:client} %{WORD:verb} %{NOTSPACE:path} %{INT:status:int}
///
/// `%{NAME}` stands for an expression of the library or of one's own, `%{NAME:field}` makes a field
/// of what it matches, `%{NAME:field:type}` says the field's type as well. Patterns of the library
/// may have fields of their own, as `%{COMBINEDAPACHELOG}` does; named groups written in a pattern
/// are fields too, while plain parentheses only group.
extension RegularExpression {
  /// Compiles a pattern; nil, with complaints at their places, when it is none.
  ///
  /// `definitions`: expressions of one's own by name, which go before those of the library.
  /// `needsFields`: whether a pattern without fields is wrong.
  init?(
    grok pattern: PatternText,
    definitions: [String: PatternText] = [:],
    needsFields: Bool = true,
    diagnostics: inout [Diagnostic]
  ) {
    var expansion = GrokExpansion(definitions)
    expansion.expand(pattern)
    diagnostics += expansion.diagnostics
    guard expansion.diagnostics.isEmpty else { return nil }
    let fields = expansion.fields
    do throws(RegexProgram.Failure) {
      try self.init(expansion.text, keepsPlainGroups: false) { name in
        fields[name] ?? MatchedField(name: name)
      }
    } catch {
      let place = expansion.span(of: error.offset) ?? pattern.span(0..<pattern.bytes.count)
      diagnostics.append(.badExpression(error.message, at: place))
      return nil
    }
    if self.fields.isEmpty, needsFields {
      diagnostics.append(.grokWithoutFields(at: pattern.span(0..<pattern.bytes.count)))
      return nil
    }
  }
}
