import HTTPTypes
import Hummingbird
import HummingbirdCore
import Reporting

extension Site {
  /// Runs while they go on.
  func addJobs(to router: Router<BasicRequestContext>) {
    router.get("/jobs/:id") { request, context -> Response in
      guard let job = await queue.job(context.piece("id")),
        let changes = await queue.changes(of: job.id, since: 0, lines: 0)
      else { throw MessagePage.noJob() }
      return .page(JobPage(job: job, ahead: changes.ahead, words: request.words).frame())
    }
    router.post("/jobs/:id/cancel") { _, context -> Response in
      let id = context.piece("id")
      guard await queue.job(id) != nil else { throw MessagePage.noJob() }
      _ = await queue.cancel(id)
      return .see(Address.job(id))
    }
    router.get("/jobs/:id/events") { request, context -> Response in
      guard let job = await queue.job(context.piece("id")) else { throw MessagePage.noJob() }
      let words = request.words
      let known = (
        version: Int(request.query("version") ?? "") ?? 0,
        lines: Int(request.query("lines") ?? "") ?? 0
      )
      return try streams.events(await queue.signals(of: job.id), from: known) { known in
        guard let now = await queue.job(job.id), now.version > known.version,
          let changes = await queue.changes(of: job.id, since: known.version, lines: known.lines)
        else { return nil }
        let patch = JobPatch(now, changes, since: known.version, words)
        known = (now.version, now.lines.count)
        return try patch.event
      }
    }
  }
}
