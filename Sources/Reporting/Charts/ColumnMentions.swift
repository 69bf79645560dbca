import Diagnostics
import Options
import Tables

/// What a chart says, to find the columns of a table that it may read.
///
/// A column is taken when its name stands anywhere in the specification: more than the chart reads,
/// never less. Where a name can be left unspelt, by an escape, a computed member or a tooltip of
/// whole rows, there are no mentions to go by.
struct ColumnMentions: Sendable {
  private let text: String

  /// Nil where the chart may read any column.
  init?(_ specification: OptionNode) {
    var parts: [String] = []
    guard Self.collect(specification, into: &parts) else { return nil }
    text = Self.folded(parts.joined(separator: "\n"))
    guard !text.contains("\\"), !Self.readsWholeRows(text) else { return nil }
  }

  /// Those of a table's columns that the chart may read; one at least, for rows to be counted.
  func columns(of all: [String]) -> [String] {
    let named = all.filter { text.contains(Self.folded($0)) }
    return named.isEmpty ? Array(all.prefix(1)) : named
  }

  private static func folded(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// False for what is known only later.
  private static func collect(_ node: OptionNode, into parts: inout [String]) -> Bool {
    switch node.content {
    case .value(.string(let text)): parts.append(text)
    case .value(let value): parts.append(value.displayText)
    case .interpolation: return false
    case .sequence(let items):
      for item in items where !collect(item, into: &parts) { return false }
    case .mapping(let entries):
      for entry in entries {
        if entry.key.value == "content" { return false }
        // The key of a channel's constant, not the row that expressions read.
        if entry.key.value != "datum" { parts.append(entry.key.value) }
        if !collect(entry.node, into: &parts) { return false }
      }
    }
    return true
  }

  /// Whether an expression takes `datum` otherwise than by `datum.name` and `datum['name']`.
  private static func readsWholeRows(_ text: String) -> Bool {
    var rest = Substring(text)
    while let found = rest.firstRange(of: "datum") {
      rest = rest[found.upperBound...].drop { $0 == " " }
      if rest.first == "." { continue }
      let inner = rest.dropFirst().drop { $0 == " " }.first
      guard rest.first == "[", inner == "'" || inner == "\"" else { return true }
    }
    return false
  }
}
