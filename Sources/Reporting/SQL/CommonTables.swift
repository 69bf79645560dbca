/// The common table expressions of a query, each with the part of the query that sees its name.
///
/// A name of `WITH a AS (…), b AS (…)` is seen from the end of its own query (from its start after
/// RECURSIVE) to the end of the query that the WITH opens: the parenthesis around it, or a
/// semicolon. Elsewhere the same name is a table (SQL:2023, 7.17).
struct CommonTables {
  private struct Scope {
    let name: String
    /// Indices of tokens.
    let range: Range<Int>
  }

  private let tokens: [SQLToken]
  private var scopes: [Scope] = []
  private var starts: Set<Int> = []

  init(of tokens: [SQLToken]) {
    self.tokens = tokens
    for index in tokens.indices where tokens[index].isWord("with") { readList(at: index) }
  }

  /// Whether the token is a WITH that lists expressions, and not one of `WITH ORDINALITY`,
  /// `WITH TIES` or `TIMESTAMP WITH TIME ZONE`.
  func begin(at index: Int) -> Bool { starts.contains(index) }

  /// Whether the name that stands at the token is one of an expression there.
  func contain(_ name: String, at index: Int) -> Bool {
    let name = name.lowercased()
    return scopes.contains { $0.name == name && $0.range.contains(index) }
  }

  private mutating func readList(at with: Int) {
    let isRecursive = token(with + 1, is: "recursive")
    let end = endOfQuery(from: with)
    var at = isRecursive ? with + 2 : with + 1
    while let body = body(ofExpressionAt: at) {
      let bodyEnd = closing(of: body) + 1
      let start = isRecursive ? at + 1 : bodyEnd
      scopes.append(Scope(name: tokens[at].name.lowercased(), range: start..<max(start, end)))
      starts.insert(with)
      guard bodyEnd < tokens.count, tokens[bodyEnd].isSymbol(",") else { return }
      at = bodyEnd + 1
    }
  }

  /// The parenthesis that opens the query of `name (columns) USING KEY (columns) AS MATERIALIZED (`.
  private func body(ofExpressionAt start: Int) -> Int? {
    guard start < tokens.count, tokens[start].kind == .quotedName || tokens[start].kind == .word
    else { return nil }
    var at = skipParenthesis(start + 1)
    if token(at, is: "using"), token(at + 1, is: "key") { at = skipParenthesis(at + 2) }
    guard token(at, is: "as") else { return nil }
    at += 1
    if token(at, is: "not") { at += 1 }
    if token(at, is: "materialized") { at += 1 }
    return at < tokens.count && tokens[at].isSymbol("(") ? at : nil
  }

  private func token(_ index: Int, is keyword: String) -> Bool {
    index < tokens.count && tokens[index].isWord(keyword)
  }

  private func skipParenthesis(_ index: Int) -> Int {
    index < tokens.count && tokens[index].isSymbol("(") ? closing(of: index) + 1 : index
  }

  /// The last token when the parenthesis is never closed: the engine will say what is wrong.
  private func closing(of open: Int) -> Int {
    min(endOfQuery(from: open + 1), tokens.count - 1)
  }

  /// The parenthesis or semicolon that ends what the token stands in, or the number of tokens.
  private func endOfQuery(from start: Int) -> Int {
    var depth = 0
    for index in start..<max(start, tokens.count) {
      if tokens[index].isSymbol("(") { depth += 1 }
      if tokens[index].isSymbol(")") {
        if depth == 0 { return index }
        depth -= 1
      }
      if tokens[index].isSymbol(";"), depth == 0 { return index }
    }
    return tokens.count
  }
}
