import Testing

@testable import Plotting

/// What is said of channels that cannot be read.
@Suite struct BrokenChannelTests {
  @Test func complaints() { Reading.expectComplaints(of: Self.table) }

  /// A specification, and below it what is wrong with it.
  private static let table = #"""
    {encoding: {x: a}}
      1:1 '{encoding: {x: a}}' the chart needs the option 'mark' [missing-option]; add a line \#
    'mark: …'
    {mark: bar, encoding: 3}
      1:23 '3' 'encoding' must be a mapping of channels, not a number [wrong-type]
    {mark: bar, encoding: {z: a}}
      1:24 'z' no channel 'z' [unknown-channel]; channels: angle, color, column, description, \#
    detail, facet, fill, fillOpacity, href, key, opacity, order, … (36 in all)
    {mark: bar, encoding: {latitude: a}}
      1:24 'latitude' channel 'latitude' of the chart grammar is not supported [unsupported]
    {mark: bar, encoding: {x: [a]}}
      1:27 '[a]' 'x' must be a field or a mapping, not a list [wrong-type]
    {mark: bar, encoding: {x: {}}}
      1:27 '{}' warning: channel 'x' names no field [empty-channel]; give a field, or \#
    'count()' or a value
    {mark: bar, encoding: {x: {feild: a}}}
      1:28 'feild' channel 'x' has no option 'feild' [unknown-option]; did you mean 'field'?
    {mark: bar, encoding: {x: {field: a, type: numbers}}}
      1:44 'numbers' no type 'numbers' [unknown-type]; types: Q (quantitative), O (ordinal), N \#
    (nominal), T (temporal)
    {mark: bar, encoding: {x: {field: a, type: geojson}}}
      1:44 'geojson' type 'geojson' of the chart grammar is not supported [unsupported]
    {mark: bar, encoding: {x: "median(price):X"}}
      1:42 'X' no type 'X' [unknown-type]; types: Q (quantitative), O (ordinal), N (nominal), \#
    T (temporal)
    {mark: bar, encoding: {x: "men(price)"}}
      1:28 'men' no aggregate or time unit 'men' [unknown-function]; did you mean 'mean'?
    {mark: bar, encoding: {x: "sum()"}}
      1:28 'sum' 'sum' needs a field [empty-channel]; as in 'sum(price)'
    {mark: bar, encoding: {x: {aggregate: sum}}}
      1:39 'sum' 'sum' needs a field [empty-channel]; as in 'sum(price)'
    {mark: bar, encoding: {x: {field: a, aggregate: avg}}}
      1:49 'avg' no aggregate 'avg' [unknown-function]; aggregates: argmax, argmin, average, \#
    ci0, ci1, count, distinct, max, mean, median, min, missing, … (23 in all)
    {mark: bar, encoding: {x: {field: a, aggregate: argmax}}}
      1:49 'argmax' 'argmax' needs the field that is greatest or least [wrong-type]; as in \#
    {argmax: price}
    {mark: bar, encoding: {x: {field: a, aggregate: {argmaxx: b}}}}
      1:50 'argmaxx' 'aggregate' has no option 'argmaxx' [unknown-option]; did you mean 'argmax'?
    {mark: bar, encoding: {x: {field: a, timeUnit: yearmoth}}}
      1:48 'yearmoth' no time unit 'yearmoth' [unknown-time-unit]; did you mean 'yearmonth'?
    {mark: bar, encoding: {x: {field: a, timeUnit: {step: 2}}}}
      1:48 '{step: 2}' 'timeUnit' needs the option 'unit' [missing-option]; add a line 'unit: …'
    {mark: bar, encoding: {x: {field: a, bin: lots}}}
      1:43 'lots' 'bin' must be true, false, 'binned' or a mapping, not text [wrong-type]
    {mark: bar, encoding: {x: {field: a, bin: {maxbin: 3}}}}
      1:44 'maxbin' 'bin' has no option 'maxbin' [unknown-option]; did you mean 'maxbins'?
    {mark: bar, encoding: {x: {field: a, bin: {maxbins: 1.5}}}}
      1:53 '1.5' 'maxbins' must be a whole number from 2 on [wrong-value]
    {mark: bar, encoding: {x: {field: a, bin: {extent: [3, 1]}}}}
      1:52 '[3, 1]' 'extent' must be the least and the greatest value [wrong-value]
    {mark: bar, encoding: {x: {field: a, bin: {extent: {param: brush}}}}}
      1:60 'brush' a report is a still picture: selections of the chart grammar are not \#
    supported [unsupported]; take out 'select' and what depends on it, or write 'test' for 'param'
    {mark: bar, encoding: {x: {field: a, axis: {grids: true}}}}
      1:45 'grids' 'axis' has no option 'grids' [unknown-option]; did you mean 'grid'?
    {mark: bar, encoding: {x: {field: a, axis: {grid: 1}}}}
      1:51 '1' 'grid' must be true or false, not a number [wrong-type]
    {mark: bar, encoding: {x: {field: a, axis: {tickCount: mont}}}}
      1:56 'mont' 'mont' is not a value of 'tickCount' [unknown-choice]; did you mean 'month'?
    {mark: bar, encoding: {x: {field: a, axis: {labelOverlap: both}}}}
      1:59 'both' 'labelOverlap' must be true, false, 'parity' or 'greedy' [wrong-value]
    {mark: bar, encoding: {x: {field: a, axis: {values: 3}}}}
      1:53 '3' 'values' must be a list, not a number [wrong-type]
    {mark: bar, encoding: {x: {field: a, axis: {values: [{yaer: 2012}]}}}}
      1:54 '{yaer: 2012}' 'values' must be a single value, not a mapping [wrong-type]
    {mark: bar, encoding: {x: {field: a, axis: {formatType: money}}}}
      1:57 'money' 'money' is not a value of 'formatType' [unknown-choice]; choices: number, \#
    time, utc
    {mark: bar, encoding: {x: {field: a, axis: {labelExpr: "datum.label +"}}}}
      1:69 '' expected a value, found the end [expression-syntax]
    """#
}
