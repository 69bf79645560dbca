import Files
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Reporting
import Tables
import Templates

extension Site {
  /// The form that starts a run.
  func addStarting(to router: Router<BasicRequestContext>) {
    router.get("/start/**") { request, context -> Response in
      let (template, outline) = try await known(context.rest)
      var values = outline.values
      if let id = request.query("like"), let run = try? project.ledger.run(id),
        run.isOf(template: template)
      {
        values.merge(run.parameters) { $1 }
      }
      return .page(form(template, outline, values, request).frame())
    }
    router.post("/start/**") { request, context in try await start(request, context.rest) }
  }

  private func start(_ request: Request, _ address: String) async throws -> Response {
    let (template, outline) = try await known(address)
    let fields = try await FormFields(request)
    var given: [String: String] = [:]
    for (name, value) in fields.pairs where name.hasPrefix("p.") {
      given[String(name.dropFirst(2))] = value
    }
    let fieldValues = given
    let checked = try await OffPool.run("values") {
      StartForm(
        fieldValues,
        for: outline,
        in: project,
        allowed: Set(outline.values.values),
        words: request.words
      )
    }
    let values = outline.values.merging(given) { $1 }
    guard checked.problems.isEmpty else {
      var page = form(template, outline, values, request)
      page.problems = checked.problems
      return .page(page.frame(), .unprocessableContent)
    }
    do {
      let job = try await queue.submit(
        template,
        title: outline.title,
        parameters: checked.parameters,
        refreshesAll: fields["refresh"] == "all"
      )
      return .see(Address.job(job.id))
    } catch let full as JobQueue.Full {
      var page = form(template, outline, values, request)
      page.problem = page.words.queueFull(full.limit)
      return .page(page.frame(), .serviceUnavailable)
    }
  }

  func known(_ address: String) async throws -> (String, TemplateOutline) {
    guard let template = await catalogue.template(address),
      let outline = TemplateOutline.read(
        template,
        parameters: options.render.parameters,
        parametersFile: options.render.parametersFile
      )
    else { throw MessagePage.noTemplate(address) }
    return (template, outline)
  }

  private func form(
    _ template: String,
    _ outline: TemplateOutline,
    _ values: [String: String],
    _ request: Request
  ) -> StartPage {
    StartPage(
      template: template,
      outline: outline,
      values: values,
      files: outline.parameters.contains { $0.type == .path } ? project.dataFiles() : [],
      uploadLimit: options.uploadLimit,
      words: request.words
    )
  }
}

extension Words {
  func queueFull(_ limit: Int) -> String {
    pick(
      "이미 실행 \(count(limit))개가 기다리고 있습니다. 하나가 끝난 뒤에 다시 해 주세요.",
      "\(counted(limit, "run is", plural: "runs are")) waiting already. Try again when one has ended."
    )
  }
}
