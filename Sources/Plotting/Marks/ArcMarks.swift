import Markup

extension MarkItems {
  func arcs(_ arc: ArcGeometry, _ role: String, _ context: DrawingContext) -> Node {
    var path = PathData()
    return container("arc", tag: "path", role: role, in: context) { row, bytes in
      let shape = ArcPath(
        innerRadius: arc.innerRadius[row],
        outerRadius: arc.outerRadius[row],
        startAngle: arc.startAngle[row],
        endAngle: arc.endAngle[row],
        padAngle: arc.padAngle[row],
        cornerRadius: arc.cornerRadius[row]
      )
      guard arc.x[row].isFinite, arc.y[row].isFinite, shape.isFinite else { return false }
      path.removeAll()
      shape.append(to: &path)
      bytes.appendTransform(arc.x[row], arc.y[row])
      bytes.appendData(path.bytes)
      return true
    }
  }
}

extension ArcPath {
  var isFinite: Bool {
    innerRadius.isFinite && outerRadius.isFinite && startAngle.isFinite && endAngle.isFinite
      && padAngle.isFinite && cornerRadius.isFinite
  }
}
