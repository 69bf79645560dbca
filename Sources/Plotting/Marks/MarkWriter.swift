import Markup

/// Writes the container of marks and its items as bytes.
///
/// A chart may hold hundreds of thousands of items, for which nodes would take more time and space
/// than the text they become. Names and numbers are our own; every text of the data is escaped by
/// `Markup`.
struct MarkWriter {
  let items: MarkItems
  let context: DrawingContext
  var bytes: [UInt8] = []
  private let role: String
  private var style: MarkStyle
  private let hasTooltips: Bool
  /// Written once where all items share it.
  private let sharedTooltip: [UInt8]?
  private(set) var itemCount = 0

  /// Begins with nothing written.
  ///
  /// The container gets the class `role-…` for `mark`, or a part of a guide; `tooltipCount` is how
  /// many items have a tooltip, and 0 writes none.
  init(
    _ items: MarkItems,
    role: String = "mark",
    hasFill: Bool = true,
    tooltipCount: Int,
    in context: DrawingContext
  ) {
    self.items = items
    self.context = context
    self.role = role
    style = MarkStyle(items, hasFill: hasFill, in: context)
    let lines = items.tooltip.constant
    hasTooltips = tooltipCount > 0 && lines != [] && context.takeTooltips(tooltipCount)
    sharedTooltip = hasTooltips ? lines.map(Self.title) : nil
  }

  var node: Node { .trusted(String(decoding: bytes, as: UTF8.self)) }

  /// Opens the container of items.
  ///
  /// - Parameters:
  ///   - kind: of the mark in its class, as `rect`.
  ///   - isInner: whether it stands in another one, which has the attributes that are shared.
  mutating func open(_ kind: StaticString, isInner: Bool = false) {
    open(kind, role: role, name: Self.className(items.name), isInner: isInner)
  }

  /// Opens the container of groups that hold one path each.
  mutating func openPathGroup() {
    let name = Self.className(items.name)
    let stem = name.hasSuffix("marks") ? String(name.dropLast(5)) : name + "_"
    open("group", role: "scope", name: stem + "pathgroup", isInner: false)
  }

  private mutating func open(_ kind: StaticString, role: String, name: String, isInner: Bool) {
    bytes.append("<g class=\"mark-")
    bytes.append(kind)
    bytes.append(contentsOf: " role-\(role) ".utf8)
    // The name comes last: that is where Vega's readers look for it.
    if !isInner { for name in style.classes { bytes.append(contentsOf: "\(name) ".utf8) } }
    bytes.append(contentsOf: name.utf8)
    bytes.append(UInt8(ascii: "\""))
    if !isInner {
      bytes.append(contentsOf: style.shared)
      if items.isClipped { Attribute("clip-path", context.clipReference()).write(to: &bytes) }
      if items.isHiddenFromReaders { bytes.append(" aria-hidden=\"true\"") }
      if items.hasCrispEdges { bytes.append(" shape-rendering=\"crispEdges\"") }
      if let cursor = items.cursor { Attribute("cursor", cursor).write(to: &bytes) }
    }
    bytes.append(UInt8(ascii: ">"))
  }

  mutating func close() { bytes.append("</g>") }

  /// Writes one item.
  ///
  /// - Parameters:
  ///   - row: of which the look is taken.
  ///   - tag: the element's name.
  ///   - geometry: appends the attributes that place it; false, with nothing appended, leaves the
  ///     item out.
  ///   - content: appends what stands within the element.
  @inline(__always)
  mutating func item(
    _ row: Int,
    _ tag: StaticString,
    _ geometry: (inout [UInt8]) -> Bool,
    content: ((inout [UInt8]) -> Void)? = nil
  ) {
    let start = bytes.count
    let isLink = openLink(row)
    bytes.append(UInt8(ascii: "<"))
    bytes.append(tag)
    guard geometry(&bytes) else {
      bytes.removeLast(bytes.count - start)
      return
    }
    itemCount += 1
    style.append(row, to: &bytes)
    if let description = items.itemDescription[row] {
      bytes.append(" role=\"graphics-symbol\"")
      Attribute("aria-label", description).write(to: &bytes)
    }
    let contentStart = bytes.count
    bytes.append(UInt8(ascii: ">"))
    if hasTooltips { appendTooltip(row) }
    content?(&bytes)
    if bytes.count == contentStart + 1 {
      bytes.removeLast()
      bytes.append("/>")
    } else {
      bytes.append("</")
      bytes.append(tag)
      bytes.append(UInt8(ascii: ">"))
    }
    if isLink { bytes.append("</a>") }
  }

  private mutating func appendTooltip(_ row: Int) {
    if let sharedTooltip {
      bytes.append(contentsOf: sharedTooltip)
    } else {
      let lines = items.tooltip[row]
      if !lines.isEmpty { bytes.append(contentsOf: Self.title(lines)) }
    }
  }

  /// A `title` element, which browsers and the pages' script show beside the pointer.
  static func title(_ lines: [TooltipLine]) -> [UInt8] {
    var bytes: [UInt8] = []
    let text = lines.map { line in
      guard let title = line.title, !title.isEmpty else { return line.value }
      return "\(title): \(line.value)"
    }
    Node.tag("title", [:], [.text(text.joined(separator: "\n"))]).write(to: &bytes)
    return bytes
  }

  private mutating func openLink(_ row: Int) -> Bool {
    if case .one(nil) = items.href { return false }
    guard let target = LinkTarget.safe(items.href[row]) else { return false }
    bytes.append("<a")
    Attribute("href", target).write(to: &bytes)
    bytes.append(UInt8(ascii: ">"))
    return true
  }

  /// A name as a class: `marks` where there is none.
  private static func className(_ name: String) -> String {
    name.isEmpty
      ? "marks" : String(String.UnicodeScalarView(name.unicodeScalars.map(DrawingContext.safe)))
  }
}
