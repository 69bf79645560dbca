import Testing

@testable import Plotting

/// Facet channels, and the channels that layers share.
@Suite struct FacetTests {
  @Test func rowsAndColumns() {
    let spec = #"""
      {mark: point, encoding: {x: a, y: b, row: {field: r, spacing: 3, header: {title: R}},
       column: {field: c, align: each, spacing: 9}}, width: 100, data: t, title: T}
      """#
    #expect(
      Reading.normal(spec) == #"""
        facet data rowSpacing=3.0 columnSpacing=9.0
        - row: r
        - column: c
          point width
          - x: a
          - y: b
        """#
    )
  }

  @Test func wrappedFacets() {
    let spec = #"""
      {mark: line, encoding: {x: a, facet: {field: f, columns: 2}}, height: 50, spacing: 4}
      """#
    #expect(
      Reading.normal(spec) == #"""
        facet columns=2 rowSpacing=4.0 columnSpacing=4.0
        - facet: f
          line height
          - x: a
        """#
    )
  }

  @Test func facetsOfLayers() {
    let spec = #"""
      {layer: [{mark: bar}, {mark: rule, encoding: {x: {datum: 3}}}], encoding: {x: "a:Q",
       column: c}, width: 30}
      """#
    #expect(
      Reading.normal(spec) == #"""
        facet
        - column: c
          layer width
            bar
            - x: a:Q
            rule
            - x::Q datum=3
        """#
    )
  }

  @Test func sharedChannels() {
    let spec = #"""
      {layer: [{mark: bar}, {mark: {type: text, dx: 3}, encoding: {text: b, x: null,
       y: {axis: null, field: d}, color: {value: red}}}, {layer: [{mark: rule,
       encoding: {y: {title: own}}}], encoding: {y: {field: e}}}], encoding: {x: "a:Q",
       y: {field: c, type: Q, axis: {grid: false}, aggregate: mean}, color: {field: k}}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        layer
          bar
          - x: a:Q
          - y: c:Q mean() axis(grid)
          - color: k
          text dx=3
          - y: d:Q mean() axis=none
          - color: value=red
          - text: b
          layer
            rule
            - x: a:Q
            - y: e:Q mean() "own" axis(grid)
            - color: k
        """#
    )
  }
}
