import Markup

extension MarkItems {
  func rules(_ rule: RuleGeometry, _ role: String, _ context: DrawingContext) -> Node {
    container("rule", tag: "line", role: role, hasFill: false, in: context) { row, bytes in
      let x = rule.x[row]
      let y = rule.y[row]
      let x2 = rule.x2[row]
      let y2 = rule.y2[row]
      guard x.isFinite, y.isFinite, x2.isFinite, y2.isFinite else { return false }
      bytes.appendTransform(x, y)
      bytes.appendAttribute("x2", x2 - x)
      bytes.appendAttribute("y2", y2 - y)
      return true
    }
  }
}
