public import Tables

/// What a chart needs of the tables it draws, as steps that an engine can take where the data are.
///
/// A plan stands for the whole chart: when an engine has made the rows of all its `views`, the chart
/// draws no other row of these tables. A chart of which any part cannot be computed so has no plan.
///
/// Definitions are those of the transforms of the same names; `Summary`, `Binning`, `CalendarParts`
/// and `Predicate` compute them for tables at hand.
public struct DataPlan: Sendable {
  /// The rows of one view.
  public struct View: Sendable {
    /// The view's place in the specification, counted from the outside in.
    public let index: Int
    /// The table.
    public let table: String
    /// Its columns that the steps read.
    public let columns: [Column]
    public let steps: [Step]
    /// How many of the view's own transforms are among the steps.
    public let transformCount: Int
  }

  public struct Column: Sendable, Hashable {
    public let name: String
    public let kind: Kind
  }

  /// What a column holds: doubles, points in time, text, truth values.
  public enum Kind: Sendable, Hashable { case number, instant, text, bool }

  /// Rows come in any order, but groups keep the order of their first rows.
  public enum Step: Sendable {
    case filter(Test)
    /// A new column of the starts of a calendar unit.
    case floor(column: String, unit: CalendarFloor, name: String)
    /// A new column of the lower edges of bins; `keepsExtent` adds the extent in columns of their
    /// own, `extentNames(name)`, for every row.
    case bin(column: String, bins: Bins, name: String, keepsExtent: Bool)
    /// One row for each combination of values, null being one; no rows give no row.
    case aggregate(groupby: [String], outputs: [Output])
  }

  public struct Output: Sendable, Hashable {
    /// `count`, `sum`, `median` … as the grammar names them.
    public let operation: String
    /// Nil counts rows.
    public let column: Column?
    public let name: String
    /// Whether the result is a point in time.
    public let isInstant: Bool
  }

  public let views: [View]

  /// The tables of the views, each once.
  public var tables: [String] {
    var seen: Set<String> = []
    return views.map(\.table).filter { seen.insert($0).inserted }
  }

  /// The columns that hold the least and the greatest number that was cut into bins.
  public static func extentNames(_ name: String) -> (low: String, high: String) {
    ("\(name)__low", "\(name)__high")
  }
}

extension DataPlan {
  /// A calendar unit: its parts from the largest, and how many of the last one.
  public struct CalendarFloor: Sendable, Hashable {
    /// `year`, `quarter`, `month`, `week`, `day`, `dayofyear`, `date`, `hours` …
    public let parts: [String]
    public let step: Int

    init(_ unit: TimeUnitOptions) {
      parts = unit.unit.parts.map(\.rawValue)
      step = max(1, unit.step)
    }
  }

  /// How numbers are cut, once their extent is known.
  public struct Bins: Sendable {
    let options: BinOptions
    let maximum: Double

    /// The extent that is written; else the least and the greatest finite number decide.
    public var extent: (Double, Double)? { options.extent }

    /// Where the first bin begins and the last one ends, and how wide they are.
    public func edges(over extent: (Double, Double)) -> (start: Double, stop: Double, step: Double) {
      let bins = Binning(over: extent, options: options, maximum: maximum)
      return (bins.start, bins.stop, bins.step)
    }
  }

  /// A test of a row that is true or false, never null.
  public indirect enum Test: Sendable {
    public enum Relation: Sendable, Hashable { case less, lessOrEqual, greater, greaterOrEqual }

    /// Equal to one of some values, which are of the column's kind; instants are milliseconds.
    case oneOf(Tested, [Value])
    /// Null counts as 0 beside a number or an instant, and passes no test beside text.
    case compare(Tested, Relation, Value)
    /// Whether a number or an instant is there and finite.
    case valid(Tested, Bool)
    case all([Test])
    case any([Test])
    case not(Test)
  }

  /// A column, or the starts of the calendar units its instants lie in.
  public struct Tested: Sendable, Hashable {
    public let column: Column
    public let unit: CalendarFloor?
  }
}

/// Rows that an engine made for a view, by a plan.
public struct PreparedRows: Sendable {
  let table: Table
  let transformCount: Int

  public init(_ table: Table, of view: DataPlan.View) {
    self.table = table
    transformCount = view.transformCount
  }
}
