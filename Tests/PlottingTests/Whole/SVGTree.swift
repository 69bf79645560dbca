import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An element of an SVG file, as an XML parser of others reads it.
final class SVGTree {
  let name: String
  let attributes: [String: String]
  private(set) var children: [SVGTree] = []
  private(set) var text = ""

  init(name: String, attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// Nil when the text is not well-formed XML.
  static func read(_ text: String) -> SVGTree? {
    let reader = Reader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    return parser.parse() ? reader.root : nil
  }

  var classes: [Substring] { (attributes["class"] ?? "").split(separator: " ") }
  var role: String? { classes.first { $0.hasPrefix("role-") }.map { String($0.dropFirst(5)) } }
  var mark: String? { classes.first { $0.hasPrefix("mark-") }.map { String($0.dropFirst(5)) } }

  /// All text below, lines of a text parted by a slash.
  var allText: String {
    let spans = children.filter { $0.name == "tspan" }
    if !spans.isEmpty { return spans.map(\.text).joined(separator: "/") }
    return text + children.filter { $0.name != "title" }.map(\.allText).joined()
  }

  var descendants: [SVGTree] { children.flatMap { [$0] + $0.descendants } }

  func first(role: String) -> SVGTree? { descendants.first { $0.role == role } }
  func all(role: String) -> [SVGTree] { descendants.filter { $0.role == role } }

  /// The shift of `transform`, 0 where there is none.
  var shift: (x: Double, y: Double) {
    guard let text = attributes["transform"],
      let match = text.firstMatch(of: #/translate\(([-0-9.e]+)[, ]([-0-9.e]+)\)/#)
    else { return (0, 0) }
    return (Double(match.output.1) ?? .nan, Double(match.output.2) ?? .nan)
  }

  /// The degrees of `transform`.
  var rotation: Double {
    attributes["transform"]?.firstMatch(of: #/rotate\(([-0-9.e]+)/#).flatMap { Double($0.output.1) }
      ?? 0
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var root: SVGTree?
    var open: [SVGTree] = []

    func parser(
      _ parser: XMLParser,
      didStartElement name: String,
      namespaceURI: String?,
      qualifiedName: String?,
      attributes: [String: String]
    ) {
      let element = SVGTree(name: name, attributes: attributes)
      open.last?.children.append(element)
      open.append(element)
      if root == nil { root = element }
    }

    func parser(
      _ parser: XMLParser,
      didEndElement name: String,
      namespaceURI: String?,
      qualifiedName: String?
    ) {
      open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { open.last?.text += text }
  }
}
