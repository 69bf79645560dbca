/// The shapes that stand for rows.
enum MarkType: String, Sendable, CaseIterable {
  case bar, line, area, point, circle, square, rect

  /// Marks of the grammar that are not drawn yet.
  static let unbuilt = [
    "arc", "boxplot", "errorband", "errorbar", "geoshape", "image", "rule", "text", "tick", "trail",
  ]

  /// Marks whose items join rows into one shape, in order.
  var isPath: Bool { self == .line || self == .area }
  var isSymbol: Bool { self == .point || self == .circle || self == .square }
  /// Marks that lie in bands where their axis is discrete.
  var fillsBands: Bool { self == .bar || self == .rect }
}

/// How a line gets from one point to the next.
enum Interpolation: String, Sendable, CaseIterable {
  case linear, monotone, step
  case stepBefore = "step-before"
  case stepAfter = "step-after"
  case linearClosed = "linear-closed"
  case basis, cardinal, natural
  case catmullRom = "catmull-rom"

  static let unbuilt: [Interpolation] = [.basis, .cardinal, .natural, .catmullRom]
}
