import Testing

@testable import Plotting

/// Points and lines on paths, and lines that are ranges.
@Suite struct OverlayTests {
  @Test func pointsOnRangedLines() {
    let spec = #"""
      {mark: {type: line, point: true, clip: true}, encoding: {x: "date:T", y: "price:Q",
       shape: kind, y2: low}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        layer
          rule clip=true
          - x: date:T
          - y: price:Q
          - y2: low
          point clip=true filled=true opacity=1
          - x: date:T
          - y: price:Q
          - shape: kind
        2:19 'low' warning: a line has no 'y2': rules are drawn instead [line-with-range]; \#
        write 'mark: rule'
        """#
    )
  }

  @Test func areasWithLinesAndPoints() {
    let spec = #"""
      {mark: {type: area, line: {color: black}, point: {size: 9, style: dot},
       tooltip: true, interpolate: step}, name: n, encoding: {x: "date:T",
       y: "sum(price):Q", color: kind}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        layer
          area interpolate=step opacity=0.7 tooltip=true 'n'
          - x: date:T
          - y: price:Q sum()
          - color: kind
          line color=black interpolate=step tooltip=true
          - x: date:T
          - y: price:Q sum() stack=zero
          - color: kind
          point [dot] filled=true opacity=1 size=9 tooltip=true
          - x: date:T
          - y: price:Q sum() stack=zero
          - color: kind
        """#
    )
  }

  @Test func linesOnAreasByConfig() {
    let spec = #"""
      {mark: area, config: {area: {line: true}}, encoding: {x: "date:T", y: "price:Q"}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        layer
          area opacity=0.7
          - x: date:T
          - y: price:Q
          line
          - x: date:T
          - y: price:Q stack=zero
        """#
    )
  }

  @Test func pointsTurnedOff() {
    let spec = #"""
      {mark: {type: line, point: false}, config: {line: {point: true}},
       encoding: {x: "date:T", y: "price:Q"}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        line
        - x: date:T
        - y: price:Q
        """#
    )
  }

  @Test func rangedLines() {
    let spec = #"""
      {mark: line, encoding: {x: "a:Q", x2: b, y: c}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        rule
        - x: a:Q
        - x2: b
        - y: c
        1:39 'b' warning: a line has no 'x2': rules are drawn instead [line-with-range]; \#
        write 'mark: rule'
        """#
    )
  }
}
