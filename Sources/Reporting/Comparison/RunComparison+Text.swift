import Diagnostics
import Foundation
import Templates

/// Runs compared, as `quire runs diff` writes them.
extension RunComparison {
  /// How many rows of one table are written unless all are asked for.
  static let rowsShown = 20
  /// How many changed lines of one step's text are.
  private static let linesShown = 40

  /// For a terminal: aligned columns under headings.
  ///
  /// `isWhole`: what is equal too, and every row.
  public func text(isWhole: Bool = false) -> String {
    let words = Words(.english)
    var lines = [
      RunText.columns([
        ["before", old.id, old.started.formatted(.iso8601), old.state, old.template],
        ["after", new.id, new.started.formatted(.iso8601), new.state, new.template],
      ])
    ]
    lines += remarks(words)
    let shown = isWhole ? self : onlyDifferences
    for table in shown.allTables(words, rowLimit: isWhole ? nil : Self.rowsShown) {
      lines += ["", TerminalText.printable(table.title)]
      let header = table.columns.map { $0.title.uppercased() }
      let rows = ([header] + table.rows.map { $0.map { $0.text(words) } }).map { row in
        ["  \(row[0])"] + row.dropFirst()
      }
      lines.append(RunText.columns(rows, rightAligned: table.columns.map(\.isNumber)))
      for (name, changes) in table.lines {
        lines.append("  \(name):")
        lines += changes.prefix(Self.linesShown).map {
          "    \($0.isNew ? "+" : "-") \(TerminalText.printable($0.text))"
        }
        if changes.count > Self.linesShown {
          lines.append("    … \(counted(changes.count - Self.linesShown, "more line"))")
        }
      }
      if let count = table.rowCount {
        lines.append("  \(words.rowsShown(table.rows.count, of: count)) --all shows them.")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// For a message or an issue: pipe tables under headings; text from the runs is escaped.
  public func markdown(isWhole: Bool = false) -> String {
    let words = Words(.english)
    var lines = ["# \(MarkdownText.escaped(new.title)): two runs compared", ""]
    lines += ChangeTable.pipes(
      [.init("Run"), .init("Id"), .init("Started"), .init("State"), .init("Template")],
      [(words.before, old), (words.after, new)].map { name, side in
        [name, side.id, side.started.formatted(.iso8601), side.state, side.template]
      }
    )
    lines += remarks(words).map { MarkdownText.escaped($0) }
    let shown = isWhole ? self : onlyDifferences
    for table in shown.allTables(words, rowLimit: isWhole ? nil : Self.rowsShown) {
      lines += ["", "## \(MarkdownText.escaped(table.title))", ""]
      lines += table.pipes(words)
      for (name, changes) in table.lines {
        let text = changes.map { "\($0.isNew ? "+" : "-") \($0.text)" }.joined(separator: "\n")
        lines += ["", "\(MarkdownText.escaped(name)):", ""]
        lines += MarkdownText.fenced(text, language: "diff")
      }
      if let count = table.rowCount {
        lines += ["", MarkdownText.escaped(words.rowsShown(table.rows.count, of: count))]
      }
    }
    return lines.joined(separator: "\n")
  }

  /// For machines, without what is equal unless all is asked for.
  public func json(isWhole: Bool = false) throws -> String {
    try RunText.json(isWhole ? self : onlyDifferences)
  }

  /// The tables, and what to say of the page in a few numbers.
  private func allTables(_ words: Words, rowLimit: Int?) -> [ChangeTable] {
    tables(words, rowLimit: rowLimit, usesNames: true) + [pageCounts(words)].compactMap(\.self)
  }

  /// How many paragraphs and charts of the page differ; nil when none does.
  private func pageCounts(_ words: Words) -> ChangeTable? {
    func row(_ name: String, _ pairs: [(isOld: Bool, isNew: Bool)]) -> [ChangeTable.Cell]? {
      guard !pairs.isEmpty else { return nil }
      let counts = [
        pairs.count { $0.isOld && $0.isNew }, pairs.count { !$0.isOld }, pairs.count { !$0.isNew },
      ]
      return [.init(name)] + counts.map { .text(words.count($0)) }
    }
    let rows = [
      row(words.paragraphs, prose.filter(\.differs).map { ($0.old != nil, $0.new != nil) }),
      row(words.charts, charts.filter(\.differs).map { ($0.old != nil, $0.new != nil) }),
    ].compactMap(\.self)
    guard !rows.isEmpty else { return nil }
    return ChangeTable(
      title: words.page,
      columns: [.init(words.partOfPage)]
        + [words.changed, words.isNew, words.isGone].map { .init($0, isNumber: true) },
      rows: rows
    )
  }

  /// Sentences before the tables, each after an empty line.
  private func remarks(_ words: Words) -> [String] {
    var remarks: [String] = []
    if old.template != new.template {
      remarks += ["", "These are runs of two templates: what they name alike is compared."]
    }
    if !differs { remarks += ["", "Nothing differs."] }
    if !lost.isEmpty { remarks += ["", words.lostTables(lost)] }
    for page in unread { remarks += ["", words.unread(page)] }
    return remarks
  }
}

extension ChangeTable {
  /// The lines of a pipe table; text from the runs is escaped.
  func pipes(_ words: Words) -> [String] {
    Self.pipes(columns, rows.map { $0.map { $0.text(words) } })
  }

  fileprivate static func pipes(_ columns: [Column], _ rows: [[String]]) -> [String] {
    let rule = columns.map { $0.isNumber ? "--:" : "---" }
    let lines =
      [columns.map { MarkdownText.cell($0.title) }, rule] + rows.map { $0.map(MarkdownText.cell) }
    return lines.map { "| " + $0.joined(separator: " | ") + " |" }
  }
}

extension ChangeTable.Cell {
  /// The cell in words.
  func text(_ words: Words) -> String {
    switch self {
    case .missing: return "–"
    case .text(let text, _): return text
    case .change(let change, let note):
      let tone = words.tone(change.tone).map { " \($0)" } ?? ""
      return "\(change.direction.arrow) \(change.text)\(tone)" + (note.map { ", \($0)" } ?? "")
    }
  }
}
