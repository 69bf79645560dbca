import LogParsing
import Tables

/// What a parse found, for a look before it is trusted: each column with its first values, and the
/// first rejects.
struct LogPreview {
  private let schema: Schema
  private var samples: [[String]]
  private var rejects: [String] = []
  private var rowCount = 0

  private static let samplesShown = 3
  private static let rejectsShown = 5
  private static let rowsSeen = 1_000
  private static let width = 48

  init(_ schema: Schema) {
    self.schema = schema
    samples = schema.fields.map { _ in [] }
  }

  mutating func add(_ part: LogPart) {
    // The parsing waits for this: later rows have nothing to show that the first ones have not.
    let seen = min(part.rows.rowCount, max(0, Self.rowsSeen - rowCount))
    rowCount += part.rows.rowCount
    for (index, column) in part.rows.columns.enumerated() {
      var row = 0
      while samples[index].count < Self.samplesShown, row < seen {
        let value = column.value(at: row)
        let text = Self.line(value.displayText, width: Self.width)
        if !value.isNull, !samples[index].contains(text) { samples[index].append(text) }
        row += 1
      }
    }
    let more = min(part.rejects.rowCount, Self.rejectsShown - rejects.count)
    for row in 0..<max(0, more) {
      let cells = part.rejects.columns.map { $0.value(at: row).displayText }
      rejects.append(
        "\(cells[0]):\(cells[1]): \(cells[3])\n    \(Self.line(cells[4], width: 100))"
      )
    }
  }

  /// One line for each column, then the rejects.
  var text: String {
    let nameWidth = schema.names.map(\.count).max() ?? 0
    let typeWidth = schema.fields.map(\.type.name.count).max() ?? 0
    let lines = zip(schema.fields, samples).map { field, samples in
      let name = Self.padded(field.name, nameWidth)
      return
        "\(name)  \(Self.padded(field.type.name, typeWidth))  \(samples.joined(separator: " · "))"
    }
    guard !rejects.isEmpty else { return lines.joined(separator: "\n") }
    return (lines + ["", "rejects:"] + rejects.map { "  \($0)" }).joined(separator: "\n")
  }

  func summary(_ count: LineCount) -> String {
    let mended = count.mended > 0 ? ", invalid UTF-8 replaced in \(count.mended) texts" : ""
    return "\(count.lines) lines: \(count.rows) rows, \(count.rejects) rejects, "
      + "\(count.blank) blank\(mended)"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// The text on one line, without what a terminal would act on, cut to a width.
  private static func line(_ text: String, width: Int) -> String {
    let plain = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
      )
    )
    return plain.count > width ? plain.prefix(width - 1) + "…" : plain
  }
}
