import HTTPTypes
import Hummingbird
import HummingbirdCore

/// The secret in the address that was printed; a cookie carries it from then on.
struct TokenRule: Sendable {
  /// Nil asks for none.
  let token: String?
  let isSecure: Bool
  let port: Port

  /// Browsers share cookies among the ports of a machine; the port in the name keeps servers apart.
  var cookie: String { "quire-\(port.number)" }

  /// - Returns: a response that takes the token out of the address; nil lets the request pass.
  /// - Throws: `MessagePage` without the right token.
  func check(_ request: Request) throws -> Response? {
    guard let token else { return nil }
    if let given = request.query("token"), Self.isSame(given, token) {
      guard request.method == .get, !request.uri.path.hasPrefix("/api/") else { return nil }
      return welcome(request, token)
    }
    if let given = request.cookies[cookie]?.value, Self.isSame(given, token) { return nil }
    if let header = request.headers[.authorization], header.lowercased().hasPrefix("bearer "),
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
      ),
      headers: [(.wwwAuthenticate, "Bearer realm=\"quire\"")]
    )
  }

  private func welcome(_ request: Request, _ token: String) -> Response {
    let rest = (request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("token=") }
    // One slash at the beginning: two would lead to another host.
    let path = "/" + request.uri.path.drop { $0 == "/" || $0 == "\\" }
    var response = Response.see(path + (rest.isEmpty ? "" : "?" + rest.joined(separator: "&")))
    response.headers[.setCookie] =
      "\(cookie)=\(token); Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    response.headers[.cacheControl] = "no-store"
    return response
  }

  /// Compared in the same time wherever they differ.
  static func isSame(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// 128 random bits.
  static func newToken() -> String {
    (0..<2).map { _ in
      let text = String(UInt64.random(in: .min ... .max), radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
  }
}
