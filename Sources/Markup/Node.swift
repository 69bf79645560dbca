/// A piece of an HTML or SVG document.
///
/// Building pages from nodes is what keeps data as data: text and attribute values are escaped
/// when a node is written, and only `trusted` markup (the author's own, or ours) passes unchanged.
public indirect enum Node: Sendable, Equatable {
  case text(String)
  case element(Element)
  /// Children without an element of their own.
  case fragment([Node])
  /// Markup written as it is; never built from data.
  case trusted(String)

  public static let empty = Node.fragment([])
}

/// An element: name, attributes in the order they are written, children.
public struct Element: Sendable, Equatable {
  public var name: String
  public var attributes: [Attribute]
  public var children: [Node]

  public init(_ name: String, _ attributes: [Attribute] = [], _ children: [Node] = []) {
    self.name = name
    self.attributes = attributes
    self.children = children
  }
}

/// An attribute; a nil value writes the bare name (`hidden`).
public struct Attribute: Sendable, Equatable {
  public var name: String
  public var value: String?

  public init(_ name: String, _ value: String?) {
    self.name = name
    self.value = value
  }
}

extension Node: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .text(value) }
}

extension Node {
  /// An element with attributes as pairs: `Node.tag("p", ["class": "lead"], ["Hello"])`.
  public static func tag(
    _ name: String,
    _ attributes: KeyValuePairs<String, String?> = [:],
    _ children: [Node] = []
  ) -> Node {
    .element(Element(name, attributes.map { Attribute($0.key, $0.value) }, children))
  }

  /// All text below the node, as a screen reader would find it.
  public var plainText: String {
    switch self {
    case .text(let text): text
    case .trusted: ""
    case .fragment(let nodes): nodes.map(\.plainText).joined()
    case .element(let element): element.children.map(\.plainText).joined()
    }
  }
}
