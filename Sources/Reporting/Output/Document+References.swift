import Diagnostics
import Expressions
import Templates

extension Document {
  /// Where a cross-reference leads and how it reads; nil when it leads nowhere in this page.
  ///
  /// `spoken` is the language of the text around it, where that is not the document's.
  func target(
    of reference: CrossReference,
    in spoken: Language? = nil
  ) -> (anchor: String, text: String, rest: String)? {
    let words = Words(spoken ?? language)
    switch reference.kind {
    case .figure, .table:
      let prefix = reference.kind.rawValue + "-"
      let labels = Set(
        numbers.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
      )
      guard let found = reference.resolved(among: labels),
        let number = numbers[prefix + found.label]
      else { return nil }
      let text = reference.kind == .figure ? words.figure(number) : words.table(number)
      return (prefix + found.label, text, found.rest)
    case .section:
      var titles: [String: (id: String, text: String)] = [:]
      for case .prose(.heading(let heading)) in blocks {
        titles[heading.id] = (heading.id, heading.content.words)
        if heading.id.hasPrefix("sec-") {
          titles[String(heading.id.dropFirst(4))] = (heading.id, heading.content.words)
        }
      }
      guard let found = reference.resolved(among: Set(titles.keys)),
        let title = titles[found.label]
      else { return nil }
      return (title.id, title.text, found.rest)
    }
  }
}

extension Interpolation {
  /// The text of an interpolation whose values have been put in.
  var plain: String {
    parts.map { part in
      if case .text(let text) = part { text.value } else { "" }
    }.joined()
  }
}
