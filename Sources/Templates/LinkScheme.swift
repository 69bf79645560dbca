/// Which addresses a page may link to.
public enum LinkScheme {
  /// Whether an address could run a script or reach into the reader's own machine.
  ///
  /// `javascript:`, `vbscript:`, `file:` and `data:` are refused, save for images as data. Browsers
  /// ignore control characters and blanks before and within a scheme, so they are ignored here too.
  public static func isRefused(_ url: String) -> Bool {
    var scheme = ""
    for scalar in url.unicodeScalars where scalar.value > 0x20 && scalar.value != 0x7F {
      if scalar == ":" {
        guard ["javascript", "vbscript", "file", "data"].contains(scheme) else { return false }
        guard scheme == "data" else { return true }
        let rest = url.lowercased().filter { !$0.isWhitespace }
        return !["image/png", "image/gif", "image/jpeg", "image/webp", "image/svg+xml"]
          .contains { rest.hasPrefix("data:\($0)") }
      }
      if scalar == "/" || scalar == "?" || scalar == "#" { return false }
      scheme += String(scalar).lowercased()
      if scheme.count > 12 { return false }
    }
    return false
  }
}
