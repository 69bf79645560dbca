import Diagnostics
import Engines

/// What Spark says is wrong, taken apart: `[UNRESOLVED_COLUMN.WITH_SUGGESTION] … SQLSTATE: 42703; line 3 pos 6`.
struct SparkProblem {
  private(set) var error: EngineError
  /// Spark's name of the condition; empty for what comes from the network.
  private let condition: String

  init(_ error: EngineError, _ redaction: Redaction) {
    self.error = error
    let text = redaction(error.message)
    condition = Self.condition(of: text)
    self.error.message = Self.words(of: text)
    self.error.sqlState = Self.between(text, "SQLSTATE: ", count: 5) ?? error.sqlState
    let names = Self.quoted(text)
    switch condition.prefix(while: { $0 != "." }) {
    case "PARSE_SYNTAX_ERROR", "PARSE_EMPTY_STATEMENT":
      self.error.kind = .syntax
    case "UNRESOLVED_COLUMN", "UNRESOLVED_USING_COLUMN_FOR_JOIN", "UNRESOLVED_FIELD",
      "FIELD_NOT_FOUND":
      self.error.kind = .binder
      // `t`.`c` is told as one name between single backticks each.
      let mark = text.firstRange(of: "Did you mean")
      let name = Self.quoted(mark.map { String(text[..<$0.lowerBound]) } ?? text).last
      self.error.name = name
      self.error.candidates = mark.map { Self.quoted(String(text[$0.lowerBound...])) } ?? []
      self.error.message = "column '\(name ?? "")' not found"
    case "TABLE_OR_VIEW_NOT_FOUND":
      self.error.kind = .catalog
      self.error.name = names.first
      self.error.message = "Table with name \(names.first ?? "") does not exist"
    case "UNRESOLVED_ROUTINE":
      self.error.kind = .catalog
      self.error.name = names.first
      self.error.message = "Scalar Function with name \(names.first ?? "") does not exist"
    case "CAST_INVALID_INPUT", "CAST_OVERFLOW", "ARITHMETIC_OVERFLOW", "DIVIDE_BY_ZERO",
      "NUMERIC_VALUE_OUT_OF_RANGE", "CANNOT_PARSE_TIMESTAMP":
      self.error.kind = .conversion
    default: break
    }
  }

  /// The complaint when the way by which tables come to Spark is at fault; nil for all else.
  func ofFiles(_ exchange: (any SparkExchange)?, _ place: EnginePlace) -> Diagnostic? {
    let text = error.message
    if let scheme = Self.unknownScheme(text) {
      return place.unavailable(
        "Spark has no file system for '\(scheme)://'",
        hint:
          "add hadoop-aws, in the version of Spark's own Hadoop, to Spark (--packages"
          + " org.apache.hadoop:hadoop-aws:VERSION), or give the engine the 'scheme' by which it knows S3"
      )
    }
    let isOfFiles =
      condition == "PATH_NOT_FOUND" || condition.hasPrefix("FAILED_READ_FILE")
    guard isOfFiles || condition.isEmpty else { return nil }
    if let complaint = exchange?.unusable(text, isMissing: isOfFiles) { return complaint }
    guard isOfFiles, Self.isOfObjects(text), let path = Self.path(in: text) else { return nil }
    return place.unavailable(
      "Spark cannot read '\(path)'",
      hint: "see that Spark asks the same S3 as this program, and may read there"
    )
  }

  /// The scheme of paths that Spark has no classes for.
  private static func unknownScheme(_ text: String) -> String? {
    for mark in ["No FileSystem for scheme \"", "No FileSystem for scheme: "] {
      guard let range = text.firstRange(of: mark) else { continue }
      return String(text[range.upperBound...].prefix { $0.isLetter || $0.isNumber })
    }
    guard text.contains("ClassNotFoundException"), text.contains("FileSystem") else { return nil }
    guard let range = text.firstRange(of: "org.apache.hadoop.fs.") else { return "s3" }
    return String(text[range.upperBound...].prefix { $0.isLetter || $0.isNumber })
  }

  /// The complaint when the server, not the query, is at fault; nil for the query's.
  func ofServer(_ remote: SparkRemote?, _ place: EnginePlace, isQuery: Bool) -> Diagnostic? {
    let server = remote.map { "Spark at \($0)" } ?? "Spark"
    let text = error.message.lowercased()
    if let complaint = Self.ofToken(text, server, place) ?? Self.ofTLS(error.message, server, place)
    {
      return complaint
    }
    let isGone = [
      "unavailable", "connection refused", "eof", "transport", "session_closed", "reset by",
    ]
    guard condition.isEmpty || condition.hasPrefix("INVALID_HANDLE"),
      isGone.contains(where: text.contains) || condition.hasPrefix("INVALID_HANDLE")
    else { return nil }
    return isQuery
      ? place.unavailable(
        "\(server) went away while the query ran",
        hint: "render again when it is back: what is done already is kept"
      )
      : place.unavailable("\(server) cannot be reached", hint: "see that it runs, and its address")
  }

  private static func ofToken(
    _ text: String,
    _ server: String,
    _ place: EnginePlace
  ) -> Diagnostic? {
    let isMissing = text.contains("no authentication token")
    guard
      isMissing || text.contains("unauthenticated") || text.contains("authentication token")
        || text.contains("permission_denied")
    else { return nil }
    return place.unavailable(
      isMissing ? "\(server) asks for a token" : "\(server) refuses the token",
      hint: "give the server's token in SPARK_REMOTE (token=…) or SPARK_CONNECT_AUTHENTICATE_TOKEN"
    )
  }

