import Diagnostics
import Options
import Tables

/// The order of a discrete scale's categories.
enum SortOrder: Sendable {
  /// By value, in either direction.
  case natural(isDescending: Bool)
  /// As the rows come.
  case none
  /// By another channel of the chart, such as `-y`.
  case channel(Channel, isDescending: Bool)
  /// By a field that need not be shown, summed up by an aggregate.
  case field(Spanned<String>?, Aggregate, isDescending: Bool)
  /// These first, in this order; the others follow by value.
  case list([Value])

  init?(_ node: OptionNode, diagnostics: inout [Diagnostic]) {
    switch node.content {
    case .value(.null): self = .none
    case .value(.string(let text)):
      guard let order = SortOrder(word: text) else {
        diagnostics.append(.unknownSort(text, at: node.span))
        return nil
      }
      self = order
    case .sequence(let nodes): self = .list(nodes.values)
    case .mapping: self.init(mapping: node, diagnostics: &diagnostics)
    case .interpolation: return nil
    case .value:
      diagnostics.append(.wrongShape("sort", "an order, a list or a mapping", node))
      return nil
    }
  }

  private init?(word: String) {
    switch word {
    case "ascending": self = .natural(isDescending: false)
    case "descending": self = .natural(isDescending: true)
    default:
      let isDescending = word.hasPrefix("-")
      guard let channel = Channel(rawValue: isDescending ? String(word.dropFirst()) : word),
        Self.channels.contains(channel)
      else { return nil }
      self = .channel(channel, isDescending: isDescending)
    }
  }

  private init?(mapping node: OptionNode, diagnostics: inout [Diagnostic]) {
    enum Direction: String, CaseIterable { case ascending, descending }
    var reader = OptionReader(node, of: "'sort'")
    let field = reader.text("field")
    let aggregate = reader.choice("op", as: Aggregate.self)
    let isDescending = reader.choice("order", as: Direction.self) == .descending
    let encoding = reader.text("encoding")
    diagnostics += reader.finish()
    guard let encoding else {
      self = .field(field, aggregate ?? (field == nil ? .count : .min), isDescending: isDescending)
      return
    }
    guard let channel = Channel(rawValue: encoding.value), Self.channels.contains(channel) else {
      diagnostics.append(.unknownSort(encoding.value, at: encoding.span))
      return nil
    }
    self = .channel(channel, isDescending: isDescending)
  }

  private static let channels: [Channel] = [.x, .y, .color, .size, .opacity, .shape]

  static let words =
    ["ascending", "descending"] + channels.flatMap { [$0.rawValue, "-\($0.rawValue)"] }
}
