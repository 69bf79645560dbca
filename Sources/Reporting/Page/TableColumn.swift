import Templates
import Diagnostics
import Tables

/// A column of a table, ready to be written: where it is, how its cells look.
struct TableColumn: Sendable {
  let index: Int
  /// The field's own name: the heading of a download.
  let name: String
  let title: String
  let kind: ColumnKind
  let alignment: ColumnOptions.Alignment
  let bars: BarScale?
  let colours: ColourScale?
  let total: Total
  /// Whether every text is so short that breaking it would only look odd: codes, months, names.
  private let isShort: Bool
  private let format: FormatOption?
  private let natural: NaturalFormat

  /// Plans a column over the values it will show.
  init(
    _ options: ColumnOptions?,
    index: Int,
    field: Field,
    values: [Value],
    language: Language
  ) {
    let numbers = values.lazy.compactMap(\.number)
    self.index = index
    name = field.name
    title = options?.title ?? field.name
    kind = ColumnKind(field.type)
    alignment = options?.alignment ?? kind.alignment
    bars = options?.hasBar == true ? BarScale(numbers) : nil
    colours = options?.colour?.fitted(to: numbers)
    total = options?.total ?? .none
    isShort = kind == .time || values.allSatisfy { $0.displayText.utf8.count <= 18 }
    format = options?.format?.value.written(in: language.locale)
    natural = NaturalFormat(kind: kind, values: values, locale: language.locale)
  }

  /// The text of a cell.
  func text(_ value: Value) -> String { format?.string(value) ?? natural.string(value) }

  /// The text of the column's total, which need not look like its cells: a count has no unit.
  func text(ofTotal value: Value, language: Language) -> String {
    if value.isNull { return "–" }
    switch total {
    case .count: return Words(language).count(Int(value.number ?? 0))
    case .mean where format == nil:
      return NaturalFormat(kind: .number, values: [value], locale: language.locale).string(value)
    default: return text(value)
    }
  }

  /// The alignment's class; none for the left, where text stands anyway.
  var alignmentClass: String? {
    switch alignment {
    case .left: isShort ? "t" : nil
    case .right: "n"
    case .center: "c"
    }
  }
}
