import Markup

extension Paint {
  /// What of a shape is painted.
  enum Part: String, Sendable { case fill, stroke }

  /// The attributes of a shape painted with this and nothing else; see
  /// `attributes(fill:stroke:in:)` for both.
  func attributes(_ part: Part, in context: DrawingContext) -> [Attribute] {
    part == .fill
      ? Paint.attributes(fill: self, stroke: nil, in: context)
      : Paint.attributes(fill: nil, stroke: self, in: context)
  }

  /// The attributes of a shape; nil leaves a part as it is inherited.
  ///
  /// Colours stand as plain attributes, and where the theme has classes, the class of a colour
  /// that changes with the page goes before them.
  static func attributes(fill: Paint?, stroke: Paint?, in context: DrawingContext) -> [Attribute] {
    var attributes: [Attribute] = []
    if context.theme.usesClasses {
      let classes = [fill?.className(.fill), stroke?.className(.stroke)].compactMap { $0 }
      if !classes.isEmpty {
        attributes.append(Attribute("class", classes.joined(separator: " ")))
      }
    }
    if let fill { attributes.append(Attribute("fill", fill.plain(in: context))) }
    if let stroke { attributes.append(Attribute("stroke", stroke.plain(in: context))) }
    return attributes
  }

  /// The class by which a page's style sheet colours a part; nil for colours that stay the same.
  func className(_ part: Part) -> String? {
    switch self {
    case .none, .literal, .gradient: nil
    case .series(let index, _):
      (part == .fill ? "q-s" : "q-l") + String(Palette.place(of: index) + 1)
    case .role(let role, _): (part == .fill ? "q-f-" : "q-k-") + role.rawValue
    }
  }

  /// The colour on a page without the style sheet.
  func plain(in context: DrawingContext) -> String {
    switch self {
    case .none: "none"
    case .series(_, let colour): colour.hex
    case .literal(let colour), .role(_, let colour): PlainColour.text(colour)
    case .gradient(let gradient): context.reference(to: gradient)
    }
  }
}
