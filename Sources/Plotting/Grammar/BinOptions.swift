import Diagnostics

/// What `bin` says.
enum BinChoice: Sendable {
  case no
  case options(BinOptions)
  /// `"binned"`: the field holds the starts of bins already, `x2` their ends.
  case binned(step: Double?)
}

/// How numbers are cut into bins.
///
/// Source: https://vega.github.io/vega-lite/docs/bin.html.
struct BinOptions: Sendable {
  var maxbins: Double?
  var step: Double?
  var steps: [Double] = []
  var minstep: Double?
  var base: Double?
  var divide: [Double] = []
  var extent: (Double, Double)?
  var nice = true
  var anchor: Double?
  /// The length to be cut, where it is not that of the extent.
  var span: Double?

  init() {}
}

/// A calendar unit, how many of it, and whether the field holds its starts already.
///
/// Source: https://vega.github.io/vega-lite/docs/timeunit.html. All time is counted in UTC, so that
/// a report is the same everywhere; `utcyear` and `year` are one unit, and only the first has a
/// `utc` scale.
struct TimeUnitOptions: Hashable, Sendable {
  var unit: CalendarParts
  var step = 1
  /// `binnedyearmonth`, `{binned: true}`: the field is rounded already.
  var isBinned = false
  var isUTC = false
  /// The name as written, for titles and generated columns: `yearmonth`.
  var name: String
}
