import Diagnostics
import Markup
import Plotting
import Tables
import Templates

/// Writes a document as plain Markdown, its charts as SVG files in a folder beside it.
///
/// Tables are pipe tables, numbers are formatted as in the page; text from data is escaped, so that
/// no cell becomes markup.
struct MarkdownWriter {
  private let document: Document
  private let words: Words
  /// The folder of the drawings, as the text refers to it.
  private let folder: String
  /// The drawings by file name.
  private(set) var drawings: [(name: String, bytes: [UInt8])] = []
  private var lines: [String] = []

  init(_ document: Document, folder: String) {
    self.document = document
    self.folder = folder
    words = Words(document.language)
  }

  mutating func text() -> String {
    lines = ["# \(MarkdownText.escaped(document.title))"]
    if let subtitle = document.subtitle { lines += ["", "*\(MarkdownText.escaped(subtitle))*"] }
    let by = document.authors + (document.date.map { [$0] } ?? [])
    if !by.isEmpty { lines += ["", by.map(MarkdownText.escaped).joined(separator: " · ")] }
    for block in document.blocks {
      switch block {
      case .prose(let block): add(MarkdownText(document).lines(of: block))
      case .shown(let shown, let echo):
        if let echo {
          add(MarkdownText.fenced(echo.text, language: echo.language))
        }
        add(shown)
      }
    }
    for note in document.footnotes {
      let inner = note.blocks.flatMap { MarkdownText(document).lines(of: $0) + [""] }.dropLast()
      add(
        ["[^\(note.number)]: \(inner.first ?? "")"]
          + inner.dropFirst().map { $0.isEmpty ? "" : "    \($0)" }
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func add(_ block: [String]) {
    guard !block.isEmpty else { return }
    lines += [""] + block
  }

  private mutating func add(_ shown: Shown) {
    switch shown {
    case .nothing, .group, .prose: return
    case .table(let table): add(self.table(table))
    case .chart(let chart):
      let name = "\(chart.anchor).svg"
      drawings.append((name, Array(chart.drawing.file(theme: .report).utf8)))
      add(["![\(MarkdownText.escaped(chart.alt))](\(folder)/\(name))"])
      add(caption(document.numbers[chart.anchor].map { words.figure($0) }, chart.caption))
    case .metrics(let metrics):
      add(metrics.cards.map { line(Metric($0, language: document.language)) })
      add(caption(nil, metrics.caption))
    case .check(let report):
      add(check(report))
      add(caption(nil, report.caption))
    case .changes(let changes):
      let table = changes.table
      add(["**\(MarkdownText.escaped(table.title))**", ""] + table.pipes(words))
      if let count = table.rowCount {
        add([MarkdownText.escaped(words.rowsShown(table.rows.count, of: count))])
      }
    case .failure(let failure):
      var inner = ["**\(MarkdownText.escaped(words.stepFailed(failure.id)))**"]
      if let because = failure.because {
        inner += ["", MarkdownText.escaped(words.waitsFor(because))]
      }
      for diagnostic in failure.diagnostics {
        inner += ["", MarkdownText.escaped("\(diagnostic.message) [\(diagnostic.code)]")]
      }
      add(inner.map { "> \($0)" })
    }
  }

  private func line(_ metric: Metric) -> String {
    let value = metric.value + (metric.unit.map { " \($0)" } ?? "")
    let change = metric.change.map { change in
      " (\(change.text)" + (change.versus.map { " \(words.versus($0))" } ?? "") + ")"
    }
    let note = metric.note.map { ", \($0)" } ?? ""
    return "- \(MarkdownText.escaped(metric.label)): **\(MarkdownText.escaped(value))**"
      + MarkdownText.escaped((change ?? "") + note)
  }

  private func caption(_ label: String?, _ caption: String?) -> [String] {
    let parts = [
      label.map { "**\(MarkdownText.escaped($0))**" }, caption.map(MarkdownText.escaped),
    ]
    let text = parts.compactMap { $0 }.joined(separator: " ")
    return text.isEmpty ? [] : [text]
  }

  private func table(_ shown: ShownTable) -> [String] {
    let grid = TableView(
      table: shown.table,
      options: shown.options,
      id: shown.anchor,
      name: shown.name,
      words: words
    ).plain()
    let rule = grid.alignments.map { alignment in
      switch alignment {
      case .left: "---"
      case .right: "--:"
      case .center: ":-:"
      }
    }
    let head = caption(document.numbers[shown.anchor].map { words.table($0) }, shown.caption)
    let rows = [grid.header, rule] + grid.rows.map { $0.map(MarkdownText.cell) }
    let totals = grid.totals.map { cells in
      cells.map { $0.isEmpty ? "" : "**\(MarkdownText.cell($0))**" }
    }
    let all = rows + (totals.map { [$0] } ?? [])
    let lines = all.map { "| " + $0.joined(separator: " | ") + " |" }
    let remark =
      grid.rows.count < shown.table.rowCount
      ? ["", MarkdownText.escaped(words.rowsShown(grid.rows.count, of: shown.table.rowCount))] : []
    return (head.isEmpty ? [] : head + [""]) + lines + remark
  }

  private func check(_ report: CheckReport) -> [String] {
    report.outcomes.map { outcome in
      let (mark, rows): (String, Int) =
        switch outcome.state {
        case .passed: ("✓", 0)
        case .failed(let rows, let isWarning): (isWarning ? "!" : "✗", rows)
        case .notRun: ("–", 0)
        }
      let detail = outcome.detail ?? (rows > 0 ? words.rows(rows) : nil)
      let text = outcome.rule + (detail.map { " — \($0)" } ?? "")
      return "- \(mark) \(MarkdownText.escaped(text))"
    }
  }
}
