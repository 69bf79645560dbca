import HTTPTypes
import Hummingbird
import HummingbirdCore

extension Site {
  /// Answers the methods that an address does not have, saying which ones it has.
  func addOtherMethods(to router: Router<BasicRequestContext>) {
    let routes = Dictionary(grouping: router.routes) { $0.path.description }
    for (_, routes) in routes {
      guard let path = routes.first?.path else { continue }
      var known = Set(routes.map(\.method))
      if known.contains(.get) { known.insert(.head) }
      let allow = known.map(\.rawValue).sorted().joined(separator: ", ")
      for method in Self.methods where !known.contains(method) {
        router.on(path, method: method) { _, _ -> Response in
          throw MessagePage(
            status: .methodNotAllowed,
            korean: "이 주소는 ‘\(method.rawValue)’ 요청을 받지 않습니다",
            english: "This address does not take ‘\(method.rawValue)’ requests",
            headers: [(.allow, allow)]
          )
        }
      }
    }
  }

  /// Those of RFC 9110 and RFC 5789.
  private static let methods: [HTTPRequest.Method] = [
    .get, .head, .post, .put, .delete, .patch, .options, .trace,
  ]

  /// Whether a method is one that any address could take.
  static func knows(_ method: HTTPRequest.Method) -> Bool { methods.contains(method) }
}
