/// Names and texts in SQL.
enum SQLText {
  /// `'it''s'`.
  static func literal(_ text: String) -> String { "'" + doubled("'", in: text) + "'" }

  /// `"a ""name"""`.
  static func name(_ text: String) -> String { "\"" + doubled("\"", in: text) + "\"" }

  private static func doubled(_ mark: Character, in text: String) -> String {
    text.split(separator: mark, omittingEmptySubsequences: false)
      .joined(separator: "\(mark)\(mark)")
  }
}
