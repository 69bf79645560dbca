import Diagnostics
import Options
import Tables

extension OptionNode {
  /// A text that is equal for equal values, whatever their places.
  var canonicalText: String {
    switch content {
    case .value(.string(let text)): "\"\(text)\""
    case .value(let value): value.displayText
    case .interpolation: "{{ }}"
    case .sequence(let nodes): "[" + nodes.map(\.canonicalText).joined(separator: ", ") + "]"
    // The order of columns is the table's.
    case .mapping(let entries):
      "{" + entries.map { "\"\($0.key.value)\": \($0.node.canonicalText)" }.joined(separator: ", ")
        + "}"
    }
  }
}
