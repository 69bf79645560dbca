import Markup
import Reporting

/// What the ledger remembers of a run: steps and why each ran, tables, checks, files, parameters.
struct RunPage: Sendable {
  var run: RunRecord
  /// The run of the template before it.
  var before: String?
  var hasPage: Bool
  /// The tables whose rows are still there.
  var available: Set<String>
  var words: Words

  func frame() -> Frame {
    Frame(
      title: run.title,
      words: words,
      trail: [
        Frame.Link(text: run.title, address: Address.report(run.template)),
        Frame.Link(text: words.ledger, address: Address.run(run.id)),
      ],
      body: [.tag("h1", [:], [.text(run.title)]), summary, links, facts]
        + section(words.problems, problems) + section(words.checks, checks)
        + section(words.figures, cards) + section(words.parameters, parameters)
        + section(words.steps, [graph] + steps) + section(words.tables, tables)
        + section(words.files, files)
    )
  }

  private func section(_ title: String, _ nodes: [Node]) -> [Node] {
    nodes.isEmpty
      ? [] : [.tag("section", [:], [.tag("h2", [:], [.text(title)])] + nodes)]
  }

  private var summary: Node {
    let failed = run.checks.count { $0.state == "failed" }
    var parts: [Node] = [
      .state(run.state, words),
      .text(" · \(words.time(run.started)) · \(words.duration(run.seconds))"),
    ]
    if failed > 0 {
      parts.append(.box("span", "bad", [.text(" · " + words.failingChecks(failed))]))
    }
    return .box("p", "how", parts)
  }

  private var links: Node {
    var links: [Node] = []
    if hasPage {
      links.append(
        .link(words.openReport, Address.report(run.template, run: run.id), class: "button")
      )
    }
    links.append(.link(words.runAgain, Address.start(run.template, like: run.id)))
    if let before { links.append(.link(words.compareWithBefore, Address.compare(before, run.id))) }
    links.append(.link(words.source, Address.source(run.template)))
    return .box("p", "links", links.flatMap { [$0, " "] })
  }

  private var facts: Node {
    .facts([
      (words.run, .tag("code", [:], [.text(run.id)])),
      (words.templateWord, .tag("code", [:], [.text(run.template)])),
      (words.writtenTo, .tag("code", [:], [.text(run.output)])),
      (words.engine, .text(run.engine)),
      ("Quire", .text(run.quire)),
    ])
  }

  private var problems: [Node] {
    run.problems.isEmpty
      ? []
      : [
        .tag(
          "pre",
          ["class": "problems", "tabindex": "0"],
          [.text(run.problems.joined(separator: "\n"))]
        )
      ]
  }

  /// Those that did not pass; the others are folded away.
  private var checks: [Node] {
    if run.checks.isEmpty { return [] }
    let broken = run.checks.filter { $0.state != "passed" }
    let passed = run.checks.filter { $0.state == "passed" }
    return (broken.isEmpty ? [] : [table(of: broken)])
      + (passed.isEmpty ? [] : [.folded(words.passedChecks(passed.count), [table(of: passed)])])
  }

  private func table(of checks: [RunRecord.CheckRecord]) -> Node {
    let rows = checks.map { check -> [Node] in
      [
        .state(check.state, words), .tag("code", [:], [.text(check.check)]), .text(check.rule),
        .text(check.detail ?? (check.failures > 0 ? words.rows(check.failures) : "")),
      ]
    }
    return .table(
      [words.stateWord, words.check, words.rule, words.found],
      rows,
      label: words.checks
    )
  }

  private var cards: [Node] {
    if run.metrics.isEmpty { return [] }
    let rows = run.metrics.map { [Node.text($0.label), .text($0.text ?? words.number($0.value))] }
    return [.table([words.figure, words.value], rows, label: words.figures, numeric: [1])]
  }

  private var parameters: [Node] {
    if run.parameters.isEmpty { return [] }
    return [
      .facts(
        run.parameters.sorted { $0.key < $1.key }.map {
          ($0.key, .tag("code", [:], [.text($0.value)]))
        }
      )
    ]
  }

  /// The tables of the author's steps; those of models and evaluations, which are many, are folded away.
  private var tables: [Node] {
    let steps = run.steps.filter { $0.isPrivate != true && !$0.tables.isEmpty }
    let own = steps.filter { $0.group == nil && $0.tables.count < Self.manyTables }
    var nodes = own.isEmpty ? [] : [table(of: own.flatMap(\.tables), label: words.tables)]
    var names: [String] = []
    var folded: [String: [RunRecord.TableRecord]] = [:]
    for step in steps where step.group != nil || step.tables.count >= Self.manyTables {
      let name = step.group ?? step.id
      if folded[name] == nil { names.append(name) }
      folded[name, default: []] += step.tables
    }
    for name in names {
      let tables = folded[name] ?? []
      nodes.append(.folded(words.tables(tables.count, of: name), [table(of: tables, label: name)]))
    }
    return nodes
  }

