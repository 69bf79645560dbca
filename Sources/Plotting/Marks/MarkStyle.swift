import Markup

/// The look of marks as attributes, written once where all marks share it.
///
/// Without classes each item carries its attributes itself, as Vega writes them; with classes what
/// is the same for all stands on their container, which keeps pages small. `opacity` is no such
/// thing: on a container it would make one picture of all that overlaps.
struct MarkStyle {
  /// Classes and attributes of the container.
  private(set) var classes: [String] = []
  private(set) var shared: [UInt8] = []
  /// What every item carries.
  private var constant: [UInt8] = []
  private let paints: (fill: Visual<Paint>?, stroke: Visual<Paint>?)?
  private let numbers: [(name: StaticString, values: [Double])]
  private let dashes: [[Double]]?
  private let context: DrawingContext
  private var painted: [PaintPair: [UInt8]] = [:]

  private struct PaintPair: Hashable {
    let fill: Paint?
    let stroke: Paint?
  }

  /// Works out what items share; `hasFill` is false for rules, which have no inside.
  init(_ items: MarkItems, hasFill: Bool = true, in context: DrawingContext) {
    self.context = context
    var lifted: [UInt8] = []
    var kept: [UInt8] = []
    var numbers: [(name: StaticString, values: [Double])] = []
    let lifts = context.theme.usesClasses

    // Paints: what is constant is lifted where that can be, else it goes with what varies.
    let isUnstroked = items.stroke.constant == Paint.none
    var fill: Visual<Paint>? = hasFill ? items.fill : nil
    var stroke: Visual<Paint>? = isUnstroked ? nil : items.stroke
    let isFixed = fill?.isConstant ?? true && stroke?.isConstant ?? true
    if lifts || isFixed {
      let attributes = Paint.attributes(
        fill: fill?.constant,
        stroke: stroke?.constant,
        in: context
      )
      for attribute in attributes {
        if lifts, attribute.name == "class" {
          classes += [attribute.value].compactMap { $0 }
        } else {
          attribute.write(to: &lifted)
        }
      }
      if fill?.isConstant ?? false { fill = nil }
      if stroke?.isConstant ?? false { stroke = nil }
    }
    paints = fill == nil && stroke == nil ? nil : (fill, stroke)

    func number(_ name: StaticString, _ visual: Visual<Double>, lifts: Bool, standard: Double = 1) {
      switch visual {
      case .one(let value):
        guard value != standard, value.isFinite else { return }
        let attribute = Attribute(name.description, Coordinate.text(value))
        if lifts { attribute.write(to: &lifted) } else { attribute.write(to: &kept) }
      case .each(let values): numbers.append((name, values))
      }
    }
    number("opacity", items.opacity, lifts: false)
    if hasFill, items.fill.constant != Paint.none {
      number("fill-opacity", items.fillOpacity, lifts: true)
    }
    dashes = isUnstroked ? nil : items.strokeDash.each
    if !isUnstroked {
      number("stroke-opacity", items.strokeOpacity, lifts: true)
      number("stroke-width", items.strokeWidth, lifts: true)
      var plain: [(String, String?)] = []
      if let dash = items.strokeDash.constant, !dash.isEmpty {
        plain.append(("stroke-dasharray", Self.text(dash)))
      }
      if items.strokeDashOffset != 0 {
        plain.append(("stroke-dashoffset", Coordinate.text(items.strokeDashOffset)))
      }
      plain.append(("stroke-linecap", items.strokeCap))
      plain.append(("stroke-linejoin", items.strokeJoin))
      plain.append(("stroke-miterlimit", items.strokeMiterLimit.map { Coordinate.text($0) }))
      for (name, value) in plain where value != nil {
        Attribute(name, value).write(to: &lifted)
      }
    }
    if let mode = items.blend, Blending.modes.contains(mode) {
      let blend =
        lifts ? Attribute("class", "q-b-\(mode)") : Attribute("style", "mix-blend-mode:\(mode)")
      // Like opacity, blending is of each item; its class is set with those that vary.
      if !lifts { blend.write(to: &kept) }
      if lifts { blending = "q-b-\(mode)" }
    }
    self.numbers = numbers
    if lifts {
      shared = lifted
      constant = kept
    } else {
      constant = lifted + kept
    }
  }

  private var blending: String?

  /// Appends the attributes of one item.
  mutating func append(_ row: Int, to bytes: inout [UInt8]) {
    if paints != nil || blending != nil {
      let pair = PaintPair(fill: paints?.fill?[row], stroke: paints?.stroke?[row])
      if let known = painted[pair] {
        bytes.append(contentsOf: known)
      } else {
        let made = attributes(pair)
        painted[pair] = made
        bytes.append(contentsOf: made)
      }
    }
    bytes.append(contentsOf: constant)
    for (name, values) in numbers where values[row] != 1 && values[row].isFinite {
      bytes.append(UInt8(ascii: " "))
      bytes.append(name)
      bytes.append(contentsOf: Self.equals)
      Coordinate.append(values[row], to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }
    if let dashes, !dashes[row].isEmpty {
      Attribute("stroke-dasharray", Self.text(dashes[row])).write(to: &bytes)
    }
  }

  private func attributes(_ pair: PaintPair) -> [UInt8] {
    var bytes: [UInt8] = []
    var attributes = Paint.attributes(fill: pair.fill, stroke: pair.stroke, in: context)
    if let blending {
      let first = attributes.firstIndex { $0.name == "class" }
      let others = first.flatMap { attributes.remove(at: $0).value }
      let all = [others, blending].compactMap { $0 }.joined(separator: " ")
      attributes.insert(Attribute("class", all), at: 0)
    }
    for attribute in attributes { attribute.write(to: &bytes) }
    return bytes
  }

  private static func text(_ dash: [Double]) -> String {
    dash.map { Coordinate.text(max(0, $0)) }.joined(separator: ",")
  }

  private static let equals = Array("=\"".utf8)
}

extension Visual {
  var isConstant: Bool { if case .one = self { true } else { false } }

  /// The values of the rows; nil where they are one constant.
  var each: [Content]? { if case .each(let contents) = self { contents } else { nil } }
}
