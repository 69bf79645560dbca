import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// Headers that every response carries, whoever made it.
struct SafeHeaders: RouterMiddleware {
  typealias Context = BasicRequestContext

  /// What a response carries that says nothing else.
  static let fields: HTTPFields = [
    .xContentTypeOptions: "nosniff",
    // Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
    .referrerPolicy: "same-origin",
    .crossOriginResourcePolicy: "same-origin",
    .crossOriginOpenerPolicy: "same-origin",
    .cacheControl: "private, no-cache",
    .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
  ]

  static func add(to headers: inout HTTPFields) {
    for field in fields where headers[field.name] == nil { headers[field.name] = field.value }
  }

  func handle(
    _ request: Request,
    context: BasicRequestContext,
    next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    Self.add(to: &response.headers)
    return request.method == .head ? response.createHeadResponse() : response
  }
}

extension HTTPField.Name {
  static let referrerPolicy = named("Referrer-Policy")
  static let crossOriginResourcePolicy = named("Cross-Origin-Resource-Policy")
  static let crossOriginOpenerPolicy = named("Cross-Origin-Opener-Policy")
  static let secFetchSite = named("Sec-Fetch-Site")
  static let host = named("Host")

  /// A header that HTTPTypes has no name for.
  private static func named(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("'\(text)' is no header") }
    return name
  }
}

/// Turns errors into pages, or into JSON where the API was asked.
struct Failures: RouterMiddleware {
  typealias Context = BasicRequestContext

  func handle(
    _ request: Request,
    context: BasicRequestContext,
    next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let page as MessagePage {
      return Self.response(page, to: request)
    } catch let problem as APIProblem {
      return problem.response
    } catch let error as HTTPError {
      guard Site.knows(request.method) else { return Self.response(.noMethod, to: request) }
      return Self.response(Self.page(error), to: request)
    } catch  where error is CancellationError || Self.isBroken(error) {
      // Nobody is there to be answered.
      throw error
    } catch {
      context.logger.error("\(error)")
      let page = MessagePage(
        status: .internalServerError,
        korean: "서버에서 잘못이 일어났습니다",
        english: "Something went wrong in the server",
        hint: ("\(error)", "\(error)")
      )
      return Self.response(page, to: request)
    }
  }

  /// Whether the connection has gone.
  private static func isBroken(_ error: any Error) -> Bool {
    error is ChannelError || error is IOError || error is HTTPParserError
  }

  private static func page(_ error: HTTPError) -> MessagePage {
    if error.status == .notFound { return .noPage() }
    let text = error.body ?? "\(error.status)"
    return MessagePage(status: error.status, korean: text, english: text)
  }

  private static func response(_ page: MessagePage, to request: Request) -> Response {
    var response =
      request.uri.path.hasPrefix("/api/")
      ? APIProblem(page).response : Response.page(page.frame(request.words), page.status)
    for (name, value) in page.headers { response.headers[name] = value }
    return response
  }
}

extension MessagePage {
  static let noMethod = MessagePage(
    status: .notImplemented,
    korean: "이런 요청 방법은 없습니다",
    english: "There is no such method"
  )
}
