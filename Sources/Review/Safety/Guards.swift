import HTTPTypes
import Hummingbird
import HummingbirdCore

/// What a request must show before a page answers it: the right host, no foreign origin, the token.
struct Guards: RouterMiddleware {
  typealias Context = BasicRequestContext

  let hosts: HostRule
  var origins = OriginRule(isSecure: false)
  let token: TokenRule

  func handle(
    _ request: Request,
    context: BasicRequestContext,
    next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    try hosts.check(request)
    try origins.check(request)
    if let welcome = try token.check(request) { return welcome }
    return try await next(request, context)
  }
}
