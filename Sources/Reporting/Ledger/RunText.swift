import Diagnostics
import Foundation

/// Runs of the ledger as text for a terminal, and as JSON.
public enum RunText {
  public static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    // JSON has no such numbers; a metric may be one.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity",
      negativeInfinity: "-Infinity",
      nan: "NaN"
    )
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// A line for each run: id, state, seconds, steps run of all, template.
  public static func list(_ runs: [RunRecord]) -> String {
    columns(
      [["RUN", "STATE", "SECONDS", "STEPS RUN", "TEMPLATE"]]
        + runs.map { run in
          let ran = run.steps.filter { $0.state == "ran" }.count
          return [
            run.id, run.state, seconds(run.seconds), "\(ran) of \(run.steps.count)", run.template,
          ]
        }
    )
  }

  /// Everything about one run.
  public static func show(_ run: RunRecord) -> String {
    var lines = [
      "\(run.title)", "", "run         \(run.id)", "template    \(run.template)",
      "state       \(run.state)", "started     \(run.started.formatted(.iso8601))",
      "took        \(seconds(run.seconds)) s", "page        \(run.output)",
      "made with   quire \(run.quire), \(run.engine)",
    ]
    if !run.parameters.isEmpty {
      lines += ["", "Parameters"]
      lines.append(
        columns(run.parameters.sorted { $0.key < $1.key }.map { ["  \($0.key)", $0.value] })
      )
    }
    if !run.metrics.isEmpty {
      lines += ["", "Metrics", columns(run.metrics.map { ["  \($0.label)", $0.value] })]
    }
    lines += ["", "Steps"]
    lines.append(
      columns(
        run.steps.map { step in
          let rows = step.tables.map { counted($0.rows, "row") }.joined(separator: ", ")
          return [
            "  \(step.id)", step.state, seconds(step.seconds), rows,
            step.reason,
          ]
        }
      )
    )
    let files = run.steps.flatMap(\.files)
    if !files.isEmpty {
      lines += ["", "Files read"]
      lines.append(
        columns(
          files.map { ["  \($0.path)", "\($0.bytes) bytes", "sha256 \($0.sha256.prefix(12))…"] }
        )
      )
    }
    if !run.checks.isEmpty {
      lines += ["", "Checks"]
      lines.append(
        columns(
          run.checks.map {
            [
              "  \($0.state)", $0.rule,
              $0.detail ?? ($0.failures > 0 ? counted($0.failures, "row") : ""),
            ]
          }
        )
      )
    }
    if !run.problems.isEmpty { lines += ["", "Problems"] + run.problems.map(indented) }
    return lines.joined(separator: "\n")
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
      .joined(separator: "\n")
  }

  private static func seconds(_ value: Double) -> String { Duration.seconds(value).seconds }

  /// Texts under each other; the last column is not padded.
  ///
  /// Cells stand on one line, without what a terminal would take for a command.
  ///
  /// `rightAligned`: which columns are of numbers; those that it leaves out are not.
  static func columns(_ rows: [[String]], rightAligned: [Bool] = []) -> String {
    var widths: [Int] = []
    let rows = rows.map { row in
      row.map { cell in
        let line = cell.split(whereSeparator: \.isNewline).joined(separator: " ")
        return TerminalText.printable(line)
      }
    }
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], TerminalText.columns(cell))
      }
    }
    return rows.map { row in
      var line = ""
      for (index, cell) in row.enumerated() {
        let isLast = index == row.count - 1
        let space = String(repeating: " ", count: widths[index] - TerminalText.columns(cell))
        if index < rightAligned.count, rightAligned[index] {
          line += space + cell + (isLast ? "" : "  ")
        } else {
          line += cell + (isLast ? "" : space + "  ")
        }
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
