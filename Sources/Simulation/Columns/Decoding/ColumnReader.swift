import Diagnostics
import Options
import Tables

/// Reads the description of one column.
struct ColumnReader {
  var diagnostics: [Diagnostic] = []
  private let context: ColumnContext

  init(_ context: ColumnContext) { self.context = context }

  mutating func complain(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// The column of a description: a kind's name, `= expression`, or `{kind: …, null: …, …}`.
  mutating func draft(_ node: OptionNode) -> ColumnDraft? {
    switch node.content {
    case .interpolation: return nil
    case .value(.string(let text)) where text.hasPrefix("="):
      return expression(Self.spanned(String(text.dropFirst()), in: node), context)
    case .value(.string(let word)):
      guard let kind = ColumnKind(rawValue: word) else {
        complain(.unknownKind(Spanned(word, at: node.span), column: context.column.value))
        return nil
      }
      return draft(kind, .empty(at: node.span), context)
    case .mapping: return described(node)
    default:
      complain(.noKind(context.column, at: node.span))
      return nil
    }
  }

  /// What may stand beside any kind.
  private static let sharedKeys = ["null", "unique", "type", "round"]

  /// A text and where in a node it stands.
  static func spanned(_ text: String, in node: OptionNode) -> Spanned<String> {
    let wanted = Array(text.utf8)
    let bytes = Array(node.span.text.utf8)
    var start = 0
    while start + wanted.count <= bytes.count {
      if bytes[start..<start + wanted.count].elementsEqual(wanted) {
        return Spanned(text, at: node.span.sub(start, start + wanted.count))
      }
      start += 1
    }
    return Spanned(text, at: node.span)
  }

  private mutating func described(_ node: OptionNode) -> ColumnDraft? {
    var reader = OptionReader(node, of: "column '\(context.column.value)'")
    let share = reader.node("null")
    let isUnique = reader.bool("unique") ?? false
    let type = reader.choice("type", as: ColumnTypeName.self)
    let digits = reader.integer("round", in: 0...15)
    var found: (kind: ColumnKind, node: OptionNode)?
    var isUnknown = false
    for entry in node.entries where !Self.sharedKeys.contains(entry.key.value) {
      reader.accept([entry.key.value])
      guard let kind = ColumnKind(rawValue: entry.key.value) else {
        complain(
          .unknownKind(entry.key, column: context.column.value, others: Self.sharedKeys)
        )
        isUnknown = true
        continue
      }
      if let first = found {
        complain(.twoKinds(context.column.value, first.kind.rawValue, entry.key))
      } else {
        found = (kind, entry.node)
      }
    }
    diagnostics += reader.finish()
    guard let found else {
      if !isUnknown { complain(.noKind(context.column, at: node.span)) }
      return nil
    }
    let inner = context.with(
      path: context.path,
      span: found.node.span,
      unique: isUnique ? node["unique"]?.span : nil
    )
    if inner.unique != nil, !Self.canBeUnique(found.kind) {
      complain(.cannotBeUnique(found.kind.rawValue, at: inner.unique ?? node.span))
    }
    // What is rounded may become whole only then.
    let wanted = digits == nil ? type?.type : .float64
    var draft = draft(found.kind, found.node, inner, wanted)
    if let digits { draft = draft.map { rounded($0, digits, node) } }
    return withNulls(draft.map { cast($0, to: type, node) }, share)
  }

  private static func canBeUnique(_ kind: ColumnKind) -> Bool {
    [.sequence, .uuid, .integer, .text, .mail, .userID].contains(kind)
  }

  private func rounded(_ draft: ColumnDraft, _ digits: Int, _ node: OptionNode) -> ColumnDraft {
    let column = context.column.value
    let span = node["round"]?.span ?? node.span
    return draft.then { source, assembly in
      if source.type == .float64 { return RoundedSource(source: source, digits: digits) }
      assembly.diagnostics.append(.cannotRound(column, source.type.name, at: span))
      return nil
    }
  }

  private func cast(
    _ draft: ColumnDraft,
    to type: ColumnTypeName?,
    _ node: OptionNode
  ) -> ColumnDraft {
    guard let type = type?.type else { return draft }
    let column = context.column.value
    let span = node["type"]?.span ?? node.span
    return draft.then { source, assembly in
      if source.type == type { return source }
      guard source.type.canBecome(type) else {
        assembly.diagnostics.append(
          .cannotBecome(column, source.type.name, type.name, at: span)
        )
        return nil
      }
      return CastSource(source: source, type: type, name: column, span: span)
    }
  }

  private mutating func withNulls(_ draft: ColumnDraft?, _ node: OptionNode?) -> ColumnDraft? {
    guard let node else { return draft }
    if case .interpolation = node.content { return nil }
    guard case .value(let value) = node.content, let share = value.number, share >= 0, share <= 1
    else {
      complain(.wrongValue("null", "a share from 0 to 1", at: node.span))
      return nil
    }
    let stream = RandomStream("\(context.path)//null")
    return draft?.then { source, _ in
      share == 0 ? source : NullableSource(source: source, share: share, stream: stream)
    }
  }

  /// The column of a kind with its parameters.
  private mutating func draft(
    _ kind: ColumnKind,
    _ node: OptionNode,
    _ context: ColumnContext,
    _ type: DataType? = nil
  ) -> ColumnDraft? {
    if case .interpolation = node.content { return nil }
    switch kind {
    case .values: return values(node, context).map { ColumnDraft($0) }
    case .constant: return constant(node, context)
    case .by: return conditional(node, context, type)
    case .expression:
      guard case .value(.string(let text)) = node.content else {
        complain(.wrongOptionShape("expression", "an expression", node))
        return nil
      }
      return expression(Self.spanned(text, in: node), context, type)
    default: break
    }
    guard let parameters = parameters(kind, node) else { return nil }
    var reader = KindReader(kind, parameters, context)
    let draft = reader.draft()
    diagnostics += reader.finish()
    return draft
  }

  /// The parameters by name, also when they are a list or a value alone.
  private mutating func parameters(_ kind: ColumnKind, _ node: OptionNode) -> OptionNode? {
    let keys = kind.positional
    switch node.content {
    case .mapping, .value(.null): return node
    case .value where keys.count == 1: return Self.named(keys, [node], node)
    case .sequence(let nodes) where !keys.isEmpty && nodes.count <= keys.count:
      return Self.named(keys, nodes, node)
    default:
      complain(.wrongParameters(kind.rawValue, keys: keys, node))
      return nil
    }
  }

  private static func named(_ keys: [String], _ nodes: [OptionNode], _ node: OptionNode)
    -> OptionNode
  {
    OptionNode(
      .mapping(
        zip(keys, nodes).map { OptionNode.Entry(key: Spanned($0, at: $1.span), node: $1) }
      ),
      at: node.span
    )
  }
}
