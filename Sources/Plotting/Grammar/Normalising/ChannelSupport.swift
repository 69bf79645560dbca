import Diagnostics

/// Which marks a channel can be shown by.
///
/// Source: vega-lite's `channel.ts` (`supportMark`).
enum ChannelSupport {
  case always, never
  /// Only where the first position holds the starts of bins: `x2` is their end.
  case ofBins

  static func of(_ channel: Channel, _ mark: MarkType) -> ChannelSupport {
    switch channel {
    case .x2, .y2:
      switch mark {
      case .area, .bar, .rect, .rule: .always
      case .circle, .point, .square, .tick, .line, .trail: .ofBins
      default: .never
      }
    case .size:
      switch mark {
      case .point, .tick, .rule, .circle, .square, .bar, .text, .line, .trail: .always
      default: .never
      }
    case .strokeDash:
      switch mark {
      case .line, .point, .tick, .rule, .circle, .square, .bar: .always
      default: .never
      }
    case .shape: mark == .point ? .always : .never
    case .text: mark == .text ? .always : .never
    case .angle: mark == .point || mark == .square || mark == .text ? .always : .never
    case .theta, .radius: mark == .arc || mark == .text ? .always : .never
    case .theta2, .radius2: mark == .arc ? .always : .never
    case .url, .xError, .xError2, .yError, .yError2: .never
    default: .always
    }
  }
}
