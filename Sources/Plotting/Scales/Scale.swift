import Tables

/// A mapping from values to positions, sizes, colours, shapes or dashes.
struct Scale: Sendable {
  let definition: ScaleDefinition
  /// The domain after zero, padding and nice.
  let domain: ScaleDefinition.Domain

  var type: ScaleType { definition.type }

  init(_ definition: ScaleDefinition) {
    self.definition = definition
    domain = definition.domain
  }

  /// The number for a number or an instant: NaN for what has none (NaN, the logarithm of zero).
  func number(_ value: Double) -> Double { fatalError() }

  /// The number for one value of the data; of a band its start. NaN for what the domain lacks.
  func number(_ level: Level) -> Double { fatalError() }

  /// The numbers for all rows.
  func numbers(of series: Series) -> [Double] { fatalError() }

  /// The width of a band; 0 for all but `band`.
  var bandwidth: Double { fatalError() }

  /// The distance of neighbouring categories of `band` and `point`.
  var step: Double { fatalError() }

  func paint(_ level: Level) -> Paint { fatalError() }
  func paints(of series: Series) -> [Paint] { fatalError() }

  func text(_ level: Level) -> String { fatalError() }
  func texts(of series: Series) -> [String] { fatalError() }

  func dash(_ level: Level) -> [Double] { fatalError() }
  func dashes(of series: Series) -> [[Double]] { fatalError() }

  /// The values that a guide stands on: categories, or round values of about so many; Vega's
  /// default count is given by the caller. Instants are levels of that kind on time scales.
  func ticks(_ count: TickCount) -> [Level] { fatalError() }
}
