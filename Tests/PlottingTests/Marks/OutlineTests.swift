import Testing

@testable import Plotting

/// Rectangles, arcs, symbols and trails: outlines checked by hand or as Vega 6.2 writes them.
@Suite struct OutlineTests {
  private func rect(
    _ x: Double,
    _ y: Double,
    _ width: Double,
    _ height: Double,
    _ radii: (Double, Double, Double, Double) = (0, 0, 0, 0)
  ) -> String? {
    var path = PathData()
    let shape = RectGeometry(
      x: .one(x),
      y: .one(y),
      width: .one(width),
      height: .one(height),
      corners: (.one(radii.0), .one(radii.1), .one(radii.2), .one(radii.3))
    )
    return shape.append(0, to: &path) ? path.text : nil
  }

  @Test func `a rectangle takes the short form`() {
    #expect(rect(1, 2.5, 30, 40.125) == "M1,2.5h30v40.125h-30Z")
    #expect(rect(10, 10, -4, -6) == "M6,4h4v6h-4Z")
    #expect(rect(0, 0, .nan, 1) == nil)
    #expect(rect(.infinity, 0, 1, 1) == nil)
  }

  @Test func `radii of corners differ and end at half the shorter side`() {
    let path =
      "M15,20L58,20C59.104,20,60,20.896,60,22L60,35C60,43.279,53.279,50,45,50"
      + "L10,50C10,50,10,50,10,50L10,25C10,22.24,12.24,20,15,20Z"
    #expect(rect(10, 20, 50, 30, (5, 2, 100, 0)) == path)
    #expect(rect(0, 0, 10, 10, (-3, .nan, 0, 0)) == "M0,0h10v10h-10Z")
  }

  private func arc(
    _ r0: Double,
    _ r1: Double,
    _ a0: Double,
    _ a1: Double,
    pad: Double = 0,
    corner: Double = 0
  ) -> String {
    var path = PathData()
    ArcPath(
      innerRadius: r0,
      outerRadius: r1,
      startAngle: a0,
      endAngle: a1,
      padAngle: pad,
      cornerRadius: corner
    ).append(to: &path)
    return path.text
  }

  @Test func `arcs by hand`() {
    // A quarter from the top to the right.
    #expect(arc(0, 10, 0, .pi / 2) == "M0,-10A10,10,0,0,1,10,0L0,0Z")
    #expect(arc(5, 10, 0, .pi / 2) == "M0,-10A10,10,0,0,1,10,0L5,0A5,5,0,0,0,0,-5Z")
    // Radii in the other order make the same slice.
    #expect(arc(10, 5, 0, .pi / 2) == arc(5, 10, 0, .pi / 2))
    #expect(arc(0, 0, 0, 1) == "M0,0Z")
  }

  @Test func `whole discs and rings`() {
    let outer = "M0,-50A50,50,0,1,1,0,50A50,50,0,1,1,0,-50"
    #expect(arc(0, 50, 0, 2 * .pi) == outer + "Z")
    #expect(arc(20, 50, 0, 2 * .pi) == outer + "M0,-20A20,20,0,1,0,0,20A20,20,0,1,0,0,-20Z")
  }

