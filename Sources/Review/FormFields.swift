import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// The fields of a form as browsers send them (`application/x-www-form-urlencoded`).
struct FormFields: Sendable {
  private(set) var pairs: [(name: String, value: String)] = []

  /// The most bytes of a form that are read.
  static let longest = 1 << 20

  /// - Throws: `MessagePage` for another type of body; `HTTPError` for one that is too long.
  init(_ request: Request) async throws {
    let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() }
    guard type == "application/x-www-form-urlencoded" else {
      throw MessagePage(
        status: .unsupportedMediaType,
        korean: "양식이 아닌 내용입니다",
        english: "This is not a form"
      )
    }
    let body = try await request.body.collect(upTo: Self.longest)
    for pair in String(buffer: body).split(separator: "&") {
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = halves.count > 1 ? Self.decoded(halves[1]) : ""
      pairs.append((Self.decoded(halves[0]), value.replacingOccurrences(of: "\r\n", with: "\n")))
    }
  }

  /// The last value of a field.
  subscript(name: String) -> String? { pairs.last { $0.name == name }?.value }

  /// A name or a value as it was before it was written into a form or an address.
  static func decoded(_ text: Substring) -> String {
    text.replacingOccurrences(of: "+", with: " ").removingPercentEncoding ?? ""
  }
}
