import Diagnostics
import Expressions
import Tables

/// A scale with its domain, before it has a range: the range is of the plot that uses it.
struct SettledScale {
  let model: ScaleModel
  var type: ScaleType { model.type }
  var domain: ScaleDefinition.Domain
  /// The bins that a continuous domain was cut into.
  var bins: [Double]?
  /// Whether zero is brought into the domain.
  var zero: Bool
  /// Colours and the like that a field of the data gives, in the order of the domain.
  var fieldRange: [Value]?

  var count: Int { if case .discrete(let levels) = domain { levels.count } else { 0 } }
  var levels: [Level] { if case .discrete(let levels) = domain { levels } else { [] } }
}

/// Finds the domains of scales in the rows that a part of the picture shows.
struct ScaleSettling {
  let frames: Frames
  let params: NamedValues
  let config: Config

  func settle(_ model: ScaleModel) throws(Diagnostic) -> SettledScale {
    var zero = model.options.zero ?? model.defaults.zero ?? false
    if !model.type.takesZero { zero = false }
    if model.type.isDiscreteDomain {
      let levels = try DiscreteDomain(model, frames: frames).levels
      var settled = SettledScale(model: model, domain: .discrete(levels), zero: false)
      settled.bins = model.uses.lazy.compactMap(\.bound.binning).first?.edges
      if case .field(let field)? = model.options.range {
        settled.fieldRange = try fieldRange(field, levels, model)
      }
      return settled
    }
    var bins: [Double]?
    if let binning = model.uses.lazy.compactMap(\.bound.binning).first { bins = binning.edges }
    if let own = model.options.bins { bins = own }
    let domain = ContinuousDomain(model, frames: frames, bins: bins, params: params).values
    return SettledScale(model: model, domain: .continuous(domain), bins: bins, zero: zero)
  }

  /// The first value of a field for each category.
  private func fieldRange(
    _ field: Spanned<String>,
    _ levels: [Level],
    _ model: ScaleModel
  ) throws(Diagnostic) -> [Value] {
    guard let use = model.uses.first, let column = use.bound.column else { return [] }
    let frame = frames.raw(use.unit)
    guard let keys = frame[column]?.coded else { return [] }
    let values = try frame.series(field, in: "the data")
    var first: [Level: Value] = [:]
    for row in 0..<frame.rowCount {
      let level = keys.levels[Int(keys.codes[row])]
      if first[level] == nil { first[level] = values.value(at: row) }
    }
    return levels.map { first[$0] ?? .null }
  }
}

/// The rows of units, whole or of one cell of a facet.
struct Frames {
  private let main: [Int: Frame]
  private let raw: [Int: Frame]

  init() {
    main = [:]
    raw = [:]
  }

  init(main: [Int: Frame], raw: [Int: Frame]) {
    self.main = main
    self.raw = raw
  }

  func main(_ unit: UnitModel) -> Frame { main[unit.index] ?? unit.main }
  func raw(_ unit: UnitModel) -> Frame { raw[unit.index] ?? unit.raw }

  func isRestricted(_ unit: UnitModel) -> Bool { raw[unit.index] != nil }

  func over(_ base: Frames) -> Frames {
    Frames(
      main: base.main.merging(main) { _, own in own },
      raw: base.raw.merging(raw) { _, own in own }
    )
  }
}
