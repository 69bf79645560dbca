import HTTPTypes
import Hummingbird
import HummingbirdCore

/// Requests that change something come from the server's own pages, or from no page at all.
struct OriginRule: Sendable {
  let isSecure: Bool

  func check(_ request: Request) throws {
    guard request.method != .get, request.method != .head else { return }
    // Programs send neither of the two; browsers send one at least.
    if let origin = request.headers[.origin] {
      let own = "\(isSecure ? "https" : "http")://\(request.head.authority ?? "")"
      guard origin.lowercased() == own.lowercased() else { throw Self.refused }
    }
    if let site = request.headers[.secFetchSite], !["same-origin", "none"].contains(site) {
      throw Self.refused
    }
  }

  private static let refused = MessagePage.forbidden(
    "다른 누리집에서 온 요청은 받지 않습니다",
    "Requests from other sites are refused"
  )
}
