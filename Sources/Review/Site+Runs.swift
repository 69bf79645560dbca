import Files
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Markup
import Reporting

extension Site {
  /// What the ledger remembers.
  func addRuns(to router: Router<BasicRequestContext>) {
    router.get("/runs/:id") { request, context -> Response in
      let run = try record(context.piece("id"))
      let runs = await catalogue.runs(of: run.template)
      let place = runs.firstIndex { $0.id == run.id }
      let before = place.flatMap { $0 + 1 < runs.count ? runs[$0 + 1].id : nil }
      let tables = run.steps.flatMap(\.tables).map(\.name)
      let page = RunPage(
        run: run,
        before: before,
        hasPage: project.ledger.page(of: run) != nil,
        available: Set(tables.filter { !project.ledger.files(of: $0, in: run).isEmpty }),
        words: request.words
      )
      return .page(page.frame())
    }
    router.get("/runs/:id/page") { _, context -> Response in
      try page(of: try record(context.piece("id")))
    }
    router.get("/runs/:id/tables/**") { _, context -> Response in
      try await download(try record(context.piece("id")), context.rest)
    }
  }

  /// The page of a run as it was kept.
  func page(of run: RunRecord) throws -> Response {
    guard let path = project.ledger.page(of: run), let bytes = try FileSystem.contents(of: path)
    else {
      throw MessagePage.noRun("The page of run ‘\(run.id)’ is not there any more")
    }
    let dressed = DressedPage.dress(bytes, head: [], top: .empty)
    return .html(dressed.bytes, policy: dressed.policy)
  }

  /// A run by its whole id.
  func record(_ id: String) throws -> RunRecord {
    do {
      let run = try project.ledger.run(id)
      guard run.id == id else { throw LedgerError.unknown(id) }
      return run
    } catch let error as LedgerError { throw MessagePage.noRun(error.message) }
  }

  /// `name.csv` or `name.parquet` of a run.
  func download(_ run: RunRecord, _ file: String) async throws -> Response {
    guard let dot = file.lastIndex(of: "."),
      let format = TableDownload.Format(rawValue: String(file[file.index(after: dot)...]))
    else { throw MessagePage.noPage() }
    let name = String(file[..<dot])
    guard run.steps.flatMap(\.tables).contains(where: { $0.name == name }) else {
      throw MessagePage.noRun("Run ‘\(run.id)’ made no table ‘\(name)’")
    }
    let files = project.ledger.files(of: name, in: run)
    guard !files.isEmpty else {
      throw MessagePage.noRun("The rows of ‘\(name)’ are not kept any more; run the report again")
    }
    return try await TableDownload(name: name, files: files, format: format).response()
  }
}
