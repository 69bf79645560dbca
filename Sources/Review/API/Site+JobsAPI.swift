import Files
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Reporting
import Templates

extension Site {
  /// Runs that are asked for by programs.
  func addJobsAPI(to api: RouterGroup<BasicRequestContext>) {
    api.get("jobs") { _, _ -> Response in
      var views: [JobView] = []
      for job in await queue.jobs.reversed() {
        views.append(
          JobView(job, ahead: await queue.changes(of: job.id, since: 0, lines: 0)?.ahead ?? 0)
        )
      }
      return .json(["jobs": views])
    }
    api.post("jobs") { request, _ in try await submit(request) }
    api.get("jobs/:id") { _, context -> Response in .json(try await view(context.piece("id"))) }
    api.delete("jobs/:id") { _, context -> Response in
      let id = context.piece("id")
      let view = try await view(id)
      guard await queue.cancel(id) else {
        throw APIProblem(.conflict, "The run is over", detail: "It is \(view.state.rawValue).")
      }
      return .json(try await self.view(id), .accepted)
    }
    api.get("jobs/:id/events") { request, context -> Response in
      let view = try await view(context.piece("id"))
      let known = (
        version: try request.number("version", in: 0...Int.max) ?? 0,
        lines: try request.number("lines", in: 0...Int.max) ?? 0
      )
      return try streams.events(await queue.signals(of: view.id), from: known) { known in
        guard let now = await queue.job(view.id), now.version > known.version,
          let changes = await queue.changes(of: now.id, since: known.version, lines: known.lines)
        else { return nil }
        known = (changes.version, changes.lineCount)
        return ServerEvent(
          name: "change",
          data: String(decoding: APIText.bytes(of: changes), as: UTF8.self)
        )
      }
    }
  }

  private func view(_ id: String) async throws -> JobView {
    guard let job = await queue.job(id),
      let changes = await queue.changes(of: id, since: 0, lines: 0)
    else { throw MessagePage.noJob() }
    return JobView(job, ahead: changes.ahead)
  }

  private func submit(_ request: Request) async throws -> Response {
    let wanted = try JobRequest(try await JSONBody(request))
    guard await catalogue.template(wanted.template) != nil else {
      throw JobRequest.problem([
        .init(field: "template", message: "there is no template '\(wanted.template)'")
      ])
    }
    let (template, outline) = try await known(wanted.template)
    let checked = try await OffPool.run("values") {
      StartForm(
        wanted.parameters,
        for: outline,
        in: project,
        allowed: Set(outline.values.values),
        words: Words(.english)
      )
    }
    guard checked.problems.isEmpty else {
      throw JobRequest.problem(
        checked.problems.map { .init(field: "parameters.\($0.key)", message: $0.value) }
      )
    }
    do {
      let job = try await queue.submit(
        template,
        title: outline.title,
        parameters: checked.parameters,
        refreshesAll: wanted.refreshesAll
      )
      return .json(
        try await view(job.id),
        .accepted,
        headers: [.location: APIAddress.job(job.id)]
      )
    } catch let full as JobQueue.Full {
      throw MessagePage.queueFull(full.limit)
    } catch is JobQueue.Closed { throw MessagePage.closing }
  }
}

extension MessagePage {
  static func queueFull(_ limit: Int) -> MessagePage {
    MessagePage(
      status: .serviceUnavailable,
      korean: Words(.korean).queueFull(limit),
      english: Words(.english).queueFull(limit),
      headers: [(.retryAfter, "10")]
    )
  }

  static let closing = MessagePage(
    status: .serviceUnavailable,
    korean: "서버가 멈추는 중입니다",
    english: "The server is stopping"
  )
}
