/// A named run of colours: a list for categories, or stops between which values are placed.
///
/// The stops are those of the schemes' publications, at the spacing that Vega draws them with, so
/// that a chart keeps its colours when it comes from another tool: ColorBrewer 2 (C. Brewer,
/// Apache-2.0), viridis and its kin (S. van der Walt and N. Smith, CC0), cividis (J. Nuñez and
/// others), turbo (A. Mikhailov), Tableau, Observable. The names are those of
/// https://vega.github.io/vega/docs/schemes/.
enum ColourScheme {
  /// The names as they are documented, in lower case; `redYellowGreen` and `redyellowgreen` are one
  /// scheme.
  static let names: [String] = (Array(categorical.keys) + continuous.keys).sorted()

  /// The colours of a list, or the stops of a run; nil for an unknown name.
  static func colours(_ name: String) -> [Colour]? {
    let name = name.lowercased()
    guard let text = categorical[name] ?? continuous[name] else { return nil }
    let digits = Array(text)
    return stride(from: 0, to: digits.count - 5, by: 6).compactMap { start in
      Colour(hex: String(digits[start..<(start + 6)]))
    }
  }

  /// Schemes whose colours are for categories: taken as they are, not blended.
  static func isCategorical(_ name: String) -> Bool { categorical[name.lowercased()] != nil }
}
