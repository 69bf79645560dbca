import Diagnostics
import Files
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Reporting

extension Site {
  /// The list, the reports, the source of templates.
  func addReports(to router: Router<BasicRequestContext>) {
    router.get("/") { request, _ in try await list(request) }
    router.get("/report/**") { request, context in try await report(request, context.rest) }
    router.get("/source/**") { request, context in try await source(request, context.rest) }
  }

  private func list(_ request: Request) async throws -> Response {
    let words = request.words
    let query = request.query("q") ?? ""
    let jobs = await queue.jobs
    let open = jobs.filter { !$0.state.isOver }
    // What is running changes from one moment to the next; all else is made once.
    let isPlain = query.isEmpty && open.isEmpty
    let make: @Sendable () async -> PageCache.Page = {
      let page = ReportsPage(
        entries: await catalogue.entries(),
        jobs: open,
        query: query,
        isWatching: options.isWatching,
        words: words
      )
      return PageCache.Page(
        body: ByteBuffer(bytes: page.frame().html()),
        policy: Response.policy
      )
    }
    let key = "list \(words.language) \(await catalogue.currentVersion())"
    guard isPlain, let page = try await pages.page(key, make: make) else {
      return Response.stored(await make())
    }
    return Response.stored(page)
  }

  private func report(_ request: Request, _ address: String) async throws -> Response {
    guard let template = await catalogue.template(address) else {
      throw MessagePage.noTemplate(address)
    }
    let wanted = request.query("run")
    let runs = await catalogue.runs(of: template, with: wanted)
    guard let run = wanted.map({ id in runs.first { $0.id == id } }) ?? runs.first else {
      if let wanted { throw MessagePage.noRun("There is no run ‘\(wanted)’ of ‘\(template)’") }
      return .see(Address.start(template))
    }
    let language = await catalogue.outline(template)?.language
    let words = language.map(Words.init) ?? request.words
    let key = "report \(run.id) \(runs[0].id) \(words.language)"
    let page = try await pages.page(key) {
      guard let record = try? project.ledger.run(run.id),
        let path = project.ledger.page(of: record),
        let bytes = try? FileSystem.contents(of: path)
      else { return nil }
      let dressed = ReportPage(
        template: template,
        run: run,
        runs: runs,
        isWatching: options.isWatching,
        words: words
      ).dress(bytes)
      return PageCache.Page(body: ByteBuffer(bytes: dressed.bytes), policy: dressed.policy)
    }
    // A run that wrote no page has its ledger.
    guard let page else { return .see(Address.run(run.id)) }
    return .stored(page)
  }

  private func source(_ request: Request, _ address: String) async throws -> Response {
    guard let template = await catalogue.template(address) else {
      throw MessagePage.noTemplate(address)
    }
    let outline = TemplateOutline.read(
      template,
      parameters: options.render.parameters,
      parametersFile: options.render.parametersFile
    )
    guard let outline else { throw MessagePage.noTemplate(address) }
    let page = SourcePage(
      template: template,
      title: outline.title,
      file: outline.file,
      diagnostics: await diagnostics(of: template),
      words: request.words
    )
    return .page(page.frame())
  }
}

extension Site {
  /// All that is wrong with a template; that a value is yet to be given is not.
  func diagnostics(of template: String) async -> [Diagnostic] {
    await Report.check(
      template,
      parameters: options.render.parameters,
      parametersFile: options.render.parametersFile
    ).filter { !["missing-parameter", "unknown-parameter"].contains($0.code) }
  }
}

extension Response {
  static func stored(_ page: PageCache.Page) -> Response {
    Response(
      status: .ok,
      headers: [.contentType: "text/html; charset=utf-8", .contentSecurityPolicy: page.policy],
      body: ResponseBody(byteBuffer: page.body)
    )
  }
}
