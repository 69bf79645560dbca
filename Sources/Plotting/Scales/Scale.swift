import Tables

/// A mapping from values to positions, sizes, colours, shapes or dashes.
///
///     var definition = ScaleDefinition(.linear, domain: .continuous([0, 97]), range: .numbers([0, 200]))
///     definition.nice = .yes
///     let scale = Scale(definition)
///     scale.domain                // 0 … 100
///     scale.number(25)            // 50
///     scale.ticks(.about(5))      // 0, 20, 40, 60, 80, 100
///
/// Values that a scale does not know (null, NaN, a category outside the domain) have the number
/// NaN, no paint, an empty text and an empty dash: such marks are not drawn, as in Vega.
struct Scale: Sendable {
  enum Map: Sendable {
    case continuous(ContinuousMap)
    case classes(ClassMap)
    case categories(CategoryMap)
    case bands(CategoryMap, BandLayout)
  }

  let definition: ScaleDefinition
  /// The domain after zero, padding and nice.
  let domain: ScaleDefinition.Domain
  let map: Map
  let output: ScaleOutput

  var type: ScaleType { definition.type }

  init(_ definition: ScaleDefinition) {
    var definition = definition
    var domain = definition.settledDomain
    if let step = definition.binStep, case .continuous(let values) = domain {
      definition.bins = step.edges(over: values) ?? definition.bins
    }
    self.definition = definition
    let entries: [Double]
    switch domain {
    case .continuous(let values): entries = values
    case .discrete(let levels):
      entries = definition.type.isDiscreteDomain ? [] : levels.map(\.scaleNumber)
      if !definition.type.isDiscreteDomain { domain = .continuous(entries) }
    }
    self.domain = domain
    let output = ScaleOutput(definition, count: domain.count)
    self.output = output
    switch definition.type {
    case .band, .point:
      guard case .discrete(let levels) = domain, case .numbers(let range) = output else {
        map = .categories(CategoryMap([]))
        return
      }
      map = .bands(
        CategoryMap(levels),
        BandLayout(count: levels.count, range: range, definition)
      )
    case .ordinal:
      if case .discrete(let levels) = domain {
        map = .categories(CategoryMap(levels))
      } else {
        map = .categories(CategoryMap([]))
      }
    case .quantile, .quantize, .threshold, .binOrdinal:
      map = .classes(ClassMap(definition.type, domain: entries, count: output.count))
    default: map = .continuous(ContinuousMap(definition, domain: entries, output: output))
    }
  }

  /// The entries of the domain as numbers; none for categories.
  var ends: [Double] { if case .continuous(let values) = domain { values } else { [] } }

  /// The number for a number or an instant: NaN for what has none (NaN, the logarithm of zero).
  func number(_ value: Double) -> Double {
    switch map {
    case .continuous(let map): map.number(value)
    case .classes(let map): number(at: map.index(of: value))
    case .categories(let map): number(at: map.index(of: value))
    case .bands(let map, let layout): map.index(of: value).map { layout.starts[$0] } ?? .nan
    }
  }

  /// The number for one value of the data; of a band its start. NaN for what the domain lacks.
  func number(_ level: Level) -> Double {
    switch map {
    case .continuous(let map): map.number(level.scaleNumber)
    case .bands(let map, let layout): map.index(of: level).map { layout.starts[$0] } ?? .nan
    default: number(at: index(of: level))
    }
  }

  /// The width of a band; 0 for all but `band`.
  var bandwidth: Double { if case .bands(_, let layout) = map { layout.bandwidth } else { 0 } }

  /// The distance of neighbouring categories of `band` and `point`.
  var step: Double { if case .bands(_, let layout) = map { layout.step } else { 0 } }

  func paint(_ level: Level) -> Paint {
    if case .continuous(let map) = map { return map.paint(level.scaleNumber) }
    return paint(at: index(of: level))
  }

  func text(_ level: Level) -> String { text(at: index(of: level)) }

  func dash(_ level: Level) -> [Double] { dash(at: index(of: level)) }

  /// The value at a position; NaN for scales that are not continuous.
  func invert(_ number: Double) -> Double {
    if case .continuous(let map) = map { map.inverse(number) } else { .nan }
  }

  /// The place in the range that a value takes, before the range is repeated.
  func index(of level: Level) -> Int? {
    switch map {
    case .continuous: nil
    case .classes(let map): map.index(of: level.scaleNumber)
    case .categories(let map), .bands(let map, _): map.index(of: level)
    }
  }

  func number(at index: Int?) -> Double { pick(index) { $0.numbers } ?? .nan }
  func paint(at index: Int?) -> Paint { pick(index) { $0.paints } ?? .none }
  func text(at index: Int?) -> String { pick(index) { $0.texts } ?? "" }
  func dash(at index: Int?) -> [Double] { pick(index) { $0.dashes } ?? [] }

  private func pick<Item>(_ index: Int?, _ items: (ScaleOutput) -> [Item]?) -> Item? {
    guard let index, let items = items(output), !items.isEmpty else { return nil }
    return items[index % items.count]
  }
}

extension ScaleOutput {
  fileprivate var numbers: [Double]? { if case .numbers(let items) = self { items } else { nil } }
  fileprivate var paints: [Paint]? { if case .paints(let items) = self { items } else { nil } }
  fileprivate var texts: [String]? { if case .texts(let items) = self { items } else { nil } }
  fileprivate var dashes: [[Double]]? { if case .dashes(let items) = self { items } else { nil } }
}

extension ScaleDefinition.Domain {
  var count: Int {
    switch self {
    case .discrete(let levels): levels.count
    case .continuous(let values): values.count
    }
  }
}

extension Level {
  /// The value as a scale of numbers takes it; NaN for null and for texts that spell none.
  var scaleNumber: Double {
    switch self {
    case .number(let number), .instant(let number): number
    case .bool(let bool): bool ? 1 : 0
    case .text(let text): Double(text) ?? .nan
    case .null, .nested: .nan
    }
  }
}