  @Test func `padding and corners as Vega draws them`() {
    #expect(
      arc(20, 50, 3, 1, pad: 0.05)
        == "M8.386,49.292A50,50,0,0,0,42.786,-25.873L17.519,-9.649A20,20,0,0,1,4.149,19.565Z"
    )
    #expect(
      arc(20, 50, 0.3, 0, corner: 20)
        == "M12.711,-41.09A6.5,6.5,0,1,0,0,-43.011L0,-23.25A3.514,3.514,0,0,0,6.871,-22.211Z"
    )
    #expect(
      arc(30, 40, 1, 5, pad: 0.1, corner: 3)
        == "M32.139,-17.666A3,3,0,0,1,36.497,-16.37A40,40,0,1,1,-39.617,-5.52A3,3,0,0,1,"
        + "-35.795,-7.983L-31.911,-6.834A3,3,0,0,1,-29.784,-3.597A30,30,0,1,0,27.592,-11.776"
        + "A3,3,0,0,1,28.73,-15.478Z"
    )
    // Padding wider than the slice leaves a point in its middle.
    #expect(!arc(5, 10, 0, 0.1, pad: 1).contains("nan"))
  }

  @Test(arguments: [
    ("circle", "M5,0A5,5,0,1,1,-5,0A5,5,0,1,1,5,0"), ("square", "M-5,-5h10v10h-10Z"),
    ("cross", "M-5,-2L-5,2L-2,2L-2,5L2,5L2,2L5,2L5,-2L2,-2L2,-5L-2,-5L-2,-2Z"),
    ("diamond", "M-5,0L0,-5L5,0L0,5Z"), ("triangle-up", "M0,-4.33L-5,4.33L5,4.33Z"),
    ("triangle-down", "M0,4.33L-5,-4.33L5,-4.33Z"),
    ("triangle-left", "M-4.33,0L4.33,-5L4.33,5Z"),
    ("triangle-right", "M4.33,0L-4.33,-5L-4.33,5Z"), ("triangle", "M0,-5.774L-5,2.887L5,2.887Z"),
    ("stroke", "M-5,0L5,0"), ("wedge", "M0,-5.774L-1.25,2.887L1.25,2.887Z"),
    ("arrow", "M-0.714,5L0.714,5L0.714,-0.625L2,-0.625L0,-5L-2,-0.625L-0.714,-0.625Z"),
  ])
  func `symbols of Vega`(_ name: String, _ path: String) {
    #expect(SymbolShape.outline(name, size: 100) == path)
  }

  @Test(arguments: [
    ("M0,.2L.5-.3.1.2Z", "M0,2L5,-3L1,2Z"), ("m-1-1h2v2H-1z", "m-10,-10h20v20H-10z"),
    ("M0 0C.1.2.3.4.5.6S1 1 1,1", "M0,0C1,2,3,4,5,6S10,10,10,10"),
    ("M0,0Q1,1,.5,0T-1e-1,+1", "M0,0Q10,10,5,0T-1,10"),
    ("M1,0a1,.5 30 01-1,1", "M10,0a10,5,30,0,1,-10,10"),
    ("M0,0 1,1 1,0", "M0,0L10,10L10,0"),
  ])
  func `a path of one's own is scaled`(_ text: String, _ path: String) {
    #expect(SymbolShape.outline(text, size: 400) == path)
  }

  @Test(arguments: [
    "", "foo", "L1,1", "M1", "M0,0 <script>", "M0,0L1,1\"onload=", "Z", "M0,0a1,1,0,2,0,1,1",
  ])
  func `what is no path is a circle`(_ text: String) {
    #expect(SymbolShape(text) == nil)
    #expect(SymbolShape.outline(text, size: 4) == "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0")
  }

  @Test func `a path is moved where absolute`() throws {
    let shape = try #require(SymbolShape("m1,1l1,0M0,0H1V1a1,1,0,0,0,1,1Z"))
    var path = PathData()
    shape.append(size: 4, at: Point(100, 200), to: &path)
    #expect(path.text == "m101,201l1,0M100,200H101V201a1,1,0,0,0,1,1Z")
  }

  @Test func `a trail is as wide as its sizes`() {
    let shape = TrailGeometry(x: [0, 10, .nan, 30], y: [0, 0, 0, 0], size: .each([2, 4, 1, 1]))
    let path = SeriesPath.trail(shape, [0, 1, 2, 3]).text
    #expect(path == "M0,-1L10,-2A2,2,0,1,1,10,2L0,1A1,1,0,1,1,0,-1Z")
    let still = TrailGeometry(x: [5, 5], y: [5, 5], size: .one(4))
    #expect(SeriesPath.trail(still, [0, 1]).text == "M7,5A2,2,0,1,1,3,5A2,2,0,1,1,7,5Z")
  }
}
