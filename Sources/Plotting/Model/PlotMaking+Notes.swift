import Tables

extension PlotMaking {
  /// Says in the plot of a report that there is nothing to see.
  func emptyNote(_ sizes: Sizes) -> MarkItems {
    note(style.locale.choose("no data", "데이터 없음"), sizes)
  }

  /// Stands for marks that would make the page too large to open.
  func crowdNote(_ count: Int, _ sizes: Sizes) -> MarkItems {
    let number = (try? NumberFormat(",d"))?.string(.int(Int64(count))) ?? "\(count)"
    return note(
      style.locale.choose("\(number) marks are too many to draw", "\(number)개는 너무 많아 그리지 않음"),
      sizes
    )
  }

  private func note(_ text: String, _ sizes: Sizes) -> MarkItems {
    var geometry = TextGeometry(
      x: .one(sizes.width / 2),
      y: .one(sizes.height / 2),
      text: .one([text])
    )
    geometry.align = .one("center")
    geometry.baseline = .one("middle")
    var note = MarkItems(shape: .text(geometry), count: 1, name: "note")
    note.fill = .one(.role(.quiet, "#666"))
    return note
  }
}
