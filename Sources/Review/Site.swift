import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Reporting

/// All that answers requests: the project, the queue of runs, and what is remembered between requests.
struct Site: Sendable {
  let options: ReviewOptions
  let project: Project
  let catalogue: Catalogue
  let queue: JobQueue
  let pages: PageCache
  let streams: StreamLimit
  let uploads: UploadFolder
  let uploadSeats: Seats
  /// Nil without `--watch`.
  let previews: PreviewHub?

  init(_ options: ReviewOptions) {
    self.options = options
    project = Project(render: options.render)
    catalogue = Catalogue(project)
    queue = JobQueue(options.render, limit: options.waitingLimit)
    pages = PageCache(limit: 64 << 20)
    streams = StreamLimit(256)
    uploads = UploadFolder(stateFolder: options.render.stateFolder, limit: options.uploadLimit)
    uploadSeats = Seats(8)
    previews = options.isWatching ? PreviewHub(options.render) : nil
  }

  /// The routes behind the guards.
  func router(_ guards: Guards) -> Router<BasicRequestContext> {
    let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: SafeHeaders())
    router.add(middleware: Failures())
    router.add(middleware: guards)
    addAssets(to: router)
    addReports(to: router)
    addStarting(to: router)
    addJobs(to: router)
    addRuns(to: router)
    addComparison(to: router)
    addPreviews(to: router)
    addAPI(to: router)
    addOtherMethods(to: router)
    return router
  }

  /// Ends what goes on, when the server goes down.
  func close() async {
    async let previewsEnd: Void? = previews?.close()
    await queue.close()
    _ = await previewsEnd
  }

  private func addAssets(to router: Router<BasicRequestContext>) {
    for asset in Asset.all {
      router.get(RouterPath(asset.address)) { _, _ in
        Response(
          status: .ok,
          headers: [
            .contentType: asset.type, .cacheControl: "private, max-age=31536000, immutable",
          ],
          body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes))
        )
      }
    }
  }
}

extension Request {
  /// The words in the language that the browser asks for.
  var words: Words { Words(accepting: headers[.acceptLanguage]) }

  /// A value after `?` in the address.
  func query(_ name: String) -> String? {
    let pairs = (uri.query ?? "").split(separator: "&").map { pair in
      pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    }
    // Forms write a space as '+', which Hummingbird leaves as it is.
    return pairs.first { FormFields.decoded($0[0]) == name }.map { pair in
      pair.count > 1 ? FormFields.decoded(pair[1]) : ""
    }
  }
}

extension BasicRequestContext {
  /// What `**` of a route stands for, as a path.
  var rest: String { parameters.getCatchAll().joined(separator: "/").removingPercentEncoding ?? "" }

  /// A piece of the path by its name in the route.
  func piece(_ name: String) -> String { parameters.get(name) ?? "" }
}

extension Response {
  /// A page of the server's own.
  static func page(_ frame: Frame, _ status: HTTPResponse.Status = .ok) -> Response {
    html(frame.html(), policy: Self.policy, status)
  }

  static func html(
    _ bytes: [UInt8],
    policy: String,
    _ status: HTTPResponse.Status = .ok
  ) -> Response {
    Response(
      status: status,
      headers: [.contentType: "text/html; charset=utf-8", .contentSecurityPolicy: policy],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    )
  }

  /// Files and events of this server, and nothing inline.
  static let policy = [
    "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
  ].joined(separator: "; ")

  /// After a form: the browser goes on to another page.
  static func see(_ address: String) -> Response {
    Response(status: .seeOther, headers: [.location: address])
  }
}
