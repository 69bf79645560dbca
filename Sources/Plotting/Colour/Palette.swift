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
  static let page = (light: "#ffffff", dark: "#17181a")

  /// The place in the palette of colour `index`, which starts again after the last.
  static func place(of index: Int) -> Int {
    let rest = index % light.count
    return rest < 0 ? rest + light.count : rest
  }
}
