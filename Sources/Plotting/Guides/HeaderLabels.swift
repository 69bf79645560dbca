import Expressions
import Tables

extension SceneView.Headers {
  enum Kind: Sendable { case row, column }

  private func reader(_ kind: Kind) -> GuideReader<HeaderKey> {
    GuideReader(kind == .row ? rowProperties : columnProperties, NamedValues())
  }

  /// The side of the cells that the labels stand at.
  func labelSide(_ kind: Kind) -> TitleBox.Side {
    let reader = reader(kind)
    let side = reader.text(.labelOrient) ?? reader.text(.orient)
    return TitleBox.Side(rawValue: side ?? "") ?? (kind == .row ? .left : .top)
  }

  /// The side of the grid that the title stands at.
  func titleSide(_ kind: Kind) -> TitleBox.Side {
    let reader = reader(kind)
    let side = reader.text(.titleOrient) ?? reader.text(.orient)
    return TitleBox.Side(rawValue: side ?? "") ?? (kind == .row ? .left : .top)
  }

  /// Where along the grid the title stands.
  func titleAnchor(_ kind: Kind) -> GridLayout.Anchor {
    GridLayout.Anchor(reader(kind).text(.titleAnchor) ?? "middle")
  }

  /// Whether labels are titles of single cells.
  ///
  /// Those of wrapped facets are; and in reports those of rows that stand above or below, and of
  /// columns that stand beside: Vega lets them lie over the neighbouring cells.
  func labelsCells(_ kind: Kind, _ theme: Theme) -> Bool {
    if kind == .column, isWrapped { return true }
    guard theme.usesClasses else { return false }
    let side = labelSide(kind)
    let isAcross = side == .top || side == .bottom
    return kind == .row ? isAcross : !isAcross && !labelsCells(.row, theme)
  }

  /// The title of a cell of a grid; nil where rows and columns have labels of their own.
  func cellLabel(_ index: Int, columnCount: Int, room: Double, _ theme: Theme) -> TitleBox? {
    if labelsCells(.row, theme), index.isMultiple(of: columnCount),
      index / columnCount < rows.count
    {
      return label(rows[index / columnCount].label, .row, room: room, theme: theme)
    }
    guard labelsCells(.column, theme), isWrapped || index < columnCount, index < columns.count
    else { return nil }
    let side = labelSide(.column)
    let isAcross = side == .top || side == .bottom
    return label(columns[index].label, .column, room: isAcross ? room : 0, theme: theme)
  }

  /// The label of a row or a column of cells; nil where there is none.
  ///
  /// `room`: the length of the cell's side; labels in a report wrap within it.
  func label(_ lines: [String], _ kind: Kind, room: Double, theme: Theme) -> TitleBox? {
    let reader = reader(kind)
    guard reader.bool(.labels) ?? true, !lines.isEmpty else { return nil }
    var item = TextItem(lines: lines)
    item.slack = theme.textSlack
    item.size = reader.number(.labelFontSize) ?? 10
    item.weight = reader.text(.labelFontWeight)
    item.style = reader.text(.labelFontStyle)
    item.font = reader.text(.labelFont)
    item.limit = reader.number(.labelLimit) ?? 0
    item.lineHeight = reader.number(.labelLineHeight)
    item.paint = reader.paint(.labelColor) ?? GuideStyle.Role.label.paint(theme)
    let side = labelSide(kind)
    let angle = reader.number(.labelAngle)
    if theme.usesClasses, item.limit <= 0, lines.count == 1, room > 0, angle ?? 0 == 0 {
      item.lines = TextMeasure.wrapped(
        lines[0],
        to: max(room, 60) / item.slack,
        size: item.size,
        isBold: item.isBold,
        maxLines: 3
      )
    }
    var box = TitleBox(text: item, side: side)
    box.isWithinPlot = true
    let isTitle = kind == .row && labelsCells(.row, theme)
    box.anchor = GridLayout.Anchor(reader.text(.labelAnchor) ?? (isTitle ? "start" : "middle"))
    box.offset = reader.number(.labelPadding) ?? 10
    box.settle(
      align: reader.text(.labelAlign)
        ?? Self.align(angle, side, anchor: reader.text(.labelAnchor)),
      angle: angle,
      baseline: reader.text(.labelBaseline) ?? Self.baseline(angle, side)
    )
    return box
  }

  /// The title of all rows or of all columns.
  func title(_ lines: [String], _ kind: Kind, theme: Theme) -> TitleBox? {
    guard lines.contains(where: { !$0.isEmpty }) else { return nil }
    let reader = reader(kind)
    var item = TextItem(lines: lines)
    item.slack = theme.textSlack
    item.size = reader.number(.titleFontSize) ?? 11
    item.weight = reader.text(.titleFontWeight) ?? "bold"
    item.style = reader.text(.titleFontStyle)
    item.font = reader.text(.titleFont)
    item.limit = reader.number(.titleLimit) ?? 0
    item.lineHeight = reader.number(.titleLineHeight)
    item.paint = reader.paint(.titleColor) ?? GuideStyle.Role.title.paint(theme)
    let side = titleSide(kind)
    let angle = reader.number(.titleAngle)
    var box = TitleBox(text: item, side: side)
    box.anchor = titleAnchor(kind)
    box.offset = reader.number(.titlePadding) ?? 10
    box.settle(
      align: reader.text(.titleAlign)
        ?? Self.align(angle, side, anchor: reader.text(.titleAnchor)),
      angle: angle,
      baseline: reader.text(.titleBaseline) ?? Self.baseline(angle, side)
    )
    return box
  }

  /// As labels of an axis at the left of rows and at the top of columns.
  private static func align(
    _ angle: Double?,
    _ side: TitleBox.Side,
    anchor: String?
  ) -> String? {
    if anchor == "start" { return "left" }
    if anchor == "end" { return "right" }
    return angle.flatMap { AxisLabelLook.align($0, side: axisSide(side)) }
  }

  private static func baseline(_ angle: Double?, _ side: TitleBox.Side) -> String? {
    angle.map { AxisLabelLook.baseline($0, side: axisSide(side)) }
  }

  private static func axisSide(_ side: TitleBox.Side) -> AxisGuide.Side {
    side == .left || side == .right ? .left : .top
  }
}
