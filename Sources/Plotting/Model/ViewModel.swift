import Diagnostics
import Expressions
import Tables

/// A view of a normal specification with its data and its scales: the tree that a picture is made
/// from.
///
/// Made once for a drawing, from the top down (data) and then from the bottom up (scales, legends);
/// used by one drawing only, which is why classes will do.
final class ViewModel {
  enum Kind {
    case unit(UnitModel)
    case layer([ViewModel])
    case facet(FacetModel)
    case concat([ViewModel], Specification.ConcatColumns)
  }

  let specification: Specification
  private(set) var kind: Kind
  /// Rows after the view's own transforms.
  let frame: Frame
  /// The scales that live here: shared by everything below, by nothing above.
  var scales: [Channel: ScaleModel] = [:]
  /// The channels whose axes or legends are not shared by what is below.
  var independentGuides: Set<Channel> = []

  init(
    _ specification: Specification,
    kind: Kind,
    frame: Frame
  ) {
    self.specification = specification
    self.kind = kind
    self.frame = frame
  }

  /// A size that fits a container instead of the one that is written.
  private(set) var fittedWidth: Double?
  private(set) var fittedHeight: Double?

  func override(width: Double?, height: Double?) {
    fittedWidth = width
    fittedHeight = height
  }

  /// All units below, in order.
  var units: [UnitModel] {
    switch kind {
    case .unit(let unit): [unit]
    case .layer(let views), .concat(let views, _): views.flatMap(\.units)
    case .facet(let facet): facet.child.units
    }
  }

  var children: [ViewModel] {
    switch kind {
    case .unit: []
    case .layer(let views), .concat(let views, _): views
    case .facet(let facet): [facet.child]
    }
  }

  /// Whether marks and axes of the view share one rectangle.
  var isPlot: Bool {
    switch kind {
    case .unit, .layer: true
    case .facet, .concat: false
    }
  }
}

/// One view repeated for each value of the facet's fields.
final class FacetModel {
  let row: Bound?
  let column: Bound?
  /// The plain `facet` channel: cells wrapped into lines.
  let wrapped: Bound?
  let child: ViewModel

  init(row: Bound?, column: Bound?, wrapped: Bound?, child: ViewModel) {
    self.row = row
    self.column = column
    self.wrapped = wrapped
    self.child = child
  }

  var fields: [Bound] { [row, column, wrapped].compactMap(\.self) }
}
