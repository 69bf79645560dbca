/// The marks of the grammar.
enum MarkType: String, Sendable, CaseIterable {
  case bar, line, area, point, circle, square, rule, text, tick, rect, arc, trail
  /// Composites: rewritten into layers of the others before anything is drawn.
  case boxplot, errorbar, errorband

  /// Marks of the grammar that are not drawn: they need a map or pictures from elsewhere.
  static let unsupported = ["geoshape", "image"]

  var isComposite: Bool { self == .boxplot || self == .errorbar || self == .errorband }
  /// One shape through many rows.
  var isPath: Bool { self == .line || self == .area || self == .trail }
  var isSymbol: Bool { self == .point || self == .circle || self == .square }
  /// Drawn as rectangles.
  var isRectangle: Bool { self == .bar || self == .rect || self == .tick }
}
