import Testing

@testable import Plotting

@Suite struct ThinningTests {
  @Test func `a column keeps its first, lowest, highest and last point`() {
    let y = [5.0, 1, 9, 3, 4, 7, 7, 2]
    let points = y.enumerated().map { Point(Double($0.offset) / 8, $0.element) } + [Point(1.5, 0)]
    #expect(Thinning.kept(points, isHorizontal: false) == [0, 1, 2, 7, 8])
    let turned = points.map { Point($0.y, $0.x) }
    #expect(Thinning.kept(turned, isHorizontal: true) == [0, 1, 2, 7, 8])
    #expect(Thinning.kept(turned, isHorizontal: false) == nil)
    #expect(Thinning.kept(points.reversed(), isHorizontal: false)?.count == 5)
  }

  @Test func `an area keeps what either edge needs`() {
    let top = [1.0, 1, 1, 1, 1].enumerated().map { Point(Double($0.offset) / 8, $0.element) }
    let base = [1.0, 8, 1, -8, 1].enumerated().map { Point(Double($0.offset) / 8, $0.element) }
    #expect(Thinning.kept(top, base, isHorizontal: false) == [0, 1, 3, 4])
  }

  @Test func `a long line keeps its extent, its gaps and its ends`() {
    let count = 200_000
    let x = (0..<count).map { Double($0) * 200 / Double(count) }
    var y = (0..<count).map { Double(($0 * 7919) % 101) }
    y[50_000] = .nan
    y[150_000] = -500
    let line = LineGeometry(x: x, y: y)
    let path = SeriesPath.line(line, Array(0..<count), limit: 800).text
    #expect(path.utf8.count < 20_000)
    #expect(path.utf8.count(where: { $0 == UInt8(ascii: "M") }) == 2)
    #expect(path.hasPrefix("M0,0L") && path.contains("-500"))
    var smooth = line
    smooth.interpolation = "basis"
    #expect(SeriesPath.line(smooth, Array(0..<900), limit: 800).text.utf8.count > 20_000)
  }
}
