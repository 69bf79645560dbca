/// A number card: what is counted, how much, and how it changed.
struct Metric: Sendable, Equatable {
  /// Where the number went.
  enum Direction: Sendable {
    case up, down, level

    var arrow: String {
      switch self {
      case .up: "▲"
      case .down: "▼"
      case .level: "◆"
      }
    }
  }
  /// What the change means, which is the author's to say: fewer failures are good.
  enum Tone: Sendable { case good, bad, neutral }

  struct Change: Sendable, Equatable {
    /// `+3.1%`.
    var text: String
    /// What it is measured against: `last month`.
    var versus: String?
    var direction: Direction
    var tone: Tone = .neutral
  }

  var label: String
  /// Already formatted.
  var value: String
  /// Set smaller, after the value.
  var unit: String?
  var change: Change?
  var note: String?
}
