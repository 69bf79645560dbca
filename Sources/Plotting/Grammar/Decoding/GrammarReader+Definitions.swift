import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  private static let common = [
    "field", "type", "aggregate", "timeUnit", "bin", "title", "bandPosition", "value", "datum",
    "condition", "scale", "axis", "legend", "header", "sort", "stack", "impute", "format",
    "formatType", "columns", "spacing", "align", "center", "bounds",
  ]

  /// Which options a channel does something with; the others of the grammar are left out with a
  /// warning, as Vega-Lite leaves them out.
  private static func takes(_ key: String, _ channel: Channel) -> Bool {
    switch key {
    case "axis", "impute": channel.isPosition
    case "stack": channel.isPosition || channel.isPolar
    case "legend": channel.hasLegend || channel == .angle
    case "header", "columns", "spacing", "align", "center", "bounds": channel.isFacet
    case "scale": channel.hasScale
    case "sort": channel.hasScale || channel.isFacet || channel == .order
    case "format", "formatType": true
    default: true
    }
  }

  /// Reads the options of a channel.
  mutating func readMembers(_ node: OptionNode, into definition: inout ChannelDefinition) {
    let owner = "channel '\(definition.channel.rawValue)'"
    // The short forms in a field come first: what is said beside them counts.
    if let field = node["field"] { readField(field, into: &definition) }
    for entry in node.entries {
      let key = entry.key.value
      guard Self.common.contains(key) else {
        let known = Self.common.filter { Self.takes($0, definition.channel) }
        unknown(entry.key, owner, known: known)
        continue
      }
      guard Self.takes(key, definition.channel) else {
        complain(.ignoredOption(entry.key, owner))
        continue
      }
      read(key, entry.node, into: &definition)
    }
    let needed = ["field", "aggregate", "type", "timeUnit", "datum", "value"]
    if needed.contains(where: { node[$0]?.isInterpolation ?? false }) { isWaiting = true }
    checkFunction(node, definition)
    checkScale(definition)
  }

  private mutating func read(
    _ key: String,
    _ node: OptionNode,
    into definition: inout ChannelDefinition
  ) {
    switch key {
    case "type":
      if let word = text(node, key) { definition.type = measureType(word) }
    case "aggregate": if let found = aggregate(node) { definition.aggregate = found }
    case "timeUnit": if let found = timeUnit(node) { definition.timeUnit = found }
    case "bin": definition.bin = bin(node)
    case "title": definition.title = channelTitle(node)
    case "bandPosition": definition.bandPosition = optionalNumber(node, key)
    case "value": definition.value = channelValue(node, definition.channel)
    case "datum": readDatum(node, into: &definition)
    case "condition": definition.conditions = conditions(node, definition.channel)
    case "scale":
      definition.scale = setting(node) { $0.scale($1, of: definition.channel) }
    case "axis":
      definition.axis = setting(node) { $0.properties($1, of: "'axis'", refused: ["encoding"]) }
    case "legend":
      definition.legend = setting(node) { $0.legend($1, of: "'legend'") }
    case "header": definition.header = setting(node) { $0.properties($1, of: "'header'") }
    case "sort": definition.sort = sort(node)
    case "stack": definition.stack = stack(node)
    case "impute":
      definition.refusesImpute = node.isNull
      definition.impute = node.isNull ? nil : impute(node)
    case "format": definition.format = formatOption(node, key)
    case "formatType":
      definition.formatType = text(node, key)
      if let word = definition.formatType, !["number", "time", "utc"].contains(word.value) {
        complain(.unsupported("format type", word))
      }
    default: if key != "field" { readGrid(key, node, into: &definition.grid) }
    }
  }

  /// Null or false takes a part away, true leaves it to the default, a mapping says it.
  mutating func setting<Content>(
    _ node: OptionNode,
    _ read: (inout GrammarReader, OptionNode) -> Content
  ) -> Setting<Content> {
    switch node.content {
    case .value(.null), .value(.bool(false)): .none
    case .value(.bool(true)), .interpolation: .standard
    default: .given(read(&self, node))
    }
  }

  mutating func legend(_ node: OptionNode, of owner: String) -> Properties<LegendKey> {
    var legend = Properties<LegendKey>()
    let read: Properties<LegendKey> = properties(node, of: owner, refused: ["encoding"]) {
      reader,
      entry,
      key in
      guard key == .layout else { return false }
      if let value = reader.legendLayout(entry.node) {
        legend.set(.layout, .value(value), at: entry.node.span)
      }
      return true
    }
    return legend.over(read)
  }

  /// `{direction, anchor, …, bottom: {…}}`: how legends stand together, on all sides and on one.
  private mutating func legendLayout(_ node: OptionNode, isOfSide: Bool = false) -> Value? {
    let options = ["anchor", "bounds", "center", "direction", "margin", "offset"]
    let sides = isOfSide ? [] : LegendGuide.Orient.allCases.map(\.rawValue)
    for entry in entries(node, of: "'layout'") {
      if sides.contains(entry.key.value) {
        _ = legendLayout(entry.node, isOfSide: true)
      } else if !options.contains(entry.key.value) {
        unknown(entry.key, "'layout'", known: options + sides)
      }
    }
    return node.plainValue
  }

  /// A function that sums something up needs to know what.
  private mutating func checkFunction(_ node: OptionNode, _ definition: ChannelDefinition) {
    guard definition.field == nil, node["field"] == nil || node["field"]?.isNull == true else {
      return
    }
    if let aggregate = definition.aggregate, case .operation(let operation) = aggregate.value,
      operation != .count
    {
      complain(.needsField(Spanned(operation.rawValue, at: aggregate.span)))
    }
  }

  /// Says where the scale cannot go with the type; the default is taken then.
  private mutating func checkScale(_ definition: ChannelDefinition) {
    guard let type = definition.type?.value, let kind = definition.scale.given?.type else { return }
    let fits =
      switch type {
      case .nominal, .ordinal: kind.value.isDiscreteDomain
      case .quantitative: !kind.value.isDiscreteDomain && !kind.value.isTime
      case .temporal: kind.value.isTime || kind.value.isDiscreteDomain
      }
    if !fits { complain(.scaleDoesNotFit(kind, type)) }
  }
}
