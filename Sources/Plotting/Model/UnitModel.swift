import Diagnostics
import Expressions
import Tables

/// A mark with its channels and the rows it draws.
final class UnitModel {
  let specification: Specification
  var look: MarkLook
  let channels: Channels
  let stack: StackRule?
  /// Rows before they are put together: what categories are sorted by.
  let raw: Frame
  /// Rows that are drawn, invalid ones still among them.
  let main: Frame
  /// Columns of the facets that the unit stands in.
  let facetColumns: [String]
  let config: Config
  /// Whether an engine put the rows together: those before, `raw`, are then not at hand.
  let isPrepared: Bool
  /// A number that tells units apart.
  let index: Int

  init(
    _ specification: Specification,
    look: MarkLook,
    channels: Channels,
    stack: StackRule?,
    raw: Frame,
    main: Frame,
    facetColumns: [String],
    config: Config,
    isPrepared: Bool = false,
    index: Int
  ) {
    self.specification = specification
    self.look = look
    self.channels = channels
    self.stack = stack
    self.raw = raw
    self.main = main
    self.facetColumns = facetColumns
    self.config = config
    self.isPrepared = isPrepared
    self.index = index
  }

  var type: MarkType { look.type }
  var isStacked: Bool { stack != nil }

  var showsInvalidRows: Bool { if case .shown = invalidRows { true } else { false } }

  static let stackStart = "__stack_start"
  static let stackEnd = "__stack_end"

  /// What is done with rows whose place, size or colour on a continuous scale is not a number.
  enum InvalidRows {
    case filtered, shown
    /// Left out of the picture while their other values widen the scales.
    case hidden
    /// A gap in a path; `inDomain` says whether the row's other values widen the scales.
    case gap(inDomain: Bool)
  }

  var invalidRows: InvalidRows { invalidRows(look.all) }

  /// What domains are made from: for them the reference asks config, not the mark itself.
  ///
  /// Where the mark shows all rows there is nothing to leave out.
  var invalidRowsInDomains: InvalidRows {
    showsInvalidRows ? .shown : invalidRows(look.configured)
  }

  private func invalidRows(_ properties: Properties<MarkKey>) -> InvalidRows {
    // `invalid: null` is the old way of saying `show`.
    if properties.isNull(.invalid) { return .shown }
    let isPath = type == .line || type == .area || type == .trail
    switch properties.text(.invalid) ?? "break-paths-show-path-domains" {
    case "filter": return .filtered
    case "show": return .shown
    case "break-paths-filter-domains": return isPath ? .gap(inDomain: false) : .filtered
    case "break-paths-show-domains": return isPath ? .gap(inDomain: true) : .hidden
    default: return isPath ? .gap(inDomain: true) : .filtered
    }
  }
}
