#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension MarkItems {
  /// What the marks take up, strokes included; empty for marks that are cut off at the plot.
  ///
  /// Strokes count as widely as Vega counts them: their whole width on each side. Curves are
  /// bounded by their points.
  func bounds(slack: Double = 1) -> Bounds {
    guard !isClipped, count > 0 else { return Bounds() }
    switch shape {
    case .rect(let rect):
      return collect { row in
        let (x, y) = (rect.x[row], rect.y[row])
        let (right, bottom) = (x + rect.width[row], y + rect.height[row])
        guard right.isFinite, bottom.isFinite else { return Bounds() }
        return Bounds(x, y, right, bottom).expanded(stroke(row))
      }
    case .symbol(let symbol):
      return collect { row in
        let (x, y) = (symbol.x[row], symbol.y[row])
        let half = max(0, symbol.size[row]).squareRoot() / 2
        guard x.isFinite, y.isFinite, half.isFinite else { return Bounds() }
        return Bounds(x - half, y - half, x + half, y + half).expanded(stroke(row))
      }
    case .rule(let rule):
      return collect { row in
        let ends = (rule.x[row], rule.y[row], rule.x2[row], rule.y2[row])
        guard ends.0.isFinite, ends.1.isFinite, ends.2.isFinite, ends.3.isFinite else {
          return Bounds()
        }
        return Bounds(ends.0, ends.1, ends.2, ends.3).expanded(stroke(row))
      }
    case .line(let line): return pathBounds([(line.x, line.y)])
    case .area(let area): return pathBounds([(area.x, area.y), (area.x2, area.y2)])
    case .trail(let trail):
      var bounds = Bounds()
      for row in trail.x.indices where trail.x[row].isFinite && trail.y[row].isFinite {
        let half = max(0, trail.size[row]) / 2
        bounds.add(trail.x[row] - half, trail.y[row] - half)
        bounds.add(trail.x[row] + half, trail.y[row] + half)
      }
      return bounds
    case .text(let text): return collect { text.item($0, slack: slack).boundsIfPlaced }
    case .arc(let arc): return collect { arc.bounds($0).expanded(stroke($0)) }
    }
  }

  private func collect(_ each: (Int) -> Bounds) -> Bounds {
    var bounds = Bounds()
    for row in 0..<count { bounds.union(each(row)) }
    return bounds
  }

  /// The width that the stroke of a row adds on each side.
  private func stroke(_ row: Int) -> Double {
    guard stroke[row] != .none, opacity[row] != 0, strokeOpacity[row] != 0 else { return 0 }
    return strokeWidth[row]
  }

  private func pathBounds(_ edges: [([Double], [Double])]) -> Bounds {
    var bounds = Bounds()
    for (xs, ys) in edges {
      for (x, y) in zip(xs, ys) where x.isFinite && y.isFinite { bounds.add(x, y) }
    }
    return bounds.expanded(stroke(0))
  }
}

extension TextGeometry {
  /// One row as a text item.
  fileprivate func item(_ row: Int, slack: Double) -> TextItem {
    var item = TextItem(lines: text[row])
    let angle = theta[row] - .pi / 2
    item.x = x[row] + radius[row] * cos(angle)
    item.y = y[row] + radius[row] * sin(angle)
    item.dx = dx[row]
    item.dy = dy[row]
    item.angle = self.angle[row]
    item.align = align[row]
    item.baseline = baseline[row]
    item.size = fontSize[row]
    item.weight = fontWeight[row]
    item.font = font[row]
    item.limit = limit[row]
    item.lineHeight = lineHeight
    item.slack = slack
    return item
  }
}

extension TextItem {
  fileprivate var boundsIfPlaced: Bounds {
    x.isFinite && y.isFinite && size > 0 && hasText ? bounds : Bounds()
  }
}

extension ArcGeometry {
  /// The bounds of a sector: its corners and where it crosses the axes.
  fileprivate func bounds(_ row: Int) -> Bounds {
    let start = min(startAngle[row], endAngle[row])
    let end = max(startAngle[row], endAngle[row])
    let radii = [innerRadius[row], outerRadius[row]]
    guard start.isFinite, end.isFinite, x[row].isFinite, y[row].isFinite,
      radii.allSatisfy(\.isFinite)
    else { return Bounds() }
    var angles = [start, end]
    let quarter = Double.pi / 2
    if end - start >= 4 * quarter {
      angles = [0, quarter, 2 * quarter, 3 * quarter]
    } else {
      var crossing = (start / quarter).rounded(.up) * quarter
      while crossing < end {
        angles.append(crossing)
        crossing += quarter
      }
    }
    var bounds = Bounds()
    for angle in angles {
      for radius in radii {
        bounds.add(x[row] + radius * sin(angle), y[row] - radius * cos(angle))
      }
    }
    return bounds
  }
}
