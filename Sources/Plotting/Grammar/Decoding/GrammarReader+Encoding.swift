import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  /// The channels of `encoding`, in the order they are written.
  mutating func encoding(_ node: OptionNode) -> [ChannelDefinition] {
    guard case .mapping(let entries) = node.content else {
      if node.isInterpolation { isWaiting = true }
      if !node.isNull { wrong("encoding", "a mapping of channels", node) }
      return []
    }
    var channels: [ChannelDefinition] = []
    for entry in entries {
      guard let channel = channel(entry.key) else { continue }
      if channel.takesMany, case .sequence(let nodes) = entry.node.content {
        for node in nodes {
          if let definition = definition(of: channel, node) { channels.append(definition) }
        }
      } else if let definition = definition(of: channel, entry.node) {
        channels.append(definition)
      }
    }
    return channels
  }

  /// The channel of a name; nil after a complaint.
  mutating func channel(_ name: Spanned<String>) -> Channel? {
    if let channel = Channel(rawValue: name.value) { return channel }
    if Channel.unsupported.contains(name.value) {
      complain(.unsupported("channel", name))
    } else {
      complain(.unknownChannel(name))
    }
    return nil
  }

  /// One definition: a short form, a constant, null or a mapping.
  mutating func definition(of channel: Channel, _ node: OptionNode) -> ChannelDefinition? {
    var definition = ChannelDefinition(channel, at: node.span)
    switch node.content {
    case .interpolation:
      isWaiting = true
      return nil
    case .value(.null):
      if channel == .tooltip {
        definition.value = .value(.null)
      } else {
        definition.isAbsent = true
      }
    case .value(.string(let text)):
      readShort(Spanned(text, at: node.span), into: &definition)
    case .value(let value)
    where value.number != nil || value == .bool(true)
      || value == .bool(false):
      definition.value = .value(value)
    case .mapping: readMembers(node, into: &definition)
    default:
      wrong(channel.rawValue, "a field or a mapping", node)
      return nil
    }
    return definition
  }

  /// Reads `mean(price):Q` and the like.
  private mutating func readShort(
    _ text: Spanned<String>,
    into definition: inout ChannelDefinition
  ) {
    let short = ShortForm(text)
    if let field = short.field { definition.field = .named(field) }
    if let word = short.type { definition.type = measureType(word) }
    guard let function = short.function else { return }
    if let unit = calendarUnit(function) {
      definition.timeUnit = unit
      if short.field == nil { complain(.needsField(function)) }
    } else if let operation = AggregateOperation(rawValue: function.value) {
      definition.aggregate = Spanned(.operation(operation), at: function.span)
      if short.field == nil, operation != .count { complain(.needsField(function)) }
    } else {
      complain(.unknownFunction(function))
    }
  }

  mutating func measureType(_ word: Spanned<String>) -> Spanned<MeasureType>? {
    if let type = MeasureType(text: word.value) { return Spanned(type, at: word.span) }
    if word.value == "geojson" || word.value == "G" {
      complain(.unsupported("type", word))
    } else {
      complain(.unknownMeasure(word))
    }
    return nil
  }

  /// `field: price`, `field: {repeat: column}`; a known function in brackets is read as well.
  mutating func readField(_ node: OptionNode, into definition: inout ChannelDefinition) {
    if node.isInterpolation {
      isWaiting = true
      return
    }
    if case .mapping = node.content {
      if let name = repeatName(node, "field") { definition.field = .repeated(name) }
      return
    }
    guard let text = text(node, "field") else { return }
    let short = ShortForm(text)
    if short.isKnown {
      readShort(text, into: &definition)
    } else if !text.value.isEmpty {
      definition.field = .named(text)
    }
  }

  /// The repeater that `{repeat: "column"}` names.
  mutating func repeatName(_ node: OptionNode, _ key: String) -> Spanned<String>? {
    guard let part = node["repeat"] else {
      wrong(key, "a field's name", node)
      return nil
    }
    guard let word = text(part, "repeat") else { return nil }
    let known = ["row", "column", "repeat", "layer"]
    if known.contains(word.value) { return word }
    complain(.unknownChoice("repeat", word, choices: known))
    return nil
  }
}
