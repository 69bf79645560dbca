import Markup

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension MarkItems {
  func texts(_ text: TextGeometry, _ role: String, _ context: DrawingContext) -> Node {
    let rows = drawingOrder
    var look = self
    // A halo in the colour of the page lies behind the letters, not over them.
    var isHaloed = false
    if case .role(.page, _)? = stroke.constant {
      isHaloed = true
      look.strokeJoin = strokeJoin ?? "round"
    }
    var writer = MarkWriter(look, role: role, tooltipCount: rows.count, in: context)
    let hasTooltips = tooltip.constant != []
    writer.open("text")
    for row in rows {
      guard let place = text.place(row) else { continue }
      let lines = text.lines(row)
      // Pages leave out what cannot be seen; plain pictures keep it, as the reference does.
      guard !lines.isEmpty || !context.theme.usesClasses else { continue }
      writer.item(
        row,
        "text",
        { bytes in
          text.appendAttributes(row, place, to: &bytes, isPlain: !context.theme.usesClasses)
          if isHaloed { bytes.append(" paint-order=\"stroke\"") }
          return true
        },
        content: { bytes in
          // Beside a title a single line has an element of its own, too.
          if lines.isEmpty {
            return
          } else if lines.count == 1, !hasTooltips {
            Node.text(lines[0]).write(to: &bytes)
          } else {
            text.appendSpans(lines, row, to: &bytes)
          }
        }
      )
    }
    writer.close()
    context.count(writer.itemCount)
    return writer.node
  }
}

extension TextGeometry {
  /// The point that the text stands at; nil where the row has none.
  fileprivate func place(_ row: Int) -> Point? {
    var place = Point(x[row], y[row])
    let radius = radius[row]
    if radius != 0 {
      let angle = theta[row] - .pi / 2
      place += radius * Point(cos(angle), sin(angle))
    }
    let size = fontSize[row]
    return place.isFinite && size.isFinite && size > 0 ? place : nil
  }

  /// The lines as they are shown: without spaces around them, and cut to the limit.
  ///
  /// Empty where nothing would be seen.
  fileprivate func lines(_ row: Int) -> [String] {
    let limit = limit[row]
    let lines = text[row].map { line -> String in
      let line = Self.trimmed(line)
      return limit > 0 ? cut(line, to: limit, row) : line
    }
    return lines.allSatisfy(\.isEmpty) ? [] : lines
  }

  private func cut(_ line: String, to limit: Double, _ row: Int) -> String {
    let size = fontSize[row]
    if !isRightToLeft, ellipsis == "…" {
      return TextMeasure.truncated(line, to: limit, size: size)
    }
    guard TextMeasure.width(line, size: size) >= limit else { return line }
    var room = limit - TextMeasure.width(ellipsis, size: size)
    var kept: [Character] = []
    for character in isRightToLeft ? line.reversed() : Array(line) {
      room -= TextMeasure.width(String(character), size: size)
      if room < 0 { break }
      kept.append(character)
    }
    return isRightToLeft ? ellipsis + String(kept.reversed()) : String(kept) + ellipsis
  }

  private static func trimmed(_ line: String) -> String {
    guard line.first?.isWhitespace == true || line.last?.isWhitespace == true else { return line }
    var rest = line[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  fileprivate func appendAttributes(
    _ row: Int,
    _ place: Point,
    to bytes: inout [UInt8],
    isPlain: Bool
  ) {
    let anchor =
      switch align[row] {
      case "center": "middle"
      case "right": "end"
      default: "start"
      }
    Attribute("text-anchor", anchor).write(to: &bytes)
    let dx = dx[row].isFinite ? dx[row] : 0
    let dy = (dy[row].isFinite ? dy[row] : 0) + offset(row)
    let angle = angle[row]
    if angle != 0, angle.isFinite {
      bytes.append(" transform=\"")
      bytes.appendCall("translate(", place.x, place.y)
      bytes.append(" rotate(")
      Coordinate.append(angle, to: &bytes)
      bytes.append(UInt8(ascii: ")"))
      if dx != 0 || dy != 0 { bytes.appendCall(" translate(", dx, dy) }
      bytes.append(UInt8(ascii: "\""))
    } else {
      bytes.appendTransform(place.x + dx, place.y + dy)
    }
    // A report's style sheet sets the family of what names none.
    if let family = font[row] ?? (isPlain ? "sans-serif" : nil) {
      Attribute("font-family", family).write(to: &bytes)
    }
    Attribute("font-size", Coordinate.text(fontSize[row]) + "px").write(to: &bytes)
    if let style = fontStyle[row] { Attribute("font-style", style).write(to: &bytes) }
    if let weight = fontWeight[row] { Attribute("font-weight", weight).write(to: &bytes) }
  }

  /// From the point down to the first baseline, in whole pixels.
  ///
  /// Source: https://vega.github.io/vega/docs/marks/text/ (baselines as parts of the font size).
  private func offset(_ row: Int) -> Double {
    let size = fontSize[row]
    let line = lineHeight ?? size + 2
    let offset =
      switch baseline[row] {
      case "top": 0.79 * size
      case "middle": 0.3 * size
      case "bottom": -0.21 * size
      case "line-top": 0.29 * size + 0.5 * line
      case "line-bottom": 0.29 * size - 0.5 * line
      default: 0.0
      }
    // Halves go up, as in JavaScript.
    return (offset + 0.5).rounded(.down)
  }

  fileprivate func appendSpans(_ lines: [String], _ row: Int, to bytes: inout [UInt8]) {
    let height = Coordinate.text(lineHeight ?? fontSize[row] + 2)
    for (index, line) in lines.enumerated() {
      let place = index == 0 ? [] : [Attribute("x", "0"), Attribute("dy", height)]
      Node.element(Element("tspan", place, [.text(line)])).write(to: &bytes, isStandalone: false)
    }
  }
}
