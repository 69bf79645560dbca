import Crypto
import Tables

/// The stylesheet and script that are bound into every page.
package enum PageAssets {
  package static let style = String(decoding: PackageResources.page_css, as: UTF8.self)
  package static let script = String(decoding: PackageResources.page_js, as: UTF8.self)

  /// What the page that lists a build's reports has of its own.
  static let indexStyle = String(decoding: PackageResources.index_css, as: UTF8.self)
  static let indexScript = String(decoding: PackageResources.index_js, as: UTF8.self)

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
  package static func source(of text: String) -> String {
    "'sha256-\(Base64.encoded(Array(SHA256.hash(data: Array(text.utf8)))))'"
  }
}
