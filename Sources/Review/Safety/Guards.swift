import HTTPTypes
import Hummingbird
import HummingbirdCore

/// What a request must show before a page answers it: the right host, no foreign origin, the token.
struct Guards: RouterMiddleware {
  typealias Context = BasicRequestContext

  let hosts: HostRule
  let token: TokenRule

  func handle(
    _ request: Request,
    context: BasicRequestContext,
    next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    try hosts.check(request)
    try OriginRule.check(request)
    if let welcome = try token.check(request) { return welcome }
    return try await next(request, context)
  }
}

/// The names under which the server may be asked: a page of another name that leads to this address (DNS rebinding)
/// is turned away.
struct HostRule: Sendable {
  /// In lower case.
  let names: Set<String>

  init(_ options: ReviewOptions) {
    names = Set((["localhost", options.host] + options.names).map { $0.lowercased() })
  }

  func check(_ request: Request) throws {
    let name = Self.name(of: request.head.authority ?? "")
    // No name can be made to lead elsewhere when there is no name: addresses are what they are.
    guard names.contains(name) || Self.isAddress(name) else {
      throw MessagePage(
        status: .misdirectedRequest,
        korean: "이 이름으로는 열 수 없습니다: ‘\(name)’",
        english: "This server does not answer to the name ‘\(name)’",
        hint: ("서버를 시작할 때 ‘--name \(name)’을 주세요.", "Start it with ‘--name \(name)’ if it should.")
      )
    }
  }

  /// The name without its port, in lower case: `localhost:8484` is `localhost`, `[::1]:8484` is `::1`.
  static func name(of authority: String) -> String {
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      return String(authority[authority.index(after: authority.startIndex)..<end]).lowercased()
    }
    return String(authority.prefix { $0 != ":" }).lowercased()
  }

  private static func isAddress(_ name: String) -> Bool {
    if name.contains(":") { return name.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." } }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }
}

/// Requests that change something come from the server's own pages, or from no page at all.
enum OriginRule {
  static func check(_ request: Request) throws {
    guard request.method != .get, request.method != .head else { return }
    let authority = request.head.authority ?? ""
    if let origin = request.headers[.origin] {
      let sender = origin.split(separator: "/", maxSplits: 2).last.map(String.init) ?? ""
      guard origin.contains("://"), sender.lowercased() == authority.lowercased() else {
        throw refused
      }
    }
    // Browsers tell it where they hide the origin.
    if let site = request.headers[.secFetchSite], !["same-origin", "none"].contains(site) {
      throw refused
    }
  }

  private static let refused = MessagePage.forbidden(
    "다른 누리집에서 온 요청은 받지 않습니다",
    "Requests from other sites are refused"
  )
}

/// The secret in the address that was printed; a cookie carries it from then on.
struct TokenRule: Sendable {
  /// Nil asks for none.
  let token: String?
  let isSecure: Bool
  /// Browsers share cookies among the ports of a machine; the port in the name keeps servers apart.
  let cookie: String

  /// - Returns: a response that takes the token out of the address; nil lets the request pass.
  /// - Throws: `MessagePage` without the right token.
  func check(_ request: Request) throws -> Response? {
    guard let token else { return nil }
    if let given = request.query("token"), Self.isSame(given, token) {
      guard request.method == .get, !request.uri.path.hasPrefix("/api/") else { return nil }
      let rest = request.uri.queryParameters.filter { $0.key != "token" }
        .map { Address.query(String($0.key)) + "=" + Address.query(String($0.value)) }
      let address = request.uri.path + (rest.isEmpty ? "" : "?" + rest.joined(separator: "&"))
      var response = Response.see(address)
      response.headers[.setCookie] =
        "\(cookie)=\(token); Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
      response.headers[.cacheControl] = "no-store"
      return response
    }
    if let given = request.cookies[cookie]?.value, Self.isSame(given, token) { return nil }
    if let header = request.headers[.authorization], header.hasPrefix("Bearer "),
      Self.isSame(String(header.dropFirst(7)), token)
    {
      return nil
    }
    throw MessagePage(
      status: .unauthorized,
      korean: "열쇠가 든 주소로 열어 주세요",
      english: "Open the address that holds the token",
      hint: (
        "‘quire serve’를 시작할 때 터미널에 적힌 주소입니다.",
        "‘quire serve’ printed it in the terminal where it was started."
      )
    )
  }

  /// Compared in the same time wherever they differ.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
