import Testing

@testable import Plotting

/// What is said of channels that cannot be read.
@Suite struct BrokenChannelOptionTests {
  @Test func complaints() { Reading.expectComplaints(of: Self.table) }

  /// A specification, and below it what is wrong with it.
  private static let table = #"""
    {mark: bar, encoding: {x: {field: a, axis: {labelColor: {condition: {value: red}, value: \#
    blue}}}}}
      1:69 '{value: red}' 'condition' needs the option 'test' [missing-option]; add a line \#
    'test: …'
    {mark: bar, encoding: {x: {field: a, legend: null}}}
      1:38 'legend' warning: channel 'x' does nothing with 'legend' [ignored-option]
    {mark: bar, encoding: {x: {field: a, sort: x-}}}
      1:44 'x-' 'x-' is not an order to sort by [unknown-sort]; did you mean '-x'?
    {mark: bar, encoding: {x: {field: a, sort: {encoding: theta}}}}
      1:55 'theta' 'theta' is not an order to sort by [unknown-sort]; orders: -color, -fill, \#
    -fillOpacity, -opacity, -shape, -size, -stroke, -strokeOpacity, -strokeWidth, -text, -x, \#
    -y, … (26 in all)
    {mark: bar, encoding: {x: {field: a, sort: {field: b, op: total}}}}
      1:59 'total' 'total' is not a value of 'op' [unknown-choice]; choices: argmax, argmin, \#
    average, ci0, ci1, count, distinct, max, mean, median, min, missing, … (23 in all)
    {mark: bar, encoding: {x: {field: a, stack: piled}}}
      1:45 'piled' 'piled' is not a value of 'stack' [unknown-choice]; choices: center, \#
    normalize, zero
    {mark: bar, encoding: {x: {field: a, impute: {frame: [1]}}}}
      1:54 '[1]' 'frame' must be a list of two numbers or nulls [wrong-value]
    {mark: bar, encoding: {x: {field: a, scale: {type: logarithmic}}}}
      1:52 'logarithmic' no scale type 'logarithmic' [unknown-scale]; scale types: band, \#
    bin-ordinal, identity, linear, log, ordinal, point, pow, quantile, quantize, sequential, \#
    sqrt, … (16 in all)
    {mark: bar, encoding: {x: {field: a, scale: {domain: 3}}}}
      1:54 '3' 'domain' must be a list, 'unaggregated' or {unionWith: …}, not a number \#
    [wrong-type]
    {mark: bar, encoding: {x: {field: a, scale: {domain: {param: brush}}}}}
      1:62 'brush' a report is a still picture: selections of the chart grammar are not \#
    supported [unsupported]; take out 'select' and what depends on it, or write 'test' for 'param'
    {mark: bar, encoding: {x: {field: a, scale: {nice: fortnight}}}}
      1:52 'fortnight' 'fortnight' is not a value of 'nice' [unknown-choice]; choices: day, \#
    hour, millisecond, minute, month, second, week, year
    {mark: bar, encoding: {x: {field: a, scale: {domainRaw: [1, 2]}}}}
      1:46 'domainRaw' option 'domainRaw' of the chart grammar is not supported [unsupported]
    {mark: bar, encoding: {x: {field: a, type: Q, scale: {type: band}}}}
      1:61 'band' warning: a quantitative field cannot have a band scale; it gets its standard \#
    one [wrong-scale]
    {mark: bar, encoding: {color: {field: a, scale: {scheme: blue}}}}
      1:58 'blue' no colour scheme 'blue' [unknown-scheme]; did you mean 'blues'?
    {mark: bar, encoding: {color: {condition: {param: p, value: red}, value: blue}}}
      1:51 'p' a report is a still picture: selections of the chart grammar are not supported \#
    [unsupported]; take out 'select' and what depends on it, or write 'test' for 'param'
    {mark: bar, encoding: {x: {field: {repeat: depth}}}}
      1:44 'depth' 'depth' is not a value of 'repeat' [unknown-choice]; choices: column, \#
    layer, repeat, row
    {mark: bar, encoding: {x: {field: {repeat: column}}}}
      1:44 'column' 'repeat: column' stands outside of a repeat [unknown-repeat]
    {mark: bar, encoding: {x2: a}}
      1:28 'a' channel 'x2' needs channel 'x' [orphan-channel]
    {mark: bar, encoding: {x: a, xError: b}}
      1:38 'b' warning: the mark 'bar' does not show channel 'xError' [channel-not-of-mark]; \#
    the marks 'errorbar' and 'errorband' show errors
    {mark: bar, encoding: {x: a, text: b}}
      1:36 'b' warning: the mark 'bar' does not show channel 'text' [channel-not-of-mark]; \#
    text is shown by the mark 'text'
    {mark: bar, encoding: {x: {field: a, title: {text: b}}}}
      1:45 '{text: b}' 'title' must be text, not a mapping [wrong-type]
    {mark: bar, encoding: {color: {condition: red, value: blue}}}
      1:43 'red' 'condition' must be a mapping with 'test', not text [wrong-type]
    {mark: bar, encoding: {color: {condition: {test: "datum.a"}, value: blue}}}
      1:43 '{test: "datum.a"}' 'condition' needs the option 'value' [missing-option]; add a \#
    line 'value: …'
    {mark: bar, encoding: {color: {condition: {test: "datum.a +", value: red}}}}
      1:60 '' expected a value, found the end [expression-syntax]
    {mark: bar, encoding: {x: {field: a, scale: {base: 0}}}}
      1:52 '0' 'base' must be more than 0 [wrong-value]
    {mark: bar, encoding: {x: {field: a, scale: {bins: {stop: 2}}}}}
      1:52 '{stop: 2}' 'bins' must be a list or a mapping with a 'step' [wrong-value]
    {mark: bar, encoding: {color: {field: a, scale: {range: {fields: b}}}}}
      1:57 '{fields: b}' 'range' must be a list, a name or {field: …}, not a mapping [wrong-type]
    {mark: bar, encoding: {color: {field: a, scale: {scheme: {name: blues, counts: 3}}}}}
      1:72 'counts' 'scheme' has no option 'counts' [unknown-option]; did you mean 'count'?
    {mark: bar, encoding: {x: {field: a, axis: {format: {yearly: "%Y"}}}}}
      1:54 'yearly' 'format' has no option 'yearly' [unknown-option]; did you mean 'year'?
    {mark: bar, encoding: {x: {datum: {year: 2012, mont: 3}}}}
      1:48 'mont' a date has no option 'mont' [unknown-option]; did you mean 'month'?
    {mark: bar, encoding: {x: {datum: {month: smarch}}}}
      1:43 'smarch' 'smarch' is not a value of 'month' [unknown-choice]; did you mean 'march'?
    """#
}
