/// The SQL that a pushed-down parse is written in.
public enum LogDialect: Sendable {
  case duckDB
  /// Spark with ANSI mode, names in double quotes, UTC and timestamps without a zone; backslashes in texts
  /// stand for themselves here, and whoever sends the query writes them as Spark has them.
  case spark

  /// The groups of a match as a structure of texts, empty where there is none.
  func groups(of text: String, _ pattern: String, _ names: [String]) -> String {
    let expression = SQLText.literal(self.pattern(pattern))
    switch self {
    case .duckDB:
      let list = names.map(SQLText.literal).joined(separator: ", ")
      return "regexp_extract(\(text), \(expression), [\(list)])"
    case .spark:
      let fields = names.enumerated().map { index, name in
        "\(SQLText.literal(name)), regexp_extract(\(text), \(expression), \(index + 1))"
      }
      return "named_struct(\(fields.joined(separator: ", ")))"
    }
  }

  /// Whether a pattern is found in a text.
  func matches(_ text: String, _ pattern: String) -> String {
    switch self {
    case .duckDB: "regexp_matches(\(text), \(SQLText.literal(pattern)))"
    case .spark: "regexp_like(\(text), \(SQLText.literal(self.pattern(pattern))))"
    }
  }

  /// Whether a pattern takes a whole text.
  func matchesWhole(_ text: String, _ pattern: String) -> String {
    switch self {
    case .duckDB: "regexp_full_match(\(text), '\(pattern)')"
    case .spark: matches(text, "^(?:\(pattern))$")
    }
  }

  /// All columns but some.
  func allBut(_ columns: [String]) -> String {
    "* \(self == .duckDB ? "EXCLUDE" : "EXCEPT") (\(columns.joined(separator: ", ")))"
  }

  /// The type of texts.
  var textType: String { self == .duckDB ? "VARCHAR" : "STRING" }

  /// A line without the carriage return at its end.
  func withoutReturn(_ line: String) -> String {
    switch self {
    case .duckDB: "CASE WHEN suffix(\(line), chr(13)) THEN left(\(line), -1) ELSE \(line) END"
    case .spark:
      "CASE WHEN endswith(\(line), chr(13)) THEN left(\(line), length(\(line)) - 1) ELSE \(line) END"
    }
  }

  /// A line without the spaces, tabs and carriage returns around it.
  public func trimmed(_ line: String) -> String {
    switch self {
    case .duckDB: "trim(\(line), ' ' || chr(9) || chr(13))"
    case .spark: "trim(BOTH ' ' || chr(9) || chr(13) FROM \(line))"
    }
  }

  /// How many bytes a text has in UTF-8.
  public func byteCount(_ text: String) -> String {
    self == .duckDB ? "strlen(\(text))" : "octet_length(\(text))"
  }

  /// Where a text first stands in another, from 1; 0 for nowhere.
  func place(of part: String, in text: String) -> String {
    self == .duckDB ? "strpos(\(text), \(part))" : "instr(\(text), \(part))"
  }

  func starts(_ text: String, with start: String) -> String {
    self == .duckDB ? "starts_with(\(text), \(start))" : "startswith(\(text), \(start))"
  }

  /// The texts between marks; none for an empty text.
  func list(_ text: String, dividedBy mark: String) -> String {
    switch self {
    case .duckDB:
      "CASE WHEN \(text) = '' THEN CAST([] AS VARCHAR[])"
        + " ELSE string_split(\(text), \(SQLText.literal(mark))) END"
    case .spark:
      "CASE WHEN \(text) = '' THEN CAST(array() AS ARRAY<STRING>)"
        + " ELSE split(\(text), \(SQLText.literal(RE2Text.literal(Array(mark.utf8)[...])))) END"
    }
  }

  /// The number that digits of base 16 after `0x` say, signs left out; null when 64 bits are too few.
  func hexadecimal(_ text: String) -> String {
    switch self {
    case .duckDB: "TRY_CAST(ltrim(\(text), '+-') AS BIGINT)"
    case .spark:
      "TRY_CAST(conv(regexp_replace(\(text), '^[+-]?0[xX]', ''), 16, 10) AS BIGINT)"
    }
  }

  /// An expression of RE2 as the database's own regular expressions have it.
  ///
  /// Java's `$` also stands before some line ends unless `\n` is the only one, and it has no
  /// `[:alpha:]` and a special `&&` within brackets.
  private func pattern(_ expression: String) -> String {
    guard self == .spark else { return expression }
    var text = expression
    if text.hasPrefix("(?s)") { text = "(?sd)" + text.dropFirst(4) } else { text = "(?d)" + text }
    for (name, java) in Self.classes { text = text.replacing("[:\(name):]", with: java) }
    return text.replacing("(?i:", with: "(?iu:").replacing("&&", with: "\\&\\&")
  }

  private static let classes = [
    ("alnum", #"\p{Alnum}"#), ("alpha", #"\p{Alpha}"#), ("ascii", #"\p{ASCII}"#),
    ("blank", #"\p{Blank}"#), ("cntrl", #"\p{Cntrl}"#), ("digit", #"\p{Digit}"#),
    ("graph", #"\p{Graph}"#), ("lower", #"\p{Lower}"#), ("print", #"\p{Print}"#),
    ("punct", #"\p{Punct}"#), ("upper", #"\p{Upper}"#), ("word", #"\w"#),
    ("xdigit", #"\p{XDigit}"#), ("^alnum", #"\P{Alnum}"#), ("^alpha", #"\P{Alpha}"#),
    ("^digit", #"\P{Digit}"#), ("^lower", #"\P{Lower}"#), ("^punct", #"\P{Punct}"#),
    ("^upper", #"\P{Upper}"#), ("^word", #"\W"#), ("^xdigit", #"\P{XDigit}"#),
  ]
}
