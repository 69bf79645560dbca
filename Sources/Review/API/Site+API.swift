import Diagnostics
import Files
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Reporting

extension Site {
  /// The API for programs, as `openapi.json` describes it.
  func addAPI(to router: Router<BasicRequestContext>) {
    let api = router.group("/api/v1")
    let document = ByteBuffer(bytes: PackageResources.openapi_json)
    api.get("openapi.json") { _, _ in
      Response(
        status: .ok,
        headers: [.contentType: "application/json"],
        body: ResponseBody(byteBuffer: document)
      )
    }
    api.get("reports") { _, _ -> Response in
      let entries = await catalogue.entries()
      return .json(["reports": entries.map(ReportSummaryView.init)])
    }
    api.get("reports/**") { _, context -> Response in
      let (template, outline) = try await known(context.rest)
      return .json(ReportView(template, outline, runs: await catalogue.runs(of: template)))
    }
    api.get("sources/**") { _, context -> Response in
      let (template, outline) = try await known(context.rest)
      let diagnostics = await self.diagnostics(of: template)
      return .json(
        SourceView(
          template: template,
          text: String(decoding: outline.file.bytes, as: UTF8.self),
          diagnostics: diagnostics.map(SourceView.DiagnosticView.init)
        )
      )
    }
    addRunsAPI(to: api)
    addJobsAPI(to: api)
    addUploads(to: api)
  }

  private func addRunsAPI(to api: RouterGroup<BasicRequestContext>) {
    api.get("runs") { request, _ in try await listRuns(request) }
    api.get("runs/:id") { _, context -> Response in
      .json(RunView(try record(context.piece("id")), in: project.ledger))
    }
    api.get("runs/:id/page") { _, context in try page(of: record(context.piece("id"))) }
    api.get("runs/:id/tables") { _, context -> Response in
      .json(["tables": RunView(try record(context.piece("id")), in: project.ledger).tables])
    }
    api.get("runs/:id/tables/**") { _, context -> Response in
      try await download(try record(context.piece("id")), context.rest)
    }
  }

  private struct RunList: Encodable {
    var runs: [RunSummary]
    /// The cursor of those that come after; nil at the end.
    var next: String?
  }

  /// The newest first, a page at a time.
  private func listRuns(_ request: Request) async throws -> Response {
    let limit = try request.number("limit", in: 1...500) ?? 50
    var runs = await catalogue.allRuns()
    if let template = request.query("template") {
      let path = await catalogue.template(template)
      guard let path else { throw MessagePage.noTemplate(template) }
      runs = await catalogue.runs(of: path)
    }
    if let cursor = request.query("cursor") { runs = runs.filter { $0.id < cursor } }
    let shown = Array(runs.prefix(limit))
    return .json(RunList(runs: shown, next: runs.count > limit ? shown.last?.id : nil))
  }
}

extension Request {
  /// A whole number after `?name=`; nil when there is none.
  ///
  /// - Throws: `APIProblem` for anything else.
  func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let text = query(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw APIProblem(
        .badRequest,
        "A value is wrong",
        errors: [
          .init(
            field: name,
            message: "has to be a whole number from \(range.lowerBound) to \(range.upperBound)"
          )
        ]
      )
    }
    return number
  }
}
