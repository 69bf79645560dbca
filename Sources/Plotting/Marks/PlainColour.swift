/// Colours as texts that are safe to stand in an attribute or a style sheet.
enum PlainColour {
  /// The colour as written, or `none` for `transparent` and for a text that no colour can be:
  /// one with characters beyond those of names, hexadecimal colours and functions of numbers, or
  /// with a function that makes no colour.
  static func text(_ colour: String) -> String {
    let bytes = colour.utf8
    guard !bytes.isEmpty, bytes.count <= 64, bytes.allSatisfy(isPlain) else { return "none" }
    // SVG 1.1 knows no `transparent`.
    if bytes.count == 11, colour.lowercased() == "transparent" { return "none" }
    if let open = colour.firstIndex(of: "(") {
      guard functions.contains(colour[..<open].lowercased()),
        colour[open...].dropFirst().allSatisfy({ $0 != "(" })
      else { return "none" }
    }
    return colour
  }

  private static let functions: Set<String> = [
    "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch",
  ]

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    case UInt8(ascii: "#"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","),
      UInt8(ascii: "."), UInt8(ascii: "%"), UInt8(ascii: " "), UInt8(ascii: "-"),
      UInt8(ascii: "/"), UInt8(ascii: "+"):
      true
    default: false
    }
  }
}
