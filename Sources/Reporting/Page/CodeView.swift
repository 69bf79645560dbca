import Markup

/// Code that is shown: a block of it in the text, or the source of a step behind a line to open.
struct CodeView: Sendable {
  var text: String
  /// The word behind the fence; code in a language unknown to the highlighter stays plain.
  var language: String?

  func node() -> Node {
    var code = Element("code", [], Highlighter(language: language).nodes(text))
    if let language { code.attributes.append(Attribute("class", "lang-\(language)")) }
    return .tag("pre", ["tabindex": "0"], [.element(code)])
  }

  /// What a step with `echo: true` shows above its result.
  func echoed(words: Words) -> Node {
    let kind = language.map { $0 == "sql" || $0 == "yaml" ? $0.uppercased() : $0 } ?? "Quire"
    return .tag(
      "details",
      ["class": "source"],
      [.tag("summary", [:], [.text(words.source(of: kind))]), node()]
    )
  }
}
