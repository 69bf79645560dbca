import Markup

/// What a mark is painted with.
enum Paint: Hashable, Sendable {
  /// Colour `n` (from 0) of the categorical palette, which repeats after the last.
  case series(Int)
  /// A colour that stays the same in light and dark.
  case literal(String)
  /// Colours of the page.
  case ink, quiet, grid, missing

  /// The class and attribute that fill a shape, or draw its outline.
  func attributes(_ part: Part, _ theme: Theme) -> [Attribute] {
    guard theme.usesClasses else { return [Attribute(part.rawValue, plain)] }
    switch self {
    case .literal(let colour): return [Attribute(part.rawValue, colour)]
    case .series(let index):
      let number = index % Palette.light.count + 1
      return [Attribute("class", "\(part == .fill ? "q-s" : "q-l")\(number)")]
    case .ink, .quiet, .grid, .missing:
      return [Attribute("class", "\(part == .fill ? "q-f-" : "q-k-")\(name)")]
    }
  }

  /// The colour on a light page.
  var plain: String {
    switch self {
    case .series(let index): Palette.light[index % Palette.light.count]
    case .literal(let colour): colour
    case .ink: Palette.ink.light
    case .quiet: Palette.quiet.light
    case .grid: Palette.grid.light
    case .missing: Palette.missing.light
    }
  }

  private var name: String {
    switch self {
    case .ink: "ink"
    case .quiet: "quiet"
    case .grid: "grid"
    default: "missing"
    }
  }

  enum Part: String { case fill, stroke }
}

/// The colours of charts, on light and on dark pages.
///
/// Neighbouring series differ in lightness as well as in hue, so that they stay apart for readers
/// who see fewer colours; each has a contrast of at least 3 to 1 with its page (WCAG 2, 1.4.11),
/// which a test checks.
enum Palette {
  static let light = [
    "#2f6bb3", "#d1621b", "#17826b", "#b1488f", "#8b7400", "#6a52ab", "#c43d45", "#2788a8",
    "#7b5b3e", "#6d757e",
  ]
  static let dark = [
    "#76a6ea", "#f2955b", "#4fbf9f", "#e38bc3", "#d2bc48", "#aa97ec", "#f2827f", "#67c3df",
    "#c59b74", "#a7aeb6",
  ]
  static let ink = (light: "#1b1e23", dark: "#e8eaed")
  static let quiet = (light: "#565c64", dark: "#a9b0b8")
  static let grid = (light: "#e3e5e8", dark: "#33383e")
  static let missing = (light: "#c9cdd2", dark: "#4a5057")
}
