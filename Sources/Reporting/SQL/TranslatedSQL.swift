import Engines

/// A query as another engine is given it, with the way back to the places in the author's text.
///
/// Its tables stand under the names that the engine has for them: `FROM academy.students` becomes
/// ``FROM `quire_1f0a` AS `students` ``, so that columns can still be called by the table's own name,
/// and a table of a group needs no schema there. All else is the author's.
struct TranslatedSQL: Sendable {
  private struct Edit: Sendable {
    /// In the original text, in bytes.
    let range: Range<Int>
    let text: String
  }

  private(set) var sql: String
  private let edits: [Edit]

  /// - Parameters:
  ///   - original: The query as the author wrote it.
  ///   - quote: Puts a name into the engine's quotes.
  ///   - escapesBackslashes: Whether the engine reads backslashes in texts as escapes; they are then
  ///     doubled, so that `'\d'` is the same text on every engine.
  ///   - objects: The engine's names, unquoted, for what stands in place of tables.
  ///   - name: The engine's name for a table, unquoted; nil leaves the table as it is.
  init(
    _ original: String,
    quote: (String) -> String,
    escapesBackslashes: Bool = false,
    objects: [(range: Range<Int>, name: String)] = [],
    name: (String) -> String?
  ) {
    let bytes = Array(original.utf8)
    let tokens = SQLLexer.tokens(of: original)
    var edits: [Edit] = []
    for reference in TableReferences.of(original) {
      guard let renamed = name(reference.name) else { continue }
      var text = quote(renamed)
      if !Self.hasAlias(after: reference.range.upperBound, tokens), let last = reference.path.last {
        text += " AS \(quote(last))"
      }
      edits.append(Edit(range: reference.range, text: text))
    }
    edits += objects.map { Edit(range: $0.range, text: quote($0.name)) }
    if escapesBackslashes { edits += tokens.compactMap { Self.escaped($0, bytes) } }
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
    var written: [UInt8] = []
    var at = 0
    for edit in edits {
      written += bytes[at..<edit.range.lowerBound]
      written += Array(edit.text.utf8)
      at = edit.range.upperBound
    }
    written += bytes[at...]
    sql = String(decoding: written, as: UTF8.self)
    self.edits = edits
  }

  /// The place in the original text of a byte of the translated one; that of something translated is
  /// its start.
  func offset(of translated: Int) -> Int {
    var shift = 0
    for edit in edits {
      let start = edit.range.lowerBound + shift
      if translated < start { break }
      if translated < start + edit.text.utf8.count { return edit.range.lowerBound }
      shift += edit.text.utf8.count - edit.range.count
    }
    return translated - shift
  }

  /// A text in single quotes for an engine with escapes; nil when it is the same there.
  private static func escaped(_ token: SQLToken, _ bytes: [UInt8]) -> Edit? {
    let quote = UInt8(ascii: "'")
    let written = bytes[token.range]
    guard token.kind == .literal, token.range.count >= 2, written.first == quote,
      written.last == quote
    else { return nil }
    // `E'…'` has escapes already, `r'…'` and `X'…'` are the engine's own.
    let before = token.range.lowerBound > 0 ? bytes[token.range.lowerBound - 1] | 0x20 : 0
    guard !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(before) else { return nil }
    let text = String(decoding: written.dropFirst().dropLast(), as: UTF8.self)
    let escaped = "'" + text.replacing("\\", with: "\\\\").replacing("''", with: "\\'") + "'"
    return escaped.utf8.count == token.range.count && !text.contains("'")
      ? nil : Edit(range: token.range, text: escaped)
  }

  /// Whether a name of the author's own follows a table.
  private static func hasAlias(after end: Int, _ tokens: [SQLToken]) -> Bool {
    guard let next = tokens.first(where: { $0.range.lowerBound >= end }) else { return false }
    switch next.kind {
    case .quotedName: return true
    case .word: return next.isWord("as") || !follows.contains(next.name.lowercased())
    case .literal, .symbol: return false
    }
  }

  /// Words that may follow a table without an alias.
  private static let follows: Set<String> = [
    "where", "group", "order", "having", "qualify", "window", "limit", "offset", "union",
    "intersect", "except", "minus", "select", "sample", "fetch", "join", "cross", "inner", "left",
    "right", "full", "outer", "natural", "positional", "asof", "anti", "semi", "lateral", "on",
    "using", "tablesample", "pivot", "unpivot", "for", "sort", "cluster", "distribute", "with",
  ]
}
