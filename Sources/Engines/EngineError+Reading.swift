import NativeLibraries

extension EngineError {
  /// Reads the message of a driver.
  ///
  /// DuckDB with `errors_as_json` gives an object of strings, sometimes after a prefix such as
  /// `Parser Error:`; other drivers give plain text.
  init(reading text: String, status: UInt8, sqlState: String?, sql: String) {
    if let brace = text.firstIndex(of: "{"), Self.isPrefix(text[..<brace]),
      let object = FlatJSON.object(text[brace...]), let message = object["exception_message"]
    {
      self.init(
        Self.kind(object["exception_type"] ?? "", status: status),
        message,
        offset: Self.offset(object, sql: sql),
        name: object["name"],
        sqlState: sqlState
      )
      if let list = object["candidates"], !list.contains("->") {
        candidates = list.split(separator: ",").map { String($0) }
      }
    } else {
      self.init(plain: text, status: status, sqlState: sqlState, sql: sql)
    }
    tidy()
    if let offset, offset < 0 || offset > sql.utf8.count { self.offset = nil }
    if kind == .cancelled { self = .cancelled }
  }

  /// DuckDB counts positions in bytes, except that its parser counts characters.
  private static func offset(_ object: [String: String], sql: String) -> Int? {
    guard let position = object["position"].flatMap({ Int($0) }) else { return nil }
    guard object["error_subtype"] == "SYNTAX_ERROR" else { return position }
    return sql.unicodeScalars.prefix(max(0, position)).reduce(0) { $0 + UTF8.width($1) }
  }

  private static func isPrefix(_ text: Substring) -> Bool {
    text.isEmpty || (text.hasSuffix(" Error: ") && !text.contains("\n"))
  }

  /// `Kind Error: message`, then perhaps a blank line and `LINE n: …` over a caret.
  private init(plain text: String, status: UInt8, sqlState: String?, sql: String) {
    var kind = Self.kind("", status: status)
    var message = text
    if let range = Self.range(of: " Error: ", in: text),
      text[..<range.lowerBound].allSatisfy({ $0.isLetter || $0 == " " })
    {
      kind = Self.kind(String(text[..<range.lowerBound]), status: status)
      message = String(text[range.upperBound...])
    }
    self.init(kind, message, offset: Self.offset(ofPictureIn: text, sql: sql), sqlState: sqlState)
  }

  private static func kind(_ name: String, status: UInt8) -> Kind {
    switch name.lowercased() {
    case "parser", "syntax": .syntax
    case "catalog": .catalog
    case "binder": .binder
    case "conversion", "mismatch type", "out of range", "invalid type": .conversion
    case "constraint": .constraint
    case "io", "http", "network", "missing extension", "autoload", "connection": .io
    case "out of memory": .outOfMemory
    case "invalid input", "parameter not resolved", "parameter not allowed": .invalidInput
    case "permission": .permission
    case "not implemented": .unsupported
    case "interrupt": .cancelled
    default:
      switch status {
      case 2: .unsupported
      case 3, 4: .catalog
      case 8: .constraint
      case 10, 12: .io
      case 11: .cancelled
      case 13, 14: .permission
      default: .other
      }
    }
  }

  /// Moves suggestions out of the message, and drops the advice and pictures that follow it.
  private mutating func tidy() {
    var kept: [Substring] = []
    for paragraph in message.split(separator: "\n", omittingEmptySubsequences: false) {
      if paragraph.hasPrefix("LINE ") || paragraph.hasPrefix("Possible solutions") { break }
      if paragraph.hasPrefix("Did you mean") || paragraph.hasPrefix("Candidate bindings") {
        if candidates.isEmpty { candidates = Self.quoted(paragraph) }
      } else if paragraph.hasPrefix("\t") {
        let isCandidate = paragraph.contains("->")
        if isCandidate { candidates.append(String(paragraph.dropFirst())) }
      } else if !paragraph.contains("Candidate functions:") {
        kept.append(paragraph)
      }
    }
    // Advice about settings and web pages stands after a blank line.
    let words = kept.prefix { !$0.isEmpty }
    message = words.joined(separator: " ")
    if name == nil, kind == .binder {
      for mark in ["a column named ", "a column with name "] {
        guard let range = Self.range(of: mark, in: message) else { continue }
        name = Self.quoted(message[range.upperBound...]).first
      }
    }
  }

  /// The texts between double quotes.
  private static func quoted(_ text: Substring) -> [String] {
    text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  /// The offset that a picture points at: `LINE 2: FROM t`, and a caret under a character of it.
  private static func offset(ofPictureIn text: String, sql: String) -> Int? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let index = lines.lastIndex(where: { $0.hasPrefix("LINE ") }), index + 1 < lines.count,
      let colon = lines[index].firstIndex(of: ":"),
      let caret = lines[index + 1].firstIndex(of: "^"),
      let number = Int(lines[index][..<colon].dropFirst(5))
    else { return nil }
    let source = sql.split(separator: "\n", omittingEmptySubsequences: false)
    guard number >= 1, number <= source.count else { return nil }
    let lead = lines[index].distance(from: lines[index].startIndex, to: colon) + 2
    let column = lines[index + 1].distance(from: lines[index + 1].startIndex, to: caret) - lead
    let shown = lines[index].dropFirst(lead)
    let line = source[number - 1]
    // A long line is shown cut, between dots: the place is known only where it is shown whole.
    guard column >= 0, shown == line, column <= line.count else { return nil }
    return source[..<(number - 1)].reduce(0) { $0 + $1.utf8.count + 1 }
      + line.prefix(column).utf8.count
  }

  static func range(of needle: String, in text: String) -> Range<String.Index>? {
    let utf8 = text.utf8
    let wanted = Array(needle.utf8)
    var start = utf8.startIndex
    while start != utf8.endIndex {
      if utf8[start...].starts(with: wanted) {
        return start..<utf8.index(start, offsetBy: wanted.count)
      }
      start = utf8.index(after: start)
    }
    return nil
  }
}

extension NativeLibrary {
  /// An engine's library; what hinders it is told as an engine's error.
  static func engine(_ name: String) throws(EngineError) -> NativeLibrary {
    do throws(NativeLibraryError) { return try open(name) } catch {
      throw EngineError(.library, error.message)
    }
  }
}
