import Diagnostics
import Options

/// How many lines may be rejects before a parse fails.
public enum RejectLimit: Sendable, Hashable {
  case count(Int)
  /// Of the lines that are not blank; 0...1.
  case share(Double)

  /// Whether that many rejects are too many.
  public func isExceeded(by count: LineCount) -> Bool {
    switch self {
    case .count(let limit): count.rejects > limit
    case .share(let limit): Double(count.rejects) > limit * Double(count.rows + count.rejects)
    }
  }

  /// As it is written: `10`, `1%`, `0.01`.
  public var text: String {
    switch self {
    case .count(let limit): "\(limit)"
    case .share(let share): "\((share * 1e6).rounded() / 1e4)%"
    }
  }

  /// A whole number is a count, a percentage or a number below 1 a share.
  public init?(_ text: String) {
    if let count = Int(text) {
      guard count >= 0 else { return nil }
      self = .count(count)
      return
    }
    let isPercent = text.hasSuffix("%")
    guard let number = Double(isPercent ? String(text.dropLast()) : text) else { return nil }
    let share = isPercent ? number / 100 : number
    guard share >= 0, share <= 1 else { return nil }
    self = .share(share)
  }

  init?(_ reader: inout OptionReader) {
    guard let text = reader.text("max_rejects") else { return nil }
    if let limit = RejectLimit(text.value) {
      self = limit
    } else {
      reader.complain(.badRejectLimit(text))
      return nil
    }
  }
}

extension Diagnostic {
  fileprivate static func badRejectLimit(_ text: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'max_rejects' must be a number of lines or a share, not '\(text.value)'",
      at: text.span,
      hint: "max_rejects: 0, max_rejects: 100, max_rejects: 1%"
    )
  }
}
