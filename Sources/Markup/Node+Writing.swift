extension Node {
  /// The node as HTML5 text (SVG inside HTML follows the same rules).
  public var html: String {
    var out: [UInt8] = []
    write(to: &out, isStandalone: false)
    return String(decoding: out, as: UTF8.self)
  }

  /// The node as XML, for a file of its own (`.svg`): empty elements are self-closed.
  public var xml: String {
    var out: [UInt8] = []
    write(to: &out, isStandalone: true)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends the node's bytes; large pages are written without an intermediate string.
  public func write(to out: inout [UInt8], isStandalone: Bool = false) {
    switch self {
    case .text(let text): Escaping.append(text, to: &out, inAttribute: false)
    case .trusted(let markup): out.append(contentsOf: markup.utf8)
    case .fragment(let nodes):
      for node in nodes { node.write(to: &out, isStandalone: isStandalone) }
    case .element(let element): element.write(to: &out, isStandalone: isStandalone)
    }
  }
}

extension Attribute {
  /// Appends ` name="value"`, escaped: for elements that are written as bytes.
  public func write(to out: inout [UInt8], isStandalone: Bool = true) {
    out.append(UInt8(ascii: " "))
    out.append(contentsOf: name.utf8)
    guard let value = value ?? (isStandalone ? "" : nil) else { return }
    out.append(UInt8(ascii: "="))
    out.append(UInt8(ascii: "\""))
    Escaping.append(value, to: &out, inAttribute: true)
    out.append(UInt8(ascii: "\""))
  }
}

extension Element {
  /// HTML elements that have no end tag (HTML standard, 13.1.2).
  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
  ]

  func write(to out: inout [UInt8], isStandalone: Bool) {
    out.append(UInt8(ascii: "<"))
    out.append(contentsOf: name.utf8)
    for attribute in attributes { attribute.write(to: &out, isStandalone: isStandalone) }
    if isStandalone, children.isEmpty {
      out.append(contentsOf: "/>".utf8)
      return
    }
    out.append(UInt8(ascii: ">"))
    if Self.void.contains(name), !isStandalone { return }
    for child in children { child.write(to: &out, isStandalone: isStandalone) }
    out.append(contentsOf: "</".utf8)
    out.append(contentsOf: name.utf8)
    out.append(UInt8(ascii: ">"))
  }
}
