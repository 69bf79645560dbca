import Diagnostics
import Expressions
import Tables

extension ChannelDefinition {
  /// The channels of a layer over those it shares with the others.
  ///
  /// A definition that shows a field or a datum takes from the shared one what it does not say
  /// itself; one that is a value, or null, replaces it.
  ///
  /// Source: vega-lite's `normalize/core.ts` (`mergeEncoding`).
  static func merged(
    _ own: [ChannelDefinition],
    over shared: [ChannelDefinition],
    isForLayer: Bool = false
  ) -> [ChannelDefinition] {
    if shared.isEmpty { return own }
    var merged: [ChannelDefinition] = []
    var done: Set<Channel> = []
    for definition in shared + own where done.insert(definition.channel).inserted {
      let channel = definition.channel
      let mine = own.filter { $0.channel == channel }
      let theirs = shared.filter { $0.channel == channel }
      if mine.isEmpty {
        merged += theirs.filter { isForLayer || $0.showsAnything }
      } else if let only = mine.first, mine.count == 1, let base = theirs.first,
        theirs.count == 1
      {
        merged.append(only.inheriting(base, isForLayer: isForLayer))
      } else {
        merged += mine
      }
    }
    return merged
  }

  /// Whether the definition says what to show; `order: {sort: descending}` does so by itself.
  var showsAnything: Bool {
    showsField || showsDatum || value != nil || !conditions.isEmpty
      || (channel == .order && sort != nil)
  }

  var showsDatum: Bool { datum != nil || datumExpression != nil || repeatedDatum != nil }

  private func inheriting(_ base: ChannelDefinition, isForLayer: Bool) -> ChannelDefinition {
    if isAbsent { return self }
    if showsField || showsDatum { return filled(from: base) }
    // Only options of a guide or a scale: they belong to what is shared.
    if value == nil, conditions.isEmpty { return isForLayer ? self : filled(from: base) }
    guard value != nil || conditions.contains(where: { $0.definition.showsField }) else {
      return self
    }
    var own = self
    own.conditions = conditions.map { condition in
      guard condition.definition.showsField || condition.definition.showsDatum else {
        return condition
      }
      return Condition(test: condition.test, definition: condition.definition.filled(from: base))
    }
    return own
  }

  /// This definition with what it leaves open as in `base`.
  private func filled(from base: ChannelDefinition) -> ChannelDefinition {
    var own = self
    // What is shown: a datum does not take up a field beside it.
    if field == nil, !showsDatum { own.field = base.field }
    if !showsDatum, field == nil, !showsField {
      own.datum = base.datum
      own.datumExpression = base.datumExpression
      own.repeatedDatum = base.repeatedDatum
    }
    own.type = type ?? base.type
    if !showsDatum {
      own.aggregate = aggregate ?? base.aggregate
      own.timeUnit = timeUnit ?? base.timeUnit
      own.bin = bin ?? base.bin
    }
    own.value = value ?? (showsField || showsDatum ? nil : base.value)
    if conditions.isEmpty { own.conditions = base.conditions }
    own.title = title.or(base.title)
    own.axis = axis.or(base.axis)
    own.legend = legend.or(base.legend)
    own.header = header.or(base.header)
    own.scale = scale.or(base.scale)
    own.sort = sort ?? base.sort
    own.stack = stack.or(base.stack)
    own.impute = impute ?? base.impute
    own.refusesImpute = refusesImpute || (impute == nil && base.refusesImpute)
    own.bandPosition = bandPosition ?? base.bandPosition
    own.format = format ?? base.format
    own.formatType = formatType ?? base.formatType
    return own
  }
}

extension Setting {
  /// This setting, or the other where this one is left to the default.
  func or(_ other: Setting) -> Setting { if case .standard = self { other } else { self } }
}
