public import Diagnostics
public import Expressions
public import Tables

/// A piece of YAML or JSON with the place of every key and value.
///
/// It is what a directive's options, the front matter and a chart's specification are read from,
/// so that each can say exactly where it is wrong.
public struct OptionNode: Sendable {
  public indirect enum Content: Sendable {
    /// A scalar: null, bool, int, double or string; from JSON also rows of data as one value.
    case value(Value)
    /// A scalar that holds `{{ … }}` and so has no value before it is resolved in a scope.
    case interpolation(Interpolation)
    case sequence([OptionNode])
    case mapping([Entry])
  }

  /// One `key: value` of a mapping.
  public struct Entry: Sendable {
    public let key: Spanned<String>
    public let node: OptionNode

    public init(key: Spanned<String>, node: OptionNode) {
      self.key = key
      self.node = node
    }
  }

  public let content: Content
  public let span: SourceSpan

  public init(_ content: Content, at span: SourceSpan) {
    self.content = content
    self.span = span
  }

  /// An empty mapping at a place: the options of a directive that has none.
  public static func empty(at span: SourceSpan) -> OptionNode { OptionNode(.mapping([]), at: span) }

  /// The entries of a mapping; none for anything else.
  public var entries: [Entry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }

  /// The value of a key of a mapping.
  public subscript(key: String) -> OptionNode? {
    entries.first { $0.key.value == key }?.node
  }

  /// What the node is, in words for messages, such as "a mapping" or "text".
  public var kindName: String {
    switch content {
    case .value(.null): "nothing"
    case .value(.bool): "true or false"
    case .value(.int), .value(.double): "a number"
    case .value(.list): "a list"
    case .value(.record): "a mapping"
    case .value: "text"
    case .interpolation: "an expression"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// All names that the expressions below this node read.
  public var references: [Spanned<String>] {
    switch content {
    case .value: []
    case .interpolation(let interpolation): interpolation.references
    case .sequence(let nodes): nodes.flatMap(\.references)
    case .mapping(let entries): entries.flatMap(\.node.references)
    }
  }

  /// The node with every `{{ … }}` replaced by its value in `scope`.
  ///
  /// A scalar that is one expression alone keeps the value's type; mixed with text it becomes text.
  /// One that has no value is complained about and left as it is, so that its readers add nothing.
  /// Scalars for which `isReady` is false are left as they are: a caption that reads a table waits
  /// until the table exists.
  public func resolved(
    in scope: borrowing some Scope,
    diagnostics: inout [Diagnostic],
    where isReady: (Interpolation) -> Bool = { _ in true }
  ) -> OptionNode {
    switch content {
    case .value: return self
    case .interpolation(let interpolation):
      // One that could not be read has no parts, and no value either.
      guard isReady(interpolation), !interpolation.parts.isEmpty else { return self }
      do throws(Diagnostic) {
        return OptionNode(.value(try interpolation.value(in: scope)), at: span)
      } catch {
        diagnostics.append(error)
        return self
      }
    case .sequence(let nodes):
      var resolved: [OptionNode] = []
      for node in nodes {
        resolved.append(node.resolved(in: scope, diagnostics: &diagnostics, where: isReady))
      }
      return OptionNode(.sequence(resolved), at: span)
    case .mapping(let entries):
      var resolved: [Entry] = []
      for entry in entries {
        let node = entry.node.resolved(in: scope, diagnostics: &diagnostics, where: isReady)
        resolved.append(Entry(key: entry.key, node: node))
      }
      return OptionNode(.mapping(resolved), at: span)
    }
  }
}
