/// A table named in SQL: where it stands and whether it can be anything but a table.
struct TableReference {
  /// Parts of the name: `["monthly"]`, `["academy", "students"]`.
  let path: [String]
  let range: Range<Int>

  var name: String { path.joined(separator: ".") }
}

/// Finds the tables that a query reads, without an engine.
///
/// A table stands after FROM, JOIN or a comma between them, and is neither a common table
/// expression, a function call (`read_csv(…)`), a string (`'file.csv'`) nor a subquery. FROM within
/// `extract(… FROM …)`, `substring(… FROM …)`, `trim(… FROM …)`, `overlay`, `position` and
/// `IS DISTINCT FROM` names no table.
struct TableReferences {
  private let tokens: [SQLToken]
  private let commonTables: CommonTables
  private var found: [TableReference] = []

  static func of(_ sql: String) -> [TableReference] {
    var finder = TableReferences(tokens: SQLLexer.tokens(of: sql))
    finder.walk()
    return finder.found
  }

  /// Places where a query reads a file by itself: `FROM 'file.csv'`, `read_csv('file.csv')`.
  static func files(in sql: String) -> [Range<Int>] {
    let tokens = SQLLexer.tokens(of: sql)
    let bytes = Array(sql.utf8)
    return tokens.indices.compactMap { index -> Range<Int>? in
      let token = tokens[index]
      let isDistinct = index > 1 && tokens[index - 2].isWord("distinct")
      let isAfterFrom =
        index > 0 && !isDistinct
        && (tokens[index - 1].isWord("from") || tokens[index - 1].isWord("join"))
      if token.kind == .literal, isAfterFrom, bytes[token.range.lowerBound] == UInt8(ascii: "'") {
        // `trim(both FROM 'text')` reads no file: FROM must belong to a query.
        return tokens[..<index].contains { $0.isSymbol("(") } && !isQuery(tokens[..<index])
          ? nil : token.range
      }
      guard token.kind == .word, index + 1 < tokens.count, tokens[index + 1].isSymbol("("),
        fileReaders.contains(token.name.lowercased()), !token.isWord("glob") || isAfterFrom
      else { return nil }
      return token.range
    }
  }

  /// Whether the parenthesis that is open at the end of the tokens holds a query.
  private static func isQuery(_ tokens: ArraySlice<SQLToken>) -> Bool {
    var depth = 0
    for index in tokens.indices.reversed() {
      if tokens[index].isSymbol(")") { depth += 1 }
      if tokens[index].isSymbol("(") {
        if depth == 0 {
          return index + 1 < tokens.endIndex
            && ["select", "with", "from"].contains { tokens[index + 1].isWord($0) }
        }
        depth -= 1
      }
    }
    return true
  }

  private static let fileReaders: Set<String> = [
    "read_csv", "read_csv_auto", "sniff_csv", "read_parquet", "parquet_scan", "parquet_metadata",
    "parquet_schema", "read_json", "read_json_auto", "read_json_objects", "read_ndjson",
    "read_ndjson_auto", "read_ndjson_objects", "read_text", "read_blob", "glob",
  ]

  private init(tokens: [SQLToken]) {
    self.tokens = tokens
    commonTables = CommonTables(of: tokens)
  }

  private static let fromTakers: Set<String> = [
    "extract", "substring", "trim", "overlay", "position", "substr",
  ]

  /// Words that end the list of tables after FROM at the same depth.
  private static let clauseEnds: Set<String> = [
    "where", "group", "order", "having", "qualify", "window", "limit", "offset", "union",
    "intersect", "except", "select", "sample", "fetch", "values",
  ]

  private static let joinWords: Set<String> = [
    "join", "cross", "inner", "left", "right", "full", "outer", "natural", "positional", "asof",
    "anti", "semi", "lateral", "on", "using", "as", "tablesample",
  ]

  /// Statements that name their table at once: `PIVOT monthly ON …`, `SUMMARIZE monthly`.
  private static let tableStatements: Set<String> = [
    "pivot", "unpivot", "describe", "summarize", "pivot_wider", "pivot_longer",
  ]

  private mutating func walk() {
    /// For each open parenthesis: whether it belongs to a function that takes FROM, and whether a
    /// list of tables is being read at that depth.
    var depths: [(takesFrom: Bool, inTables: Bool)] = [(false, false)]
    var expectsTable = false
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      let word = token.kind == .word ? token.name.lowercased() : ""
      let previous = index > 0 ? tokens[index - 1] : nil
      if token.isSymbol("(") {
        let takesFrom = previous.map { Self.fromTakers.contains($0.name.lowercased()) } ?? false
        // A parenthesis where a table is expected opens a subquery or a nested join.
        depths.append((takesFrom, expectsTable))
      } else if token.isSymbol(")") {
        if depths.count > 1 { depths.removeLast() }
        expectsTable = false
      } else if word == "from" {
        let isOperator =
          depths[depths.count - 1].takesFrom || (previous?.isWord("distinct") ?? false)
        expectsTable = !isOperator
        if !isOperator { depths[depths.count - 1].inTables = true }
      } else if word == "join" {
        expectsTable = true
        depths[depths.count - 1].inTables = true
      } else if token.isSymbol(","), depths[depths.count - 1].inTables {
        expectsTable = true
      } else if Self.clauseEnds.contains(word) || commonTables.begin(at: index) {
        depths[depths.count - 1].inTables = false
        expectsTable = false
      } else if Self.tableStatements.contains(word) {
        expectsTable = index + 1 < tokens.count && !tokens[index + 1].isSymbol("(")
      } else if Self.joinWords.contains(word) {
        index += 1
        continue
      } else if expectsTable, isName(token) {
        index = readTable(at: index)
        expectsTable = false
      } else {
        expectsTable = false
      }
      index += 1
    }
  }

  /// Reads `a`, `a.b` or `a.b.c` and returns the index of its last token.
  private mutating func readTable(at start: Int) -> Int {
    var path = [tokens[start].name]
    var last = start
    while last + 2 < tokens.count, tokens[last + 1].isSymbol("."), isName(tokens[last + 2]) {
      path.append(tokens[last + 2].name)
      last += 2
    }
    let isCall = last + 1 < tokens.count && tokens[last + 1].isSymbol("(")
    let isCommon = path.count == 1 && commonTables.contain(path[0], at: start)
    if !isCall, !isCommon {
      let range = tokens[start].range.lowerBound..<tokens[last].range.upperBound
      found.append(TableReference(path: path, range: range))
    }
    return last
  }

  private func isName(_ token: SQLToken) -> Bool {
    token.kind == .quotedName
      || (token.kind == .word && !Self.clauseEnds.contains(token.name.lowercased())
        && !["from", "join", "values"].contains(token.name.lowercased()))
  }
}
