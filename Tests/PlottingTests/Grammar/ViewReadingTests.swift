import Testing

@testable import Plotting

/// The forms that marks, guides and views are written in.
@Suite struct ViewReadingTests {
  @Test func guidesTakenAway() {
    let spec = #"""
      {mark: area, encoding: {x: {field: a, axis: null}, y: {field: b, stack: null,
       scale: null}, color: {field: c, legend: false}}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        area
        - x: a axis=none
        - y: b scale=none stack=none
        - color: c legend=none
        """#
    )
  }

  @Test func axisProperties() {
    let spec = #"""
      {mark: area, encoding: {x: {field: a, axis: {values: [{year: 2012}],
       labelColor: {condition: {test: "datum.value > 1", value: red}, value: grey},
       title: null}}, y: {field: b, stack: normalize}, y2: {value: {expr: h}}}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        area
        - x: a axis(labelColor,title,values)
        - y: b stack=normalize
        - y2: value={h}
        """#
    )
  }

  @Test func markProperties() {
    let spec = #"""
      {mark: {type: line, point: transparent, line: false, style: [a, b], strokeDash: [4,
       2], text: [l1, l2], tooltip: {content: data}, width: {band: 0.7}, x: width,
       invalid: null, color: {gradient: linear, stops: [{offset: 0, color: white},
       {offset: 1, color: red}]}}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        line [a b] color=gradient(2) invalid= strokeDash=[4, 2] text=[l1, l2] \#
        tooltip={content: data} width={band: 0.7} x=width line:none point:1
        """#
    )
  }

  @Test func expressionsInMarks() {
    let spec = #"""
      {mark: {type: line, point: true, style: a, opacity: {expr: "1/2"},
       cornerRadius: {signal: r}, fontWeight: 600}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        line [a] cornerRadius={r} fontWeight=600 opacity={1/2} point:0
        """#
    )
  }

  @Test func layers() {
    let spec = #"""
      {layer: [{mark: bar, name: a}, {layer: [{mark: rule}, {mark: text}], width: 100}],
       encoding: {x: a}, height: {step: 12}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        layer height
        - x: a
          bar 'a'
          layer width
            rule
            text
        """#
    )
  }

  @Test func facetOfOneField() {
    let spec = #"""
      {facet: {field: a, columns: 3, spacing: {row: 4, column: 8}}, columns: 2, align: all,
       spec: {mark: bar}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        facet columns=2 align=all
        - facet: a
          bar
        """#
    )
  }

  @Test func facetOfRowsAndColumns() {
    let spec = #"""
      {facet: {row: a, column: {field: b, header: null}}, spec: {mark: bar}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        facet
        - row: a
        - column: b
          bar
        """#
    )
  }

  @Test func repeats() {
    let spec = #"""
      {repeat: {row: [a, b], column: [c]}, spec: {mark: point,
       encoding: {x: {field: {repeat: column}}, y: {field: {repeat: row},
       sort: {field: {repeat: column}, op: mean}}, color: {datum: {repeat: row}}}}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        repeat
          point
          - x: <column>
          - y: <row> sort=<column>
          - color:
        """#
    )
  }

  @Test func concatenations() {
    let spec = #"""
      {concat: [{mark: bar}, {hconcat: [{mark: bar}, {vconcat: [{mark: bar}]}]}],
       columns: 2, spacing: 5}
      """#
    #expect(
      Reading.outline(spec) == #"""
        concat wrapped columns=2 rowSpacing=5.0 columnSpacing=5.0
          bar
          concat horizontal
            bar
            concat vertical
              bar
        """#
    )
  }

  @Test func sizesAndOffsets() {
    let spec = #"""
      {mark: bar, data: rows, width: container, encoding: {xOffset: a, yError: {value: 3}}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        bar data width
        - xOffset: a
        - yError: value=3
        """#
    )
  }
}
