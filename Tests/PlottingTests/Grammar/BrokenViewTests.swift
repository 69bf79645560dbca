import Testing

@testable import Plotting

/// What is said of views that cannot be read.
@Suite struct BrokenViewTests {
  @Test func complaints() { Reading.expectComplaints(of: Self.table) }

  /// A specification, and below it what is wrong with it.
  private static let table = #"""
    {mark: bar, width: wide}
      1:20 'wide' 'width' must be 1 to 10,000 pixels [wrong-type]
    {mark: bar, width: {steps: 3}}
      1:21 'steps' 'width' has no option 'steps' [unknown-option]; did you mean 'step'?
    {mark: bar, height: -4}
      1:21 '-4' 'height' must be 1 to 10,000 pixels [wrong-type]
    {mark: bar, data: {values: [], urls: a}}
      1:32 'urls' 'data' has no option 'urls' [unknown-option]; did you mean 'url'?
    {mark: bar, data: {format: {type: csv}}}
      1:19 '{format: {type: csv}}' 'data' needs the option 'url' [missing-option]; add a line \#
    'url: …'
    {mark: bar, data: {url: a.json, format: {type: topojson, feature: b}}}
      1:48 'topojson' format 'topojson' of the chart grammar is not supported [unsupported]
      1:58 'feature' option 'feature' of the chart grammar is not supported [unsupported]
    {mark: bar, data: {sequence: {start: 1}}}
      1:30 '{start: 1}' 'sequence' needs the option 'stop' [missing-option]; add a line 'stop: …'
    {mark: bar, data: {graticule: true}}
      1:20 'graticule' data 'graticule' of the chart grammar is not supported [unsupported]
    {mark: bar, params: [{name: brush, select: interval}, {name: click, select: point}]}
      1:36 'select' a report is a still picture: selections of the chart grammar are not \#
    supported [unsupported]; take out 'select' and what depends on it, or write 'test' for 'param'
    {mark: bar, params: [{name: size, value: 3, bind: {input: range}}]}
      1:45 'bind' warning: a report is a still picture: the input is not shown, the parameter \#
    keeps its value [still-picture]
    {mark: bar, params: [{value: 3}]}
      1:22 '{value: 3}' a parameter needs the option 'name' [missing-option]; add a line 'name: …'
    {mark: bar, resolve: {scale: {x: both}}}
      1:34 'both' 'both' is not a value of 'x' [unknown-choice]; choices: independent, shared
    {mark: bar, title: {txt: a}}
      1:21 'txt' 'title' has no option 'txt' [unknown-option]; did you mean 'text'?
    {mark: bar, autosize: fitted}
      1:23 'fitted' 'fitted' is not a value of 'autosize' [unknown-choice]; choices: fit, \#
    fit-x, fit-y, none, pad
    {mark: bar, padding: wide}
      1:22 'wide' 'padding' must be a number, not text [wrong-type]
    {mark: bar, projection: {type: mercator}}
      1:13 'projection' option 'projection' of the chart grammar is not supported [unsupported]
    {mark: bar, colour: red}
      1:13 'colour' the chart has no option 'colour' [unknown-option]; options: $schema, \#
    align, autosize, background, bounds, center, config, data, datasets, description, \#
    encoding, height, … (23 in all)
    {mark: bar, config: {axsi: {grid: false}}}
      1:22 'axsi' 'config' has no option 'axsi' [unknown-option]; did you mean 'axis'?
    {mark: bar, config: {axis: {gridColour: red}}}
      1:29 'gridColour' 'axis' has no option 'gridColour' [unknown-option]; did you mean \#
    'gridColor'?
    {mark: bar, config: {range: {category: 3}}}
      1:40 '3' 'category' must be a list or {scheme: …}, not a number [wrong-type]
    """#
}
