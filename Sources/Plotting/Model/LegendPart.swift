extension LegendMaking.Part {
  /// The users that want a legend.
  var shown: [(unit: UnitModel, bound: Bound)] {
    uses.filter { !$0.bound.definition.legend.isNone }
  }

  /// Where the domain comes from: the units whose rows it is of; nothing where it is written.
  var domainSource: [Int] {
    if case .values? = settled.model.options.domain { return [] }
    return uses.map { $0.bound.hasField ? $0.unit.index : -1 }
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
  /// Whether a plain `color` is that of the inside of legend symbols.
  var isFilledInLegends: Bool { look.isFilled && type != .trail }
}
