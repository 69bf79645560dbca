import Diagnostics

extension Diagnostic {
  static func emptyChannel(_ definition: ChannelDefinition) -> Self {
    Diagnostic(
      .warning,
      "empty-channel",
      "channel '\(definition.channel.rawValue)' names no field",
      at: definition.span,
      hint: "give a field, or 'count()' or a value"
    )
  }

  static func orphanChannel(_ channel: Channel, needs other: Channel, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "orphan-channel",
      "channel '\(channel.rawValue)' needs channel '\(other.rawValue)'",
      at: span
    )
  }

  static func channelNotOfMark(_ definition: ChannelDefinition, _ mark: MarkType) -> Self {
    let channel = definition.channel.rawValue
    let hint: String? =
      switch definition.channel {
      case .xError, .xError2, .yError, .yError2: "the marks 'errorbar' and 'errorband' show errors"
      case .x2, .y2: "ranges are shown by 'bar', 'rect', 'area' and 'rule'"
      case .theta, .theta2, .radius, .radius2: "angles are shown by 'arc'"
      case .text: "text is shown by the mark 'text'"
      case .shape: "shapes are shown by 'point'"
      default: nil
      }
    return Diagnostic(
      .warning,
      "channel-not-of-mark",
      "the mark '\(mark.rawValue)' does not show channel '\(channel)'",
      at: definition.span,
      hint: hint
    )
  }

  static func lineWithRange(_ definition: ChannelDefinition) -> Self {
    Diagnostic(
      .warning,
      "line-with-range",
      "a line has no '\(definition.channel.rawValue)': rules are drawn instead",
      at: definition.span,
      hint: "write 'mark: rule'"
    )
  }

  static func facetInLayer(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "facet-in-layer",
      "a layer cannot be split into facets by itself",
      at: span,
      hint: "move the facet channel to the 'encoding' of all layers"
    )
  }

  static func compositionInLayer(_ what: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "facet-in-layer",
      "a layer cannot hold \(what)",
      at: span,
      hint: "layers are single views; put the layer inside instead"
    )
  }

  static func facetBesideRows(at span: SourceSpan) -> Self {
    Diagnostic(
      .warning,
      "ignored-option",
      "channel 'facet' does nothing beside 'row' and 'column'",
      at: span
    )
  }

  static func columnsOfRowsAndColumns(_ kind: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .warning,
      "ignored-option",
      "'columns' does nothing for a \(kind) by row and column",
      at: span
    )
  }

  static func noSuchRepeat(_ name: Spanned<String>, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-repeat",
      known.isEmpty
        ? "'repeat: \(name.value)' stands outside of a repeat"
        : "no repeat by '\(name.value)' around this view",
      at: name.span,
      hint: NearMatch.hint(name.value, in: known, kind: "repeats")
    )
  }
}

// MARK: Error bars and bands

extension Diagnostic {
  static func twoSpreads(
    _ mark: MarkDefinition,
    _ first: Channel,
    _ second: Channel,
    at span: SourceSpan
  ) -> Self {
    Diagnostic(
      .error,
      "two-spreads",
      "the mark '\(mark.type.value.rawValue)' takes '\(first.rawValue)' or "
        + "'\(second.rawValue)', not both",
      at: span
    )
  }

  static func spreadOfCategories(
    _ mark: MarkDefinition,
    _ channel: Channel,
    at span: SourceSpan
  ) -> Self {
    Diagnostic(
      .error,
      "missing-measure",
      "the mark '\(mark.type.value.rawValue)' needs a field of numbers on '\(channel.rawValue)'",
      at: span,
      hint: "write the field with ':Q'"
    )
  }

  static func centreDoesNotFit(_ center: String, _ extent: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .warning,
      "wrong-center",
      "an extent of '\(extent)' does not belong around a \(center)",
      at: span,
      hint: extent == "iqr" ? "write 'center: median'" : "write 'center: mean'"
    )
  }
}
