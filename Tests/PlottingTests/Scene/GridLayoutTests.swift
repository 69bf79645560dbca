import Testing

@testable import Plotting

@Suite struct GridLayoutTests {
  private func places(_ layout: GridLayout, _ boxes: [Bounds]) -> [[Double]] {
    layout.places(boxes).map { [$0.x, $0.y] }
  }

  private let boxes = [
    Bounds(0, 0, 100, 50), Bounds(-10, 0, 80, 60), Bounds(0, -5, 60, 40), Bounds(-20, 0, 40, 30),
  ]

  @Test func cellsOfFacetsAreAsLargeAsTheLargest() {
    let layout = GridLayout(
      columns: 2,
      columnAlign: .all,
      rowAlign: .all,
      columnPadding: 20,
      rowPadding: 20
    )
    // Across 100 and the widest overhang of 20; down 60 and one of 5.
    #expect(places(layout, boxes) == [[0, 0], [140, 0], [0, 85], [140, 85]])
  }

  @Test func rowsAndColumnsFollowTheirOwnLargest() {
    let each = GridLayout(columns: 2, columnPadding: 20, rowPadding: 20)
    #expect(places(each, boxes) == [[0, 0], [140, 0], [0, 85], [140, 85]])
    let none = GridLayout(
      columns: 2,
      columnAlign: .none,
      rowAlign: .none,
      columnPadding: 20,
      rowPadding: 20
    )
    #expect(places(none, boxes) == [[0, 0], [130, 0], [0, 85], [140, 80]])
  }

  @Test func oneRowAndOneColumn() {
    let row = GridLayout(columns: 0, columnPadding: 10)
    #expect(places(row, Array(boxes.prefix(2))) == [[0, 0], [120, 0]])
    let column = GridLayout(columns: 1, rowPadding: 10)
    #expect(places(column, Array(boxes.prefix(2))) == [[0, 0], [0, 60]])
    #expect(places(column, []) == [])
  }

  @Test func smallerCellsMayBeCentred() {
    var layout = GridLayout(columns: 1, rowPadding: 10)
    layout.centersColumns = true
    #expect(places(layout, [Bounds(0, 0, 100, 10), Bounds(0, 0, 40, 10)]) == [[0, 0], [30, 20]])
  }

  @Test func theWholeIsAnchored() {
    var layout = GridLayout(columns: 1)
    layout.x = 200
    layout.columnAnchor = .end
    layout.y = 100
    layout.rowAnchor = .middle
    #expect(places(layout, [Bounds(0, 0, 50, 20)]) == [[150, 90]])
  }
}
