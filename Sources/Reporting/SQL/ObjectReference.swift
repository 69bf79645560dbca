/// Where a query reads objects by itself: `FROM 's3://lake/study'`, `read_parquet('s3://…', hive_partitioning = true)`.
struct ObjectReference {
  /// All of it, the call with its parentheses, in bytes.
  let range: Range<Int>
  /// Its first word: where a message points.
  let start: Range<Int>
  /// The paths with their places; nil when one of them is no plain text.
  let paths: [(text: String, range: Range<Int>)]?
  /// The function in lower case; nil for a text in place of a table.
  let function: String?
  /// The further arguments of a call as they are written, by name in lower case; nil when they are not all
  /// `name = value` with a value of one word.
  let options: [String: String]?

  /// Those of a query, in order; files of this machine too.
  static func of(_ sql: String) -> [ObjectReference] {
    let reader = Reader(tokens: SQLLexer.tokens(of: sql), bytes: Array(sql.utf8))
    return TableReferences.files(in: sql).compactMap { place in
      reader.tokens.firstIndex { $0.range == place }.map(reader.reference)
    }
  }

  private struct Reader {
    let tokens: [SQLToken]
    let bytes: [UInt8]

    func reference(at start: Int) -> ObjectReference {
      let token = tokens[start]
      guard token.kind == .word else {
        let path = text(token).map { [(text: $0, range: token.range)] }
        return ObjectReference(
          range: token.range,
          start: token.range,
          paths: path,
          function: nil,
          options: [:]
        )
      }
      var index = start + 2
      let literals = firstArgument(&index)
      let paths = literals.compactMap { token in text(token).map { (text: $0, range: token.range) }
      }
      let options = furtherArguments(&index)
      let last = min(index, tokens.count - 1)
      return ObjectReference(
        range: token.range.lowerBound..<tokens[last].range.upperBound,
        start: token.range,
        paths: paths.isEmpty || paths.count != literals.count ? nil : paths,
        function: token.name.lowercased(),
        options: options
      )
    }

    /// The literals that are a call's first argument, alone or in a list; none for anything else.
    ///
    /// `index` goes to what follows.
    private func firstArgument(_ index: inout Int) -> [SQLToken] {
      guard index < tokens.count else { return [] }
      if tokens[index].kind == .literal {
        index += 1
        return endsArgument(index) ? [tokens[index - 1]] : []
      }
      guard tokens[index].isSymbol("[") else { return [] }
      var literals: [SQLToken] = []
      while index + 2 < tokens.count, tokens[index + 1].kind == .literal {
        literals.append(tokens[index + 1])
        index += 2
        if tokens[index].isSymbol("]") {
          index += 1
          return endsArgument(index) ? literals : []
        }
        guard tokens[index].isSymbol(",") else { return [] }
      }
      return []
    }

    /// `, name = value, name := value)`; `index` goes to the closing parenthesis.
    private func furtherArguments(_ index: inout Int) -> [String: String]? {
      var options: [String: String] = [:]
      while index + 4 < tokens.count, tokens[index].isSymbol(",") {
        let name = tokens[index + 1]
        var value = index + 2
        if tokens[value].isSymbol(":") { value += 1 }
        guard name.kind == .word, tokens[value].isSymbol("="), endsArgument(value + 2) else {
          break
        }
        options[name.name.lowercased()] = String(
          decoding: bytes[tokens[value + 1].range],
          as: UTF8.self
        )
        index = value + 2
      }
      if index < tokens.count, tokens[index].isSymbol(")") { return options }
      // Something else: the call ends where its parenthesis does.
      var depth = 1
      while index < tokens.count {
        if tokens[index].isSymbol("(") { depth += 1 }
        if tokens[index].isSymbol(")") { depth -= 1 }
        if depth == 0 { break }
        index += 1
      }
      return nil
    }

    private func endsArgument(_ index: Int) -> Bool {
      index < tokens.count && (tokens[index].isSymbol(",") || tokens[index].isSymbol(")"))
    }

    /// A plain string's text; nil for other literals.
    private func text(_ token: SQLToken) -> String? {
      let written = bytes[token.range]
      let quote = UInt8(ascii: "'")
      guard written.count >= 2, written.first == quote, written.last == quote else { return nil }
      return String(decoding: written.dropFirst().dropLast(), as: UTF8.self)
        .replacing("''", with: "'")
    }
  }
}
