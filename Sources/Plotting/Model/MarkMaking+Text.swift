import Diagnostics
import Tables

extension MarkMaking {
  func texts() throws(Diagnostic) -> TextGeometry {
    let isPolar = channels[.theta] != nil || channels[.radius] != nil || look.all[.radius] != nil
    var text = TextGeometry(
      x: isPolar && channels[.x] == nil && look.all[.x] == nil
        ? .one(scales.width / 2) : try place(.x, .middle),
      y: isPolar && channels[.y] == nil && look.all[.y] == nil
        ? .one(scales.height / 2) : try place(.y, .middle),
      text: try lines()
    )
    if isPolar {
      text.radius = try place(.radius, .middle)
      text.theta = try place(.theta, .middle)
    }
    text.dx = try number(look.all[.dx], standard: 0)
    text.dy = try number(look.all[.dy], standard: 0)
    text.angle = try numbers(.angle, mark: .angle, standard: 0)
    let align = look.orient == nil && isPolar ? "center" : "center"
    text.align = try words(.align, standard: align)
    text.baseline = try words(.baseline, standard: "middle")
    text.font = .one(look.text(.font))
    text.fontSize = try numbers(.size, mark: .fontSize, standard: 11)
    if channels[.size] == nil { text.fontSize = try number(look.all[.fontSize], standard: 11) }
    text.fontStyle = try optionalWords(.fontStyle)
    text.fontWeight = try optionalWords(.fontWeight)
    text.limit = try number(look.all[.limit], standard: 0)
    text.ellipsis = look.text(.ellipsis) ?? "…"
    text.lineHeight = look.number(.lineHeight)
    text.isRightToLeft = look.text(.dir) == "rtl"
    return text
  }

  private func words(_ key: MarkKey, standard: String) throws(Diagnostic) -> Visual<String> {
    guard let property = look.all[key] else { return .one(standard) }
    return try values(property).map { $0.displayText }
  }

  private func optionalWords(_ key: MarkKey) throws(Diagnostic) -> Visual<String?> {
    guard let property = look.all[key] else { return .one(nil) }
    return try values(property).map { $0.isNull ? nil : $0.displayText }
  }

  private func lines() throws(Diagnostic) -> Visual<[String]> {
    guard let bound = channels[.text] else {
      guard let property = look.all[.text] else { return .one(["Abc"]) }
      return try values(property).map { cut($0) }
    }
    return try lines(bound)
  }

  private func lines(_ bound: Bound) throws(Diagnostic) -> Visual<[String]> {
    let base: Visual<[String]>
    if bound.isData {
      base = try FieldText(self.style, unit).texts(bound, frame).map { text in cut(.string(text)) }
    } else if let value = bound.definition.value {
      base = try values(value).map { cut($0) }
    } else {
      base = .one([""])
    }
    return try conditioned(bound.definition, base: base) { (inner) throws(Diagnostic) in
      try self.lines(Bound.inner(inner, in: bound))
    }
  }

  private func cut(_ value: Value) -> [String] {
    if case .list(let values) = value { return values.map(\.displayText) }
    let text = value.isNull ? "" : value.displayText
    guard let mark = look.text(.lineBreak) ?? style.config.lineBreak, !mark.isEmpty else {
      return [text]
    }
    return text.split(separator: mark, omittingEmptySubsequences: false).map(String.init)
  }

  func links() throws(Diagnostic) -> Visual<String?> {
    guard let bound = channels[.href] else {
      guard let property = look.all[.href] else { return .one(nil) }
      return try values(property).map { $0.isNull ? nil : $0.displayText }
    }
    let base: Visual<String?>
    if bound.isData {
      base = try FieldText(style, unit).texts(bound, frame).map { Optional($0) }
    } else if let value = bound.definition.value {
      base = try values(value).map { $0.isNull ? nil : $0.displayText }
    } else {
      base = .one(nil)
    }
    return try conditioned(bound.definition, base: base) { (inner) throws(Diagnostic) in
      guard let value = inner.value else { return .one(nil) }
      return try self.values(value).map { $0.isNull ? nil : $0.displayText }
    }
  }
}