  private static let manyTables = 6

  private func table(of tables: [RunRecord.TableRecord], label: String) -> Node {
    let rows = tables.map { table -> [Node] in
      [
        .tag("code", [:], [.text(table.name)]), .text(words.count(table.rows)),
        .text(words.bytes(table.bytes)), .fragment(downloads(table.name)),
      ]
    }
    let header = [words.tableWord, words.rowsWord, words.sizeWord, words.download]
    return .table(header, rows, label: label, numeric: [1, 2])
  }

  private func downloads(_ name: String) -> [Node] {
    guard available.contains(name) else { return [.box("span", "quiet", [.text(words.gone)])] }
    return [
      .download("CSV", Address.table(name, of: run.id, as: "csv"), of: name), " ",
      .download("Parquet", Address.table(name, of: run.id, as: "parquet"), of: name),
    ]
  }

  private var graph: Node { StepGraph(run.steps.map(StepGraph.Step.init), words).node() }

  private var steps: [Node] {
    let rows = run.steps.map { step -> [Node] in
      [
        .tag("code", [:], [.text(step.id)]), .text(step.kind), .state(step.state, words),
        .text(step.reason),
        .text(step.state == "ran" ? words.duration(step.seconds) : ""),
        .text(step.tables.isEmpty ? "" : words.count(step.tables.reduce(0) { $0 + $1.rows })),
        .tag(
          "code",
          ["class": "quiet", "title": step.fingerprint],
          [.text(String(step.fingerprint.prefix(12)))]
        ),
      ]
    }
    let table = Node.table(
      [
        words.step, words.kind, words.stateWord, words.why, words.time, words.rowsWord,
        words.fingerprint,
      ],
      rows,
      label: words.steps,
      numeric: [4, 5]
    )
    return [.folded(words.everyStep(run.steps.count), [table])]
  }

  private var files: [Node] {
    var seen: Set<String> = []
    let files = run.steps.flatMap(\.files).filter { seen.insert($0.path).inserted }
    if files.isEmpty { return [] }
    let rows = files.map { file -> [Node] in
      [
        .tag("code", [:], [.text(file.path)]), .text(words.bytes(file.bytes)),
        .tag(
          "code",
          ["class": "quiet", "title": file.sha256],
          [.text(String(file.sha256.prefix(12)))]
        ),
      ]
    }
    return [
      .table([words.file, words.sizeWord, "SHA-256"], rows, label: words.files, numeric: [1])
    ]
  }
}

extension Node {
  /// Shown when the reader asks for it.
  fileprivate static func folded(_ title: String, _ nodes: [Node]) -> Node {
    .tag("details", [:], [.tag("summary", [:], [.text(title)])] + nodes)
  }

  fileprivate static func download(_ text: String, _ address: String, of table: String) -> Node {
    .tag("a", ["href": address, "download": nil, "aria-label": "\(table), \(text)"], [.text(text)])
  }
}

extension Words {
  var problems: String { pick("문제", "Problems") }
  var checks: String { pick("검사", "Checks") }
  var check: String { pick("검사", "Check") }
  var rule: String { pick("규칙", "Rule") }
  var found: String { pick("결과", "Found") }
  var figures: String { pick("주요 수치", "Headline figures") }
  var figure: String { pick("수치", "Figure") }
  var value: String { pick("값", "Value") }
  var parameters: String { pick("매개변수", "Parameters") }
  var tables: String { pick("표", "Tables") }
  var tableWord: String { pick("표", "Table") }
  var rowsWord: String { pick("행", "Rows") }
  var sizeWord: String { pick("크기", "Size") }
  var download: String { pick("내려받기", "Download") }
  var gone: String { pick("더는 없음", "not kept") }
  var files: String { pick("읽은 파일", "Files read") }
  var file: String { pick("파일", "File") }
  var step: String { pick("단계", "Step") }
  var kind: String { pick("종류", "Kind") }
  var stateWord: String { pick("상태", "State") }
  var why: String { pick("까닭", "Why") }
  var time: String { pick("시간", "Time") }
  var fingerprint: String { pick("지문", "Fingerprint") }
  var templateWord: String { pick("템플릿", "Template") }
  var writtenTo: String { pick("쓴 곳", "Written to") }
  var engine: String { pick("엔진", "Engine") }
  func passedChecks(_ number: Int) -> String {
    pick("통과한 검사 \(count(number))개", counted(number, "check", plural: "checks") + " passed")
  }
  func tables(_ number: Int, of name: String) -> String {
    pick("\(name): 표 \(count(number))개", "\(name): \(counted(number, "table", plural: "tables"))")
  }
  func everyStep(_ number: Int) -> String {
    pick(
      "\(count(number))단계 모두",
      "All \(counted(number, "step", plural: "steps")) with why each ran"
    )
  }
}
