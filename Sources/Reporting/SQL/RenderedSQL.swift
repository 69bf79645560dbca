import Diagnostics
import Engines
import Expressions
import Pipeline
import Tables

/// SQL as the engine gets it, with the way back to the template.
///
/// Every `{{ … }}` of the source has become a quoted literal of its value's type, so that no
/// parameter can be anything but a value.
struct RenderedSQL: Sendable {
  private struct Segment: Sendable {
    /// Where the segment begins in the rendered text, in bytes.
    let start: Int
    let length: Int
    let source: SourceSpan
    let isVerbatim: Bool
  }

  private(set) var text = ""
  /// What decides the text: the values put in, each under its name, and the SQL around them.
  ///
  /// So that a change of a parameter is told apart from a change of the SQL.
  private(set) var identity: [KeyPart] = []
  private var segments: [Segment] = []
  private let whole: SourceSpan

  /// Renders `source` with the values of its expressions in `scope`.
  ///
  /// - Throws: the diagnostic of the first expression that has no value there.
  init(
    _ source: Interpolation,
    in scope: borrowing some Scope,
    for dialect: SQLDialect = .duckDB
  ) throws(Diagnostic) {
    whole = source.span
    var frame = ""
    for part in source.parts {
      switch part {
      case .text(let text):
        append(text.value, from: text.span, isVerbatim: true)
        frame += text.value
      case .expression(let expression):
        let value = try expression.evaluate(in: scope)
        frame += "{{ \(expression.source) \(DataType.holding([value])?.name ?? "") }}"
        add(KeyPart(Self.name(of: expression.source), value.displayText))
        append(SQL.literal(value, for: dialect), from: expression.span, isVerbatim: false)
      }
    }
    identity.append(KeyPart("SQL", frame))
  }

  private mutating func add(_ part: KeyPart) {
    if !identity.contains(part) { identity.append(part) }
  }

  /// `parameter year` for `params.year`.
  private static func name(of source: String) -> String {
    let source = source.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let name = source.hasPrefix("params.") ? source.dropFirst("params.".count) : ""
    let isPlain = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return isPlain ? "parameter \(name)" : "value of \(source)"
  }

  private mutating func append(_ piece: String, from span: SourceSpan, isVerbatim: Bool) {
    let verbatim = isVerbatim && piece.utf8.count == span.range.count
    segments.append(
      Segment(
        start: text.utf8.count,
        length: piece.utf8.count,
        source: span,
        isVerbatim: verbatim
      )
    )
    text += piece
  }

  /// The place in the template of a byte range of the rendered text.
  func span(of range: Range<Int>) -> SourceSpan {
    guard
      let segment = segments.last(where: { $0.start <= range.lowerBound && $0.length > 0 })
    else { return whole }
    guard segment.isVerbatim else { return segment.source }
    let lower = range.lowerBound - segment.start
    return segment.source.sub(lower, lower + range.count)
  }

  /// The place of the word (or the single character) that begins at a byte offset.
  func span(ofWordAt offset: Int) -> SourceSpan {
    let token = SQLLexer.tokens(of: text).first { $0.range.upperBound > offset }
    guard let token, offset < text.utf8.count else {
      let end = max(0, text.utf8.count - 1)
      return span(of: end..<text.utf8.count)
    }
    return span(of: max(token.range.lowerBound, offset)..<token.range.upperBound)
  }

  /// The place of `name` in a path such as `table.name` that begins at a byte offset.
  func span(ofMember name: String, from offset: Int) -> SourceSpan? {
    let tokens = SQLLexer.tokens(of: text)
    guard var index = tokens.firstIndex(where: { $0.range.upperBound > offset }) else { return nil }
    while index + 2 < tokens.count, tokens[index + 1].isSymbol(".") {
      index += 2
      if tokens[index].name.lowercased() == name.lowercased() {
        return span(of: tokens[index].range)
      }
    }
    return nil
  }

  /// The place of the first name equal to `name`, for engines that name a thing but not its place.
  func span(ofName name: String) -> SourceSpan? {
    SQLLexer.tokens(of: text)
      .first { !$0.name.isEmpty && $0.name.lowercased() == name.lowercased() }
      .map { span(of: $0.range) }
  }

  /// Words that begin a query; all else does something, or is none of SQL's.
  private static let queryWords: Set<String> = [
    "select", "with", "from", "values", "pivot", "pivot_wider", "unpivot", "pivot_longer",
    "describe", "summarize", "table", "show",
  ]

  /// The statement without a last semicolon; nil and a complaint when it cannot be a step's query.
  ///
  /// `engine` is that of the query by name, for complaints; nil is the embedded one.
  func singleStatement(
    at place: SourceSpan,
    readsObjects: Bool = false,
    engine: String? = nil,
    _ diagnostics: inout [Diagnostic]
  ) -> String? {
    let tokens = SQLLexer.tokens(of: text)
    guard let first = tokens.first(where: { !$0.isSymbol(";") }) else {
      diagnostics.append(.emptySQL(at: place))
      return nil
    }
    if first.kind == .word, !Self.queryWords.contains(first.name.lowercased()) {
      diagnostics.append(
        .notAQuery(Spanned(first.name, at: span(of: first.range)), Self.queryWords)
      )
      return nil
    }
    if !readsObjects, let file = ObjectReference.of(text).first {
      let isObject = file.paths?.allSatisfy { S3Files.mean($0.text) } ?? false
      let start = span(of: file.start)
      diagnostics.append(
        isObject && engine != nil ? .objectInSQL(engine ?? "", at: start) : .fileInSQL(at: start)
      )
      return nil
    }
    guard let semicolon = tokens.firstIndex(where: { $0.isSymbol(";") }) else { return text }
    if let next = tokens[semicolon...].first(where: { !$0.isSymbol(";") }) {
      diagnostics.append(.severalStatements(at: span(of: next.range)))
      return nil
    }
    return String(decoding: Array(text.utf8)[..<tokens[semicolon].range.lowerBound], as: UTF8.self)
  }
}
