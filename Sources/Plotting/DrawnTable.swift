import Tables

/// The rows that a picture's marks stand for: what one would read in a table instead.
public struct DrawnTable: Sendable {
  /// One value: as the chart writes it, and exactly, for files.
  public struct Cell: Sendable, Equatable {
    public let text: String
    public let exact: String
  }

  public struct Column: Sendable {
    public let title: String
    /// The name in a file.
    public let name: String
    public let isNumber: Bool
  }

  public let columns: [Column]
  /// The first rows, at most `limit`.
  public let rows: [[Cell]]
  /// How many rows there are in all.
  public let rowCount: Int

  /// The most rows that are written into a page.
  public static let limit = 1_000
}

extension DrawnTable {
  /// The tables of the units that say most, four at most; none where nothing is drawn from data.
  static func tables(of view: ViewModel, _ style: PictureStyle) -> [DrawnTable] {
    ChartDescription(view, style).described.prefix(4).compactMap { DrawnTable($0, style) }
  }

  private init?(_ unit: UnitModel, _ style: PictureStyle) {
    let titles = FieldTitle(style)
    let texts = FieldText(style, unit)
    let frame = unit.main
    let count = min(frame.rowCount, Self.limit)
    var columns: [Column] = []
    var cells: [[Cell]] = []
    var seen: Set<String> = []
    func add(_ column: String, _ bound: Bound?) {
      guard let series = frame[column], seen.insert(column).inserted else { return }
      let format = bound.map { texts.format($0) } ?? LabelFormat(kind: .standard)
      let ends = bound.flatMap { $0.isBinning ? $0.endColumn : nil }.flatMap { frame[$0] }?.doubles
      let title = bound.flatMap { titles.text($0) ?? titles.made($0) } ?? column
      let isNumber = bound.map { $0.type == .quantitative && !$0.isBinning } ?? false
      columns.append(
        Column(title: title, name: bound.flatMap(titles.made) ?? column, isNumber: isNumber)
      )
      cells.append(
        (0..<count).map { row in
          let level = series.level(at: row)
          let exact = level.isNull ? "" : level.value.displayText
          if level.isNull { return Cell(text: "", exact: "") }
          let text =
            ends.map { format.text(from: level, to: Level(number: $0[row])) } ?? format.text(level)
          return Cell(text: text, exact: exact)
        }
      )
    }
    for column in unit.facetColumns { add(column, unit.channels.all.first { $0.column == column }) }
    let sums = unit.channels.list(.tooltip).filter(\.definition.isSum)
    for bound in unit.channels.all where bound.hasField {
      // What a composite sums up stands in its tooltips, by name.
      if !sums.isEmpty, bound.definition.isSum { continue }
      switch bound.channel {
      case .order, .key, .href, .url, .tooltip, .description: continue
      default: if let column = bound.column { add(column, bound) }
      }
    }
    for bound in sums { if let column = bound.column { add(column, bound) } }
    guard !columns.isEmpty, count > 0 else { return nil }
    self.columns = columns
    rows = (0..<count).map { row in cells.map { $0[row] } }
    rowCount = frame.rowCount
  }
}
