import Testing

@testable import Plotting

/// What is said of views that cannot be read.
@Suite struct BrokenViewOptionTests {
  @Test func complaints() { Reading.expectComplaints(of: Self.table) }

  /// A specification, and below it what is wrong with it.
  private static let table = #"""
    {layer: []}
      1:9 '[]' 'layer' must be a list of at least one view [wrong-value]
    {layer: [{mark: bar}], hconcat: [{mark: bar}]}
      1:24 'hconcat' a view has 'layer' or 'hconcat', not both [two-compositions]; nest one in \#
    the other's views
    {facet: {field: a}}
      1:1 '{facet: {field: a}}' 'facet' needs the option 'spec' [missing-option]; add a line \#
    'spec: …'
    {facet: {row: a, col: b}, spec: {mark: bar}}
      1:18 'col' 'facet' has no option 'col' [unknown-option]; options: column, row
    {repeat: 3, spec: {mark: bar}}
      1:10 '3' 'repeat' must be a list of fields or a mapping of 'row', 'column' and 'layer', \#
    not a number [wrong-type]
    {layer: [{mark: bar, encoding: {row: a, x: b}}]}
      1:38 'a' a layer cannot be split into facets by itself [facet-in-layer]; move the facet \#
    channel to the 'encoding' of all layers
    {layer: [{hconcat: [{mark: bar}]}]}
      1:10 '{hconcat: [{mark: bar}]}' a layer cannot hold a concatenation [facet-in-layer]; \#
    layers are single views; put the layer inside instead
    {hconcat: [{mark: bar}], width: 100}
      1:26 'width' warning: 'hconcat' does nothing with 'width' [ignored-option]
    {mark: bar, transform: [{filtr: "datum.a"}]}
      1:26 'filtr' no transform 'filtr' [unknown-transform]; did you mean 'filter'?
    {mark: bar, data: 3}
      1:19 '3' 'data' must be a table's name or a mapping, not a number [wrong-type]
    {mark: bar, data: {url: a.csv, format: {type: excel}}}
      1:47 'excel' 'excel' is not a value of 'type' [unknown-choice]; choices: csv, dsv, json, \#
    ndjson, tsv
    {mark: bar, data: {url: a.csv, format: {parse: {a: real}}}}
      1:52 'real' 'real' is not a value of 'parse' [unknown-choice]; choices: boolean, date, \#
    number, string, utc
    {mark: bar, data: {sequence: {start: 0, stop: 10, step: 0}}}
      1:30 '{start: 0, stop: 10, step: 0}' 'step' must be such that there are at most \#
    1,000,000 rows [wrong-value]
    {mark: bar, spacing: {rows: 3}}
      1:23 'rows' 'spacing' has no option 'rows' [unknown-option]; did you mean 'row'?
    {mark: bar, columns: 3}
      1:13 'columns' warning: a single view does nothing with 'columns' [ignored-option]
    {mark: bar, align: left}
      1:20 'left' 'left' is not a value of 'align' [unknown-choice]; choices: all, each, none
    {mark: bar, view: {strokes: red}}
      1:20 'strokes' 'view' has no option 'strokes' [unknown-option]; did you mean 'stroke'?
    {mark: bar, config: {line: {points: true}}}
      1:29 'points' 'line' has no option 'points' [unknown-option]; did you mean 'point'?
    {mark: bar, config: {style: {cell: {stroek: red}}}}
      1:37 'stroek' 'cell' has no option 'stroek' [unknown-option]; did you mean 'stroke'?
    {mark: bar, config: {locale: {}}}
      1:22 'locale' option 'locale' of the chart grammar is not supported [unsupported]
    {mark: bar, selection: {brush: {type: interval}}}
      1:13 'selection' a report is a still picture: selections of the chart grammar are not \#
    supported [unsupported]; take out 'select' and what depends on it, or write 'test' for 'param'
    """#
}
