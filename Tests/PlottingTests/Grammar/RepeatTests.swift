import Testing

@testable import Plotting

/// Repeats written out.
@Suite struct RepeatTests {
  @Test func wrappedRepeats() {
    let spec = #"""
      {repeat: [a b, 2c], columns: 1, data: t, spec: {name: v, data: u, mark: bar,
       encoding: {x: {field: {repeat: repeat}, bin: true}, y: "count()"}}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        concat wrapped data columns=1 align=all
          bar 'v_child__a_b'
          - x: a b bin(-)
          - y: count()
          bar 'v_child___2c'
          - x: 2c bin(-)
          - y: count()
        """#
    )
  }

  @Test func repeatsInThreeDirections() {
    let spec = #"""
      {repeat: {row: [a], column: [b, c], layer: [d, e]}, spec: {mark: line,
       encoding: {x: {field: {repeat: column}}, y: {field: {repeat: layer}},
       color: {datum: {repeat: layer}}, detail: {field: {repeat: row}}}}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        concat wrapped columns=2 align=all
          layer 'child__row_acolumn_b'
            line 'child__row_acolumn_bchild__layer_d'
            - x: b
            - y: d
            - color::N datum=d
            - detail: a
            line 'child__row_acolumn_bchild__layer_e'
            - x: b
            - y: e
            - color::N datum=e
            - detail: a
          layer 'child__row_acolumn_c'
            line 'child__row_acolumn_cchild__layer_d'
            - x: c
            - y: d
            - color::N datum=d
            - detail: a
            line 'child__row_acolumn_cchild__layer_e'
            - x: c
            - y: e
            - color::N datum=e
            - detail: a
        """#
    )
  }

  @Test func repeatedSortsAndConditions() {
    let spec = #"""
      {repeat: {column: [a, b]}, spec: {mark: bar, encoding: {x: {field: c,
       sort: {field: {repeat: column}, op: mean}}, color: {condition: {test: "datum.a",
       field: {repeat: column}}, value: red}, row: {field: {repeat: column}}}}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        concat wrapped columns=2 align=all
          facet 'child__column_a'
          - row: a
            bar
            - x: c sort=mean(a)
            - color: value=red when(datum.a)[color: a]
          facet 'child__column_b'
          - row: b
            bar
            - x: c sort=mean(b)
            - color: value=red when(datum.a)[color: b]
        """#
    )
  }

  @Test func repeatsOutsideOfRepeats() {
    let spec = #"""
      {facet: {column: {field: {repeat: row}}}, columns: 3, spec: {mark: bar}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        facet
          bar
        1:35 'row' 'repeat: row' stands outside of a repeat [unknown-repeat]
        1:1 '…' warning: 'columns' does nothing for a facet by row and column [ignored-option]
        """#
    )
  }

  @Test func layerRepeatsOfLayers() {
    let spec = #"""
      {concat: [{repeat: {layer: [a, b]}, spec: {layer: [{mark: line}, {mark: point}],
       encoding: {y: {field: {repeat: layer}, type: Q}}}}]}
      """#
    #expect(
      Reading.normal(spec) == #"""
        concat wrapped
          layer
            layer 'child__layer_a'
              line
              - y: a:Q
              point
              - y: a:Q
            layer 'child__layer_b'
              line
              - y: b:Q
              point
              - y: b:Q
        """#
    )
  }
}
