import Crypto
import Foundation
import Markup
import Reporting

/// A stylesheet or script of the server's pages, under an address that changes with its contents.
struct Asset: Sendable {
  let name: String
  let type: String
  let bytes: [UInt8]
  let address: String

  init(_ name: String, _ type: String, _ bytes: [UInt8]) {
    self.name = name
    self.type = type
    self.bytes = bytes
    let digest = SHA256.hash(data: bytes).prefix(8).map { String(format: "%02x", $0) }.joined()
    address = "/assets/\(digest)/\(name)"
  }

  static let pageStyle = Asset("page.css", "text/css; charset=utf-8", Array(PageAssets.style.utf8))
  static let style = Asset("review.css", "text/css; charset=utf-8", PackageResources.review_css)
  /// Of the page that compares runs: its own parts, and charts.
  static let compareStyle = Asset(
    "compare.css",
    "text/css; charset=utf-8",
    Array(RunComparisonPage.styles.utf8)
  )
  static let script = Asset(
    "review.js",
    "text/javascript; charset=utf-8",
    PackageResources.review_js
  )

  static let previewStyle = Asset(
    "preview.css",
    "text/css; charset=utf-8",
    PackageResources.preview_css
  )
  static let preview = Asset(
    "preview.js",
    "text/javascript; charset=utf-8",
    PackageResources.preview_js
  )

  static let all = [pageStyle, style, compareStyle, previewStyle, script, preview]

  var link: Node { .tag("link", ["rel": "stylesheet", "href": address]) }
  /// Deferred: it runs when the page is there.
  var script: Node { .tag("script", ["src": address, "defer": nil]) }
}
