import Files
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Reporting
import Templates

extension Site {
  /// Two runs compared, as a page and as JSON.
  ///
  /// `?old=` and `?new=` are ids or beginnings of them; `new` alone is compared with the run of its template
  /// before it, `old` alone with the newest. `all=1` adds what is equal.
  func addComparison(to router: Router<BasicRequestContext>) {
    router.get("/compare") { request, _ -> Response in
      let words = request.words
      guard request.hasRuns else {
        let runs = await runsToChoose(request.query("template"))
        let form = CompareForm(runs: runs, words: words)
        return .page(CompareChoicePage(form: form, words: words).frame())
      }
      do {
        let pair = try await pair(request)
        return .stored(try await comparison(pair, isWhole: request.wantsAll, words))
      } catch let error as UnknownRun {
        let runs = await runsToChoose(request.query("template"))
        let page = CompareChoicePage(
          problem: error.problem(request, words),
          form: CompareForm(runs: runs, isWhole: request.wantsAll, words: words),
          words: words
        )
        return .page(page.frame(), .notFound)
      }
    }
    router.get("/api/v1/compare") { request, _ -> Response in
      guard request.hasRuns else {
        throw MessagePage(
          status: .badRequest,
          korean: "비교할 실행을 주세요",
          english: "Say which runs to compare",
          hint: ("?old=…&new=…", "add ?old=…&new=… with ids of runs")
        )
      }
      do {
        let pair = try await pair(request)
        let page = try await RunComparisonPage(pair.old, pair.new, in: project.ledger)
        let isWhole = request.wantsAll
        let text = try await OffPool.run("compare") { try page.comparison.json(isWhole: isWhole) }
        return Response(
          status: .ok,
          headers: [.contentType: "application/json; charset=utf-8"],
          body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
      } catch let error as UnknownRun {
        var page = MessagePage.noRun(error.message(Words(.english)))
        if !error.near.isEmpty {
          let list = error.near.joined(separator: ", ")
          page.hint = ("혹시: \(list)", "did you mean one of \(list)?")
        }
        throw page
      }
    }
  }

  /// The page of two runs; runs never change, so it is made once.
  private func comparison(
    _ pair: (old: RunRecord, new: RunRecord),
    isWhole: Bool,
    _ words: Words
  ) async throws -> PageCache.Page {
    let choices = await runsToChoose(pair.new.template)
    let template = await catalogue.template(pair.new.template)
    let key =
      "compare \(pair.old.id) \(pair.new.id) \(isWhole) \(words.language) \(await catalogue.currentVersion())"
    let made = try await pages.page(key) {
      let ledger = project.ledger
      let page = ComparePage(
        comparison: try await RunComparisonPage(pair.old, pair.new, in: ledger),
        isWhole: isWhole,
        template: pair.old.template == pair.new.template ? template : nil,
        hasPage: Dictionary(
          [pair.old, pair.new].map { ($0.id, ledger.page(of: $0) != nil) }
        ) { first, _ in first },
        choices: choices,
        words: words
      )
      // Megabytes of drawings: not on the threads that answer other requests.
      let bytes = try await OffPool.run("compare") { page.frame().html() }
      return PageCache.Page(body: ByteBuffer(bytes: bytes), policy: Response.policy)
    }
    guard let made else { throw MessagePage.noPage() }
    return made
  }

  /// The two runs that a request names.
  ///
  /// - Throws: `UnknownRun`.
  private func pair(_ request: Request) async throws -> (old: RunRecord, new: RunRecord) {
    let old = try request.run("old").map { try run($0, as: "old") }
    let new = try request.run("new").map { try run($0, as: "new") }
    if let old, let new { return (old, new) }
    guard let known = new ?? old else { throw UnknownRun(id: "", name: "new", near: []) }
    let runs = await runsToChoose(known.template)
    let other =
      new != nil
      ? runs.first { $0.id < known.id } : runs.first { $0.id > known.id }
    guard let other, let found = try? project.ledger.run(other.id) else {
      throw UnknownRun(id: known.id, name: new != nil ? "new" : "old", near: [], isAlone: true)
    }
    return new != nil ? (found, known) : (known, found)
  }

  private func run(_ id: String, as name: String) throws -> RunRecord {
    do { return try project.ledger.run(id) } catch let error as LedgerError {
      if case .several(_, let matches) = error {
        throw UnknownRun(
          id: id,
          name: name,
          near: Array(matches.sorted(by: >).prefix(UnknownRun.nearShown)),
          isPrefix: true
        )
      }
      throw UnknownRun(id: id, name: name, near: UnknownRun.near(id, in: project.ledger.ids))
    }
  }

  /// The runs of a template, or all, the newest first.
  private func runsToChoose(_ template: String?) async -> [RunSummary] {
    let runs = await catalogue.allRuns()
    guard let template else { return runs }
    let path = URL(fileURLWithPath: template).standardizedFileURL.path
    return runs.filter { URL(fileURLWithPath: $0.template).standardizedFileURL.path == path }
  }
}

/// A run that was asked for and is not there, or not one alone.
private struct UnknownRun: Error {
  var id: String
  /// `old` or `new`.
  var name: String
  /// Ids that may have been meant, the likeliest first.
  var near: [String]
  /// Whether several runs begin so.
  var isPrefix = false
  /// Whether the run is there, but none to compare it with.
  var isAlone = false

  static let nearShown = 6

  /// The runs whose ids share the longest beginning, the newest of them first.
  static func near(_ id: String, in ids: [String]) -> [String] {
    let shared = ids.map { (id: $0, count: zip($0, id).prefix { $0 == $1 }.count) }
    let longest = shared.map(\.count).max() ?? 0
    return shared.filter { $0.count == longest }.map(\.id).sorted(by: >).prefix(nearShown).map(
      \.self
    )
  }

  func message(_ words: Words) -> String {
    isAlone ? words.noRunBefore : isPrefix ? words.severalRuns(id) : words.noSuchRun(id)
  }

  func problem(_ request: Request, _ words: Words) -> CompareChoicePage.LedgerProblem {
    CompareChoicePage.LedgerProblem(
      message: message(words),
      near: near.map { near in
        let old = name == "old" ? near : request.run("old")
        let new = name == "new" ? near : request.run("new")
        return (near, new.map { Address.compare(old, $0) } ?? "/compare?old=" + Address.query(near))
      }
    )
  }
}

extension Request {
  fileprivate func run(_ name: String) -> String? {
    query(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  fileprivate var hasRuns: Bool { run("old") != nil || run("new") != nil }
  fileprivate var wantsAll: Bool { query("all") == "1" }
}
