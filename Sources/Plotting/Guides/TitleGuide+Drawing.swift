import Expressions
import Tables

extension TitleGuide {
  /// The title as text at a side; nil for one that says nothing.
  ///
  /// `isPlot`: of a single plot, whose title stands over the middle of the plot; that of a grid
  /// of views begins at its left.
  /// `room`: the width that long lines wrap to; nil leaves them whole.
  func box(isPlot: Bool, room: Double?, theme: Theme) -> TitleBox? {
    let reader = GuideReader(properties, NamedValues())
    guard text.contains(where: { !$0.isEmpty }) else { return nil }
    var title = TextItem(lines: text)
    title.size = reader.number(.fontSize) ?? 13
    title.weight = reader.text(.fontWeight) ?? "bold"
    title.style = reader.text(.fontStyle)
    title.font = reader.text(.font)
    title.lineHeight = reader.number(.lineHeight)
    title.paint = reader.paint(.color) ?? GuideStyle.Role.title.paint(theme)
    var second: TextItem?
    if subtitle.contains(where: { !$0.isEmpty }) {
      var item = TextItem(lines: subtitle)
      item.size = reader.number(.subtitleFontSize) ?? 12
      item.weight = reader.text(.subtitleFontWeight)
      item.style = reader.text(.subtitleFontStyle)
      item.font = reader.text(.subtitleFont)
      item.lineHeight = reader.number(.subtitleLineHeight)
      item.paint = reader.paint(.subtitleColor) ?? GuideStyle.Role.subtitle.paint(theme)
      second = item
    }
    let side = TitleBox.Side(rawValue: reader.text(.orient) ?? "top") ?? .top
    let anchor = reader.text(.anchor)
    func settle(_ item: inout TextItem) {
      item.slack = theme.textSlack
      item.limit = reader.number(.limit) ?? 0
      item.dx = reader.number(.dx) ?? 0
      item.dy = reader.number(.dy) ?? 0
      guard let room, item.limit <= 0, side == .top || side == .bottom else { return }
      item.lines = item.lines.flatMap {
        TextMeasure.wrapped($0, to: room / item.slack, size: item.size, isBold: item.isBold)
      }
    }
    settle(&title)
    if var item = second {
      settle(&item)
      second = item
    }
    var box = TitleBox(text: title, subtitle: second, side: side)
    box.anchor = GridLayout.Anchor(anchor ?? (isPlot ? "middle" : "start"))
    let isMiddle = anchor == nil || anchor == "middle"
    box.isWithinPlot = (reader.text(.frame) ?? (isPlot && isMiddle ? "group" : "bounds")) == "group"
    box.offset = reader.number(.offset) ?? 4
    box.padding = reader.number(.subtitlePadding) ?? 3
    box.settle(
      align: reader.text(.align),
      angle: reader.number(.angle),
      baseline: reader.text(.baseline)
    )
    return box
  }
}
