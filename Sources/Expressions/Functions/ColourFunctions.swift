import Tables

extension FunctionLibrary {
  /// Colours; each is given as the text `rgb(r, g, b)`, or `rgba(…)` when it is not opaque.
  ///
  /// Source: https://vega.github.io/vega/docs/expressions/#color-functions.
  static let colours: [Function] = [
    colour("rgb", { CSSColour($0.x, $0.y, $0.z, opacity: $1) }),
    colour("hsl", { CSSColour(hue: $0.x, saturation: $0.y, lightness: $0.z, opacity: $1) }),
    colour("lab", { CSSColour(lab: $0, opacity: $1) }),
    colour("hcl", { CSSColour(hcl: $0, opacity: $1) }),
    Function("luminance", 1...1) { values, _ throws(Complaint) in
      .double(try parsed(values, 0).luminance)
    },
    Function("contrast", 2...2) { values, _ throws(Complaint) in
      .double(try parsed(values, 0).contrast(with: try parsed(values, 1)))
    },
  ]

  /// A function of three parts and an opacity, or of a colour's text.
  private static func colour(
    _ name: String,
    _ make: @escaping @Sendable (SIMD3<Double>, Double) -> CSSColour
  ) -> Function {
    Function(name, 1...4) { values, _ throws(Complaint) in
      guard values.count > 1 else { return .string(try parsed(values, 0).text) }
      let parts = values.map(number)
      func part(_ index: Int) -> Double { index < parts.count ? parts[index] : .nan }
      let opacity = parts.count > 3 ? parts[3] : 1
      return .string(make([part(0), part(1), part(2)], opacity).text)
    }
  }

  private static func parsed(_ values: [Value], _ index: Int) throws(Complaint) -> CSSColour {
    guard let colour = CSSColour(Coercion.text(values[index])) else {
      throw Complaint(argument: index, reason: .needs("a colour", given: values[index]))
    }
    return colour
  }
}