  private static func ofTLS(
    _ words: String,
    _ server: String,
    _ place: EnginePlace
  ) -> Diagnostic? {
    if words.contains("first record does not look like a TLS handshake") {
      return place.unavailable(
        "\(server) has no TLS at this port",
        hint:
          "correct the port, or write use_ssl=false: then everybody on the way can read the token"
      )
    }
    if let mark = words.firstRange(of: "x509: ") {
      let what = words[mark.upperBound...].prefix { $0 != "\"" }
      return place.unavailable(
        "the certificate of \(server) is not trusted: \(what)",
        hint:
          "correct the host's name in the address, or set SSL_CERT_FILE to the file of your own authority's"
          + " certificate"
      )
    }
    if words.contains("tls: ") {
      return place.unavailable("\(server) cannot be talked to by TLS: \(words)")
    }
    if words.contains("server preface") {
      return place.unavailable(
        "\(server) cannot be reached: nobody there speaks as Spark Connect does",
        hint: "correct the port, or write use_ssl=true if the server has TLS"
      )
    }
    return nil
  }

  /// The error with its place in the author's text.
  ///
  /// `lead`: how many bytes of `sql` stand before the translated query.
  static func located(
    _ error: EngineError,
    _ translated: TranslatedSQL,
    lead: Int,
    in sql: String
  ) -> EngineError {
    var located = error
    located.offset = place(in: error.message, of: sql).map { $0 - lead }.flatMap { offset in
      (0...translated.sql.utf8.count).contains(offset) ? translated.offset(of: offset) : nil
    }
    return located
  }

  /// The byte that `line 2 pos 1`, `(line 2, pos 1)` or `SQL (line 2, position 2)` tells of.
  static func place(in text: String, of sql: String) -> Int? {
    var search = text[...]
    while let mark = search.firstRange(of: "line ") {
      var rest = search[mark.upperBound...]
      search = rest
      guard let line = number(&rest) else { continue }
      if rest.hasPrefix(",") { rest.removeFirst() }
      let isPosition = rest.hasPrefix(" position ")
      guard isPosition || rest.hasPrefix(" pos ") else { continue }
      rest = rest.dropFirst(isPosition ? 10 : 5)
      guard let column = number(&rest) else { continue }
      let lines = sql.split(separator: "\n", omittingEmptySubsequences: false)
      guard line >= 1, line <= lines.count else { return nil }
      let before = lines[..<(line - 1)].reduce(0) { $0 + $1.utf8.count + 1 }
      let inLine = lines[line - 1].unicodeScalars.prefix(isPosition ? column - 1 : column)
      return before + String(inLine).utf8.count
    }
    return nil
  }

  private static func number(_ text: inout Substring) -> Int? {
    let digits = text.prefix { $0.isNumber }
    text = text.dropFirst(digits.count)
    return Int(digits)
  }

  /// `UNRESOLVED_COLUMN.WITH_SUGGESTION` of `[Spark] [UNRESOLVED_COLUMN.WITH_SUGGESTION] A column …`.
  private static func condition(of text: String) -> String {
    for part in text.split(separator: "[").dropFirst() {
      guard let end = part.firstIndex(of: "]") else { continue }
      let name = part[..<end]
      let isName = name.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "_" || $0 == "." }
      if isName, name.contains("_") { return String(name) }
    }
    return ""
  }

  /// The sentence alone, without Spark's marks, its plan and its advice about settings.
  private static func words(of text: String) -> String {
    var words = text[...]
    if let range = words.firstRange(of: "SQLSTATE:") { words = words[..<range.lowerBound] }
    if let range = words.firstRange(of: "Vendor code:") { words = words[..<range.lowerBound] }
    if let range = words.firstRange(of: "If necessary set ") { words = words[..<range.lowerBound] }
    let name = condition(of: text)
    if !name.isEmpty, let range = words.firstRange(of: "[\(name)]") {
      words = words[range.upperBound...]
    }
    if let range = words.firstRange(of: "[Spark]") { words = words[range.upperBound...] }
    return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The names between backticks; parts that a dot joins are one name's last.
  private static func quoted(_ text: String) -> [String] {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    var names: [String] = []
    for index in stride(from: 1, to: max(1, parts.count - 1), by: 2) {
      if index > 1, parts[index - 1] == ".", !names.isEmpty { names.removeLast() }
      names.append(String(parts[index]))
    }
    return names
  }

  static func path(in text: String) -> String? {
    guard let word = text.split(separator: " ").first(where: { $0.contains("/") }) else {
      return nil
    }
    return String(word.hasSuffix(".") ? word.dropLast() : word)
  }

  /// Whether the path is one of a service, such as `s3a://lake/study`, and none of a disk.
  static func isOfObjects(_ text: String) -> Bool {
    path(in: text).map { $0.contains("://") && !$0.hasPrefix("file:") } ?? false
  }

  private static func between(_ text: String, _ mark: String, count: Int) -> String? {
    guard let range = text.firstRange(of: mark) else { return nil }
    let found = text[range.upperBound...].prefix(count)
    return found.count == count ? String(found) : nil
  }
}
