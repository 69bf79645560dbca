/// The colours of guides where a specification gives none.
enum GuideStyle {
  /// What a line or a text of a guide is for.
  enum Role {
    /// Titles of pictures, axes and legends.
    case title
    case subtitle
    /// Labels of axes and legends.
    case label
    case domain
    case tick
    case grid
    /// The outline of a plot.
    case frame

    func paint(_ theme: Theme) -> Paint {
      switch self {
      case .title: .role(.ink, "#000")
      case .subtitle, .label: .role(theme.usesClasses ? .quiet : .ink, "#000")
      case .domain, .tick: .role(.quiet, "#888")
      case .grid, .frame: .role(.grid, "#ddd")
      }
    }
  }
}
