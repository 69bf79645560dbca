import Markup

extension MarkItems {
  func symbols(_ symbol: SymbolGeometry, _ role: String, _ context: DrawingContext) -> Node {
    if isMerged(symbol, context) { return mergedSymbols(symbol, role, context) }
    var outlines = SymbolOutlines(symbol)
    return container("symbol", tag: "path", role: role, in: context) { row, bytes in
      guard symbol.isPlaced(row) else { return false }
      bytes.appendTransform(symbol.x[row], symbol.y[row], angle: symbol.angle[row])
      bytes.appendData(outlines[row])
      return true
    }
  }

  /// Whether there are so many symbols that those of one look become one path.
  ///
  /// That keeps a page small. What is lost: their tooltips, and that translucent ones of one look
  /// darken one another.
  private func isMerged(_ symbol: SymbolGeometry, _ context: DrawingContext) -> Bool {
    guard context.theme.usesClasses, (order?.count ?? count) > context.theme.symbolLimit,
      symbol.angle.constant == 0, case .one(nil) = href
    else { return false }
    // A gradient would stretch over all of them.
    if case .gradient? = fill.constant { return false }
    if case .gradient? = stroke.constant { return false }
    return true
  }

  private func mergedSymbols(_ symbol: SymbolGeometry, _ role: String, _ context: DrawingContext)
    -> Node
  {
    var look = self
    look.tooltip = .one([])
    look.itemDescription = .one(nil)
    let isDisc = stroke.constant == Paint.none && symbol.shape.constant == "circle"
    let size = isDisc ? symbol.size.constant : nil
    if let size {
      // A line of no length with a round cap is a disc, in a quarter of the bytes.
      look.stroke = fill
      look.fill = .one(.none)
      look.strokeOpacity = fillOpacity
      look.strokeWidth = .one(max(0, size).squareRoot())
      look.strokeCap = "round"
    }
    var style = MarkStyle(look, in: context)
    var shapes = SymbolShapes(symbol)
    var places: [[UInt8]: Int] = [:]
    var groups: [(row: Int, path: PathData, runs: DiscRuns)] = []
    let joins = size != nil && (order?.count ?? count) >= DiscRuns.least
    let diameter = max(0, size ?? 0).squareRoot()
    var key: [UInt8] = []
    var drawn = 0
    var taken: Set<Int> = []
    for row in drawingOrder where symbol.isPlaced(row) {
      key.removeAll(keepingCapacity: true)
      style.append(row, to: &key)
      let place = places[key] ?? groups.count
      if place == groups.count {
        places[key] = place
        groups.append((row, PathData(), DiscRuns(diameter: diameter)))
      }
      drawn += 1
      if joins {
        groups[place].runs.add(symbol.x[row], symbol.y[row])
        continue
      }
      // Of symbols of one look at one pixel only the first is seen.
      guard taken.insert(symbol.pixel(row) &* 4_096 &+ place).inserted else { continue }
      if size != nil {
        groups[place].path.move(symbol.x[row], symbol.y[row])
        groups[place].path.stay()
      } else {
        let at = Point(symbol.x[row], symbol.y[row])
        shapes[row].append(size: symbol.size[row], at: at, to: &groups[place].path)
      }
    }
    var writer = MarkWriter(look, role: role, tooltipCount: 0, in: context)
    writer.open("symbol")
    for group in groups {
      writer.item(
        group.row,
        "path",
        { bytes in
          bytes.appendData(joins ? group.runs.path() : group.path.bytes)
          return true
        }
      )
    }
    writer.close()
    context.count(drawn)
    return writer.node
  }
}

extension SymbolGeometry {
  /// A number for each pixel and size.
  fileprivate func pixel(_ row: Int) -> Int {
    func whole(_ value: Double) -> Int { Int(max(-1e6, min(1e6, value.rounded()))) & 0xFFFF }
    return (whole(x[row]) << 32) | (whole(y[row]) << 16) | whole(size[row])
  }

  fileprivate func isPlaced(_ row: Int) -> Bool {
    let size = size[row]
    return x[row].isFinite && y[row].isFinite && size.isFinite && size >= 0
  }
}

/// The shapes of rows, each read once.
private struct SymbolShapes {
  private let names: Visual<String>
  private var known: [String: SymbolShape] = [:]
  private var constant: SymbolShape?

  init(_ symbol: SymbolGeometry) {
    names = symbol.shape
    constant = symbol.shape.constant.map { SymbolShape($0) ?? .circle }
  }

  subscript(row: Int) -> SymbolShape {
    mutating get {
      if let constant { return constant }
      let name = names[row]
      if let shape = known[name] { return shape }
      let shape = SymbolShape(name) ?? .circle
      known[name] = shape
      return shape
    }
  }
}

/// The path data of rows around the origin; where all are of one size, each shape is written once.
private struct SymbolOutlines {
  private let symbol: SymbolGeometry
  private var shapes: SymbolShapes
  private var known: [String: [UInt8]] = [:]
  private var constant: [UInt8]?
  private var path = PathData()

  init(_ symbol: SymbolGeometry) {
    self.symbol = symbol
    shapes = SymbolShapes(symbol)
    guard symbol.shape.isConstant, let size = symbol.size.constant else { return }
    shapes[0].append(size: size, to: &path)
    constant = path.bytes
  }

  subscript(row: Int) -> [UInt8] {
    mutating get {
      if let constant { return constant }
      let name = symbol.shape[row]
      if let size = symbol.size.constant {
        if let outline = known[name] { return outline }
        path.removeAll()
        shapes[row].append(size: size, to: &path)
        known[name] = path.bytes
        return path.bytes
      }
      path.removeAll()
      shapes[row].append(size: symbol.size[row], to: &path)
      return path.bytes
    }
  }
}
