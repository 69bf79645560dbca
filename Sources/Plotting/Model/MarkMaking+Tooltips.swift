import Diagnostics
import Tables

extension MarkMaking {
  /// The lines of each mark's tooltip: the fields that `tooltip` lists, else those of the encoding
  /// or of the whole row where the mark asks for it (in a report unless it is told not to).
  func tooltips() throws(Diagnostic) -> Visual<[TooltipLine]> {
    guard count <= style.theme.tooltipLimit || !style.theme.usesClasses else { return .one([]) }
    let written = channels.list(.tooltip)
    if !written.isEmpty {
      if written.allSatisfy({ !$0.hasField && ($0.definition.value?.constant?.isNull ?? false) }) {
        return .one([])
      }
      return try lines(of: written)
    }
    switch look.all[.tooltip]?.constant {
    case .null?, .bool(false)?: return .one([])
    case .bool(true)?: return try lines(of: shown)
    case .record(let record)?:
      return record["content"] == .string("data") ? rowLines() : try lines(of: shown)
    case .string(let text)?: return .one([TooltipLine(title: nil, value: text)])
    default:
      if case .expression? = look.all[.tooltip], let property = look.all[.tooltip] {
        return try values(property).map { [TooltipLine(title: nil, value: $0.displayText)] }
      }
      return style.theme.usesClasses && look.type != .rule && look.type != .text
        ? try lines(of: shown) : .one([])
    }
  }

  /// The channels that say what a mark is, each field once.
  private var shown: [Bound] {
    var names: Set<String> = []
    return channels.all.filter { bound in
      guard bound.hasField, let column = bound.column else { return false }
      switch bound.channel {
      case .order, .key, .href, .url, .tooltip, .description: return false
      default: return names.insert(column).inserted
      }
    }
  }

  private func lines(of bounds: [Bound]) throws(Diagnostic) -> Visual<[TooltipLine]> {
    var lines: [(title: String?, texts: Visual<String>)] = []
    let titles = FieldTitle(style)
    for bound in bounds {
      if bound.isData {
        lines.append(
          (titles.text(bound), try FieldText(style, unit).texts(bound, frame, isTooltip: true))
        )
      } else if let value = bound.definition.value {
        lines.append((nil, try values(value).map { $0.displayText }))
      }
    }
    return .each(
      (0..<count).map { row in
        lines.map { TooltipLine(title: $0.title, value: $0.texts[row]) }
      }
    )
  }

  private func rowLines() -> Visual<[TooltipLine]> {
    let names = frame.names.filter { !$0.hasPrefix("__") }
    return .each(
      (0..<count).map { row in
        names.compactMap { name in
          frame[name].map { TooltipLine(title: name, value: $0.value(at: row).displayText) }
        }
      }
    )
  }
}
