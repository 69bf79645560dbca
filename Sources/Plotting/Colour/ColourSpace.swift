import Expressions

/// How two colours are blended: in which parts, and which way around the circle of hues.
///
/// Source: d3-interpolate 3 (https://d3js.org/d3-interpolate/color), whose names these are.
enum ColourSpace: String, Sendable, CaseIterable {
  case rgb, lab, hcl, hsl, cubehelix
  case hclLong = "hcl-long", hslLong = "hsl-long", cubehelixLong = "cubehelix-long"

  /// The parts of a colour, the opacity last; NaN for a part that it does not have.
  func parts(_ colour: Colour) -> SIMD4<Double> {
    let plain = CSSColour(colour.red, colour.green, colour.blue)
    // `transparent` has no colour: a blend with it keeps the other end's.
    let isEmpty = colour.opacity == 0 && colour.red == 0 && colour.green == 0 && colour.blue == 0
    let parts: SIMD3<Double> =
      if isEmpty {
        SIMD3(repeating: .nan)
      } else {
        switch self {
        case .rgb: [colour.red, colour.green, colour.blue]
        case .lab: plain.lab
        case .hcl, .hclLong: plain.hcl
        case .hsl, .hslLong: plain.hsl
        case .cubehelix, .cubehelixLong: plain.cubehelix
        }
      }
    return SIMD4(parts, colour.opacity)
  }

  func colour(_ parts: SIMD4<Double>) -> Colour {
    let three = SIMD3(parts.x, parts.y, parts.z)
    var plain =
      switch self {
      case .rgb: CSSColour(parts.x, parts.y, parts.z)
      case .lab: CSSColour(lab: three)
      case .hcl, .hclLong: CSSColour(hcl: three)
      case .hsl, .hslLong:
        CSSColour(hue: parts.x, saturation: parts.y, lightness: parts.z)
      case .cubehelix, .cubehelixLong: CSSColour(cubehelix: three)
      }
    plain.opacity = parts.w
    return Colour(plain)
  }

  /// Whether the first part is an angle that goes the shorter way.
  var turnsShort: Bool { self == .hcl || self == .hsl || self == .cubehelix }
  var isCubehelix: Bool { self == .cubehelix || self == .cubehelixLong }
}
