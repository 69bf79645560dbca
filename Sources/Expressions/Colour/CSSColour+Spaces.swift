#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Other ways to take a colour apart, for blending; the parts are in the order of their names.
///
/// A part that a colour does not have (the hue of a grey) is NaN. Source of the numbers: d3-color 3
/// (https://d3js.org/d3-color), CIE Lab with the white of D50.
extension CSSColour {
  /// Hue 0–360, saturation and lightness 0–1.
  public init(hue: Double, saturation: Double, lightness: Double, opacity: Double = 1) {
    let turned = hue.truncatingRemainder(dividingBy: 360)
    let hue = turned < 0 ? turned + 360 : turned
    let share = hue.isNaN || saturation.isNaN ? 0 : saturation
    let high = lightness + (lightness < 0.5 ? lightness : 1 - lightness) * share
    let low = 2 * lightness - high
    func part(_ hue: Double) -> Double {
      if hue < 60 { return (low + (high - low) * hue / 60) * 255 }
      if hue < 180 { return high * 255 }
      if hue < 240 { return (low + (high - low) * (240 - hue) / 60) * 255 }
      return low * 255
    }
    let angle = hue.isNaN ? 0 : hue
    self.init(
      part(angle >= 240 ? angle - 240 : angle + 120),
      part(angle),
      part(angle < 120 ? angle + 240 : angle - 120),
      opacity: opacity
    )
  }

  public var hsl: SIMD3<Double> {
    let (r, g, b) = (red / 255, green / 255, blue / 255)
    let (low, high) = (min(r, g, b), max(r, g, b))
    let lightness = (high + low) / 2
    let range = high - low
    guard range != 0 else {
      return [.nan, lightness > 0 && lightness < 1 ? 0 : .nan, lightness]
    }
    let sixth =
      r == high
      ? (g - b) / range + (g < b ? 6 : 0)
      : g == high ? (b - r) / range + 2 : (r - g) / range + 4
    return [sixth * 60, range / (lightness < 0.5 ? high + low : 2 - high - low), lightness]
  }

  /// CIE Lab: lightness 0–100, green to red, blue to yellow.
  public init(lab parts: SIMD3<Double>, opacity: Double = 1) {
    let y = (parts.x + 16) / 116
    let x = 0.96422 * Self.cubed(parts.y.isNaN ? y : y + parts.y / 500)
    let z = 0.82521 * Self.cubed(parts.z.isNaN ? y : y - parts.z / 200)
    let light = Self.cubed(y)
    self.init(
      Self.encoded(3.1338561 * x - 1.6168667 * light - 0.4906146 * z),
      Self.encoded(-0.9787684 * x + 1.9161415 * light + 0.0334540 * z),
      Self.encoded(0.0719453 * x - 0.2289914 * light + 1.4052427 * z),
      opacity: opacity
    )
  }

  public var lab: SIMD3<Double> {
    let (r, g, b) = (Self.linear(red), Self.linear(green), Self.linear(blue))
    let y = Self.root(0.2225045 * r + 0.7168786 * g + 0.0606169 * b)
    let isGrey = r == g && g == b
    let x = isGrey ? y : Self.root((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / 0.96422)
    let z = isGrey ? y : Self.root((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / 0.82521)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
  }

  /// Hue 0–360, chroma, lightness 0–100: Lab in polar form.
  public init(hcl parts: SIMD3<Double>, opacity: Double = 1) {
    guard !parts.x.isNaN else {
      self.init(lab: [parts.z, 0, 0], opacity: opacity)
      return
    }
    let angle = parts.x * .pi / 180
    let lab: SIMD3<Double> = [parts.z, cos(angle) * parts.y, sin(angle) * parts.y]
    self.init(lab: lab, opacity: opacity)
  }

  public var hcl: SIMD3<Double> {
    let lab = self.lab
    if lab.y == 0, lab.z == 0 { return [.nan, lab.x > 0 && lab.x < 100 ? 0 : .nan, lab.x] }
    let hue = atan2(lab.z, lab.y) * 180 / .pi
    return [hue < 0 ? hue + 360 : hue, (lab.y * lab.y + lab.z * lab.z).squareRoot(), lab.x]
  }

  /// Hue in degrees, saturation, lightness 0–1 of D.
  ///
  /// Green's cubehelix.
  public init(cubehelix parts: SIMD3<Double>, opacity: Double = 1) {
    let angle = parts.x.isNaN ? 0 : (parts.x + 120) * .pi / 180
    let light = parts.z
    let reach = parts.y.isNaN ? 0 : parts.y * light * (1 - light)
    let (across, along) = (cos(angle), sin(angle))
    self.init(
      255 * (light + reach * (-0.14861 * across + 1.78277 * along)),
      255 * (light + reach * (-0.29227 * across - 0.90649 * along)),
      255 * (light + reach * (1.97294 * across)),
      opacity: opacity
    )
  }

  public var cubehelix: SIMD3<Double> {
    let (a, b, c, d, e) = (-0.14861, 1.78277, -0.29227, -0.90649, 1.97294)
    let (r, g, blue) = (red / 255, green / 255, self.blue / 255)
    let light =
      ((b * c - d * a) * blue + e * d * r - e * b * g) / (b * c - d * a + e * d - e * b)
    let rest = blue - light
    let k = (e * (g - light) - c * rest) / d
    let saturation = (k * k + rest * rest).squareRoot() / (e * light * (1 - light))
    guard saturation != 0, !saturation.isNaN else { return [.nan, saturation, light] }
    let hue = atan2(k, rest) * 180 / .pi - 120
    return [hue < 0 ? hue + 360 : hue, saturation, light]
  }

  /// sRGB's part without its gamma, 0–1.
  static func linear(_ part: Double) -> Double {
    let share = part / 255
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }

  private static func encoded(_ light: Double) -> Double {
    255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055)
  }

  private static func root(_ value: Double) -> Double {
    value > 216.0 / 24_389 ? cbrt(value) : value / (108.0 / 841) + 4.0 / 29
  }

  private static func cubed(_ value: Double) -> Double {
    value > 6.0 / 29 ? value * value * value : 108.0 / 841 * (value - 4.0 / 29)
  }
}
