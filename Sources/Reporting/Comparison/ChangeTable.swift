import Tables

/// A table of what changed, ready to be written in any format.
struct ChangeTable: Sendable {
  struct Column: Sendable {
    var title: String
    var isNumber = false

    init(_ title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  enum Cell: Sendable {
    /// Shown as a dash.
    case missing
    case text(String, tone: Metric.Tone = .neutral)
    /// An arrow, how much, and what else there is to know: that it may be chance.
    case change(Metric.Change, note: String? = nil)

    init(_ text: String?) { self = text.map { .text($0) } ?? .missing }
  }

  /// What it tells of.
  enum Part: Sendable {
    case model, cards, checks, parameters, files, steps, tables, setting
  }

  var title: String
  var part = Part.model
  /// Whether it tells of the metrics of models, which stand first in a page.
  var isOfMetrics = false
  var columns: [Column]
  /// As many cells in each as there are columns.
  var rows: [[Cell]]
  /// Lines that went and came, below the table; only text and Markdown have room for them.
  var lines: [(name: String, lines: [RunComparison.LineChange])] = []
  /// How many rows there are in all, when not all are here.
  var rowCount: Int?

  /// The same as a table about another part.
  func about(_ part: Part) -> ChangeTable {
    var table = self
    table.part = part
    return table
  }

  /// The first rows of it.
  func prefix(_ count: Int?) -> ChangeTable {
    guard let count, rows.count > count else { return self }
    var short = self
    short.rows = Array(rows.prefix(count))
    short.rowCount = rows.count
    return short
  }
}

/// Numbers as comparisons write them: five significant digits, whole numbers with all theirs.
struct ReadableNumber: Sendable {
  let locale: FormatLocale

  func text(_ number: Double?) -> String? {
    guard let number else { return nil }
    guard number.isFinite else { return number.isNaN ? "NaN" : number > 0 ? "∞" : "−∞" }
    return written(number, sign: "")
  }

  /// With its sign in any case.
  func signed(_ number: Double) -> String { written(number, sign: "+") }

  /// A share as a percentage with its sign: one decimal, or two digits of a small one.
  func signedPercentage(_ share: Double) -> String {
    let size = share.magnitude
    if size < 0.000_001 { return format(share < 0 ? "-.0%" : "+.0%", share) }
    return format(size < 0.01 ? "+.2p" : "+,.1%", share)
  }

  private func written(_ number: Double, sign: String) -> String {
    let size = number.magnitude
    let specifier =
      switch size {
      case _ where number.rounded() == number && size < 1e15: ",d"
      case ..<0.0001: ".4~e"
      case 1e15...: ".4~e"
      case 1e5...: ",.0f"
      default: ",.5~r"
      }
    return format(sign + specifier, number)
  }

  private func format(_ specifier: String, _ number: Double) -> String {
    guard let format = try? NumberFormat(specifier, locale: locale) else {
      preconditionFailure("'\(specifier)' is a format")
    }
    return format.string(number)
  }
}
