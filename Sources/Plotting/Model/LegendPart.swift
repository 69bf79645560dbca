extension LegendMaking.Part {
  /// The users that want a legend.
  var shown: [(unit: UnitModel, bound: Bound)] {
    uses.filter { !$0.bound.definition.legend.isNone }
  }

  /// Where the domain comes from: the rows of which units; nothing where it is written.
  var domainSource: [String] {
    if case .values? = settled.model.options.domain { return [] }
    return uses.map { $0.bound.hasField ? $0.unit.rowSource : "" }
  }

  /// What entries show of the channel: of a colour the fill or the outline, or both, as the marks
  /// do; of a trail's size the width of a line.
  var paintedChannels: [Channel] {
    switch channel {
    case .color:
      let fills = uses.map { $0.unit.isFilledInLegends }
      return (fills.contains(true) ? [.fill] : []) + (fills.contains(false) ? [.stroke] : [])
    case .size where uses.contains { $0.unit.type == .trail }: return [.strokeWidth]
    default: return [channel]
    }
  }
}

extension UnitModel {
  /// What is done to the rows that all layers have to get those of this unit: units that do the
  /// same, leave out the same rows for example, have the same rows.
  fileprivate var rowSource: String {
    if !specification.transforms.isEmpty || specification.data != nil || stack != nil {
      return "\(index)"
    }
    let isSymbol = type == .point || type == .circle || type == .square
    let drops = if case .filtered = invalidRows { true } else { false }
    let columns = channels.all.compactMap { bound -> String? in
      guard let column = bound.column else { return nil }
      let isMade = bound.isAggregate || bound.isBinning || bound.timeUnit != nil
      return isMade || channels.isAggregate || drops && bound.isContinuous ? column : nil
    }
    let kind = isSymbol ? "symbol" : type.rawValue
    return ([kind, drops ? "valid" : "all"] + columns.uniqued.sorted()).joined(separator: "\t")
  }

  /// Whether a plain `color` is that of the inside of legend symbols.
  var isFilledInLegends: Bool { look.isFilled && type != .trail }
}
