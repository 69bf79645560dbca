import Diagnostics
import Tables

/// How a table is shown: the options of the `table` directive.
struct TableOptions: Sendable {
  /// A heading before the caption.
  var title: String?
  /// The columns to show, in order; nil for all of them.
  var columns: [ColumnOptions]?
  var sort: [Spanned<String>] = []
  /// Whether there is a search box; nil for one from 16 rows on.
  var hasSearch: Bool?
  /// Rows to a page; nil for 25 when there are more than 40.
  var pageSize: Int?
  var hasDownload = true
  /// Whether a last row sums up; nil when a column asks for it.
  var hasTotals: Bool?
  /// The most rows that are put into the page.
  var rowLimit = 1_000
}

/// How one column is shown.
struct ColumnOptions: Sendable {
  var field: Spanned<String>
  var title: String?
  var format: Spanned<FormatOption>?
  var alignment: Alignment?
  var hasBar = false
  var colour: ColourScale?
  var total: Total?
  /// The whole entry, for what is wrong with it as a whole.
  var span: SourceSpan

  enum Alignment: String, CaseIterable, Sendable { case left, right, center }
}

/// What the last row of a table says of a column.
enum Total: String, CaseIterable, Sendable { case sum, mean, min, max, count, none }
