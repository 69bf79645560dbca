/// How a mark's colour mixes with what is behind it.
///
/// Source: https://www.w3.org/TR/compositing-1/#mix-blend-mode.
enum Blending {
  static let modes = [
    "multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn",
    "hard-light", "soft-light", "difference", "exclusion", "hue", "saturation", "color",
    "luminosity",
  ]
}
