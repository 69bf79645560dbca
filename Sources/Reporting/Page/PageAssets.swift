import Crypto

/// The stylesheet and script that are bound into every page.
enum PageAssets {
  static let style = String(decoding: PackageResources.page_css, as: UTF8.self)
  static let script = String(decoding: PackageResources.page_js, as: UTF8.self)

  /// What the page may load: nothing but the very texts it carries.
  ///
  /// Inline `style` attributes and event handlers are refused too, so no value that slips into an
  /// attribute can ever act.
  static func policy(style: String, script: String) -> String {
    [
      "default-src 'none'", "style-src \(source(of: style))", "script-src \(source(of: script))",
      "img-src data:", "font-src 'none'", "base-uri 'none'", "form-action 'none'",
    ].joined(separator: "; ")
  }

  /// The CSP source expression of an inline text: `'sha256-…'`.
  static func source(of text: String) -> String {
    "'sha256-\(Base64.text(Array(SHA256.hash(data: Array(text.utf8)))))'"
  }
}

/// Base 64 (RFC 4648, with padding), so that the page needs no Foundation.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  )

  static func text(_ bytes: [UInt8]) -> String {
    var out = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        out.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : "=")
      }
    }
    return out
  }
}
