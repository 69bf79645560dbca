public import Diagnostics
public import Options
import Tables

/// A chart's specification, decoded: a mark and the channels that show fields by it.
///
///     mark: bar
///     encoding: {x: "yearmonth(month):O", y: "sum(students):Q", color: grade}
///
/// Nothing is drawn yet and no data is known; `check(against:table:)` compares it with a table's
/// columns, `draw(_:named:locale:theme:id:label:)` makes the picture. The grammar is Vega-Lite's
/// (https://vega.github.io/vega-lite/docs/); what Quire does not draw yet is refused by name.
public struct Chart: Sendable {
  let mark: MarkDefinition
  /// In the order they were written.
  let channels: [ChannelDefinition]
  let width: SizeOption
  let height: SizeOption
  /// The title as written.
  public let title: String?
  /// `description` of the specification: alternative text by the author.
  public let authorDescription: String?
  let span: SourceSpan

  /// The keys of a specification that this reads or refuses by name.
  public static let keys = built + unbuilt

  private static let built = [
    "mark", "encoding", "width", "height", "title", "description", "name", "$schema",
  ]

  private static let unbuilt = [
    "align", "autosize", "background", "bounds", "center", "columns", "concat", "config",
    "datasets", "facet", "hconcat", "layer", "padding", "params", "projection", "repeat",
    "resolve", "spacing", "spec", "transform", "usermeta", "vconcat", "view",
  ]

  /// Decodes a mapping; nil when no chart can be made of it.
  ///
  /// Nil without a new diagnostic means that the mark or an axis still waits for the value of an
  /// expression: decode again once it is resolved.
  ///
  /// - Parameters:
  ///   - options: the mapping that holds `mark` and `encoding`, among other keys.
  ///   - isWhole: whether the mapping is a specification and nothing else, so that any other key is
  ///     a mistake; a directive with keys of its own looks for those itself.
  ///   - diagnostics: receives what is wrong, with places.
  public init?(_ options: OptionNode, isWhole: Bool = false, diagnostics: inout [Diagnostic]) {
    var reader = OptionReader(options, of: "the chart")
    reader.rejectUnbuilt(Self.unbuilt)
    reader.accept(["mark", "encoding", "$schema", "title"])
    span = options.span
    title = Self.title(options["title"], &reader)
    authorDescription = reader.text("description")?.value
    _ = reader.text("name")
    width = SizeOption(reader.node("width"), key: "width", reader: &reader)
    height = SizeOption(reader.node("height"), key: "height", reader: &reader)
    var found: [Diagnostic] = []
    let composition = ["layer", "concat", "hconcat", "vconcat", "facet", "repeat", "spec"]
    let isComposed = composition.contains { options[$0] != nil }
    let mark =
      isComposed ? nil : reader.required("mark").flatMap { MarkDefinition($0, diagnostics: &found) }
    var isWaiting = false
    let encoding = isComposed ? nil : reader.required("encoding")
    let channels = encoding.map { Self.channels($0, &isWaiting, diagnostics: &found) } ?? []
    if !isComposed, !isWaiting, encoding != nil { found += Self.missing(channels, in: options) }
    let own = isWhole ? reader.finish() : reader.diagnostics
    diagnostics += own + found
    guard let mark, !isWaiting, !(own + found).contains(where: { $0.severity == .error }) else {
      return nil
    }
    self.mark = mark
    self.channels = channels
  }

  private static func title(_ node: OptionNode?, _ reader: inout OptionReader) -> String? {
    if case .mapping? = node?.content, let node {
      var inner = OptionReader(node, of: "'title'")
      inner.rejectUnbuilt(node.entries.map(\.key.value).filter { $0 != "text" })
      let text = inner.text("text")?.value
      for problem in inner.finish() { reader.complain(problem) }
      return text
    }
    if case .text(let text) = TitleOption(node, key: "title", reader: &reader) { return text }
    return nil
  }

  private static func channels(
    _ node: OptionNode,
    _ isWaiting: inout Bool,
    diagnostics: inout [Diagnostic]
  ) -> [ChannelDefinition] {
    guard case .mapping(let entries) = node.content else {
      if case .interpolation = node.content {
        isWaiting = true
      } else {
        diagnostics.append(.wrongShape("encoding", "a mapping of channels", node))
      }
      return []
    }
    var channels: [ChannelDefinition] = []
    for entry in entries {
      guard let channel = Channel(rawValue: entry.key.value) else {
        diagnostics.append(
          Channel.unbuilt.contains(entry.key.value)
            ? .unsupported("channel", entry.key) : .unknownChannel(entry.key)
        )
        continue
      }
      if entry.node.isWaiting { isWaiting = true }
      // Detail, order and tooltip take several fields.
      let many = channel == .detail || channel == .tooltip || channel == .order
      if many, case .sequence(let nodes) = entry.node.content {
        channels += nodes.compactMap {
          ChannelDefinition(channel, $0, diagnostics: &diagnostics)
        }
      } else if let definition = ChannelDefinition(channel, entry.node, diagnostics: &diagnostics) {
        channels.append(definition)
      }
    }
    return channels
  }

  /// What channels need of one another.
  private static func missing(
    _ channels: [ChannelDefinition],
    in options: OptionNode
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    guard case .mapping? = options["encoding"]?.content else { return [] }
    let written = options["encoding"]?.entries.map(\.key.value) ?? []
    if !written.contains("x"), !written.contains("y") {
      found.append(.noPosition(at: options["encoding"]?.span ?? options.span))
    }
    for channel in channels {
      let partner: Channel? =
        switch channel.channel {
        case .x2, .xOffset: .x
        case .y2, .yOffset: .y
        default: nil
        }
      if let partner, !written.contains(partner.rawValue) {
        found.append(.orphanChannel(channel.channel, needs: partner, at: channel.span))
      }
    }
    return found
  }

  func channel(_ channel: Channel) -> ChannelDefinition? {
    channels.first { $0.channel == channel }
  }

  /// Every column the chart reads, with the place where it is named.
  public var fields: [Spanned<String>] {
    channels.flatMap { channel -> [Spanned<String>] in
      var fields: [Spanned<String>] = []
      if let field = channel.field { fields.append(field) }
      if case .field(let field?, _, _)? = channel.sort { fields.append(field) }
      return fields
    }
  }
}

extension OptionNode {
  /// Whether the node, or the field it names, is an expression without a value yet.
  fileprivate var isWaiting: Bool {
    if case .interpolation = content { return true }
    return ["field", "aggregate", "type", "timeUnit"].contains { key in
      if case .interpolation? = self[key]?.content { true } else { false }
    }
  }
}

/// The wish for a width or a height.
enum SizeOption: Sendable {
  case automatic
  case pixels(Double)
  /// So many pixels for each category.
  case step(Double)

  init(_ node: OptionNode?, key: String, reader: inout OptionReader) {
    self = .automatic
    guard let node else { return }
    switch node.content {
    case .interpolation, .value(.string("container")): break
    case .value(let value):
      guard let number = value.number, number.isFinite, number > 0, number <= 10_000 else {
        reader.complain(.wrongSize(key, node))
        return
      }
      self = .pixels(number)
    case .mapping:
      var inner = OptionReader(node, of: "'\(key)'")
      inner.rejectUnbuilt(["for"])
      if let step = inner.number("step"), step > 0, step <= 1000 { self = .step(step) }
      for problem in inner.finish() { reader.complain(problem) }
    case .sequence:
      reader.complain(.wrongSize(key, node))
    }
  }
}
