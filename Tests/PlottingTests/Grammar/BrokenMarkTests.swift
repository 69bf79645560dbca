import Testing

@testable import Plotting

/// What is said of marks that cannot be read, or do not go with their channels.
@Suite struct BrokenMarkTests {
  @Test func complaints() { Reading.expectComplaints(of: Self.table) }

  /// A specification, and below it what is wrong with it.
  private static let table = #"""
    {mark: bra}
      1:8 'bra' no mark 'bra' [unknown-mark]; did you mean 'bar'?
    {mark: {color: red}}
      1:8 '{color: red}' 'mark' needs the option 'type' [missing-option]; add a line 'type: …'
    {mark: {type: bar, colour: red}}
      1:20 'colour' 'mark' has no option 'colour' [unknown-option]; did you mean 'color'?
    {mark: geoshape}
      1:8 'geoshape' mark 'geoshape' of the chart grammar is not supported [unsupported]
    {mark: {type: bar, opacity: high}}
      1:29 'high' 'opacity' must be a number, not text [wrong-type]
    {mark: {type: bar, orient: sideways}}
      1:28 'sideways' 'sideways' is not a value of 'orient' [unknown-choice]; choices: \#
    horizontal, vertical
    {mark: {type: line, interpolate: monoton}}
      1:34 'monoton' 'monoton' is not a value of 'interpolate' [unknown-choice]; did you mean \#
    'monotone'?
    {mark: {type: line, point: 3}}
      1:28 '3' 'point' must be true, false or a mapping, not a number [wrong-type]
    {mark: {type: bar, fontWeight: heavy}}
      1:32 'heavy' 'heavy' is not a value of 'fontWeight' [unknown-choice]; choices: 100, 200, \#
    300, 400, 500, 600, 700, 800, 900, bold, bolder, lighter, … (13 in all)
    {mark: {type: bar, width: {bands: 1}}}
      1:28 'bands' 'width' has no option 'bands' [unknown-option]; did you mean 'band'?
    {mark: {type: bar, tooltip: {content: all}}}
      1:39 'all' 'all' is not a value of 'content' [unknown-choice]; choices: data, encoding
    {mark: {type: bar, x: height}}
      1:23 'height' 'x' must be a number or 'width' [wrong-value]
    {mark: {type: bar, color: {gradient: conic, stops: []}}}
      1:38 'conic' 'conic' is not a value of 'gradient' [unknown-choice]; choices: linear, radial
    {mark: {type: bar, opacity: {expr: "1 +"}}}
      1:39 '' expected a value, found the end [expression-syntax]
    {mark: [bar]}
      1:8 '[bar]' 'mark' must be a mark's name or a mapping with 'type', not a list [wrong-type]
    {mark: line, encoding: {x: a, x2: b}}
      1:35 'b' warning: a line has no 'x2': rules are drawn instead [line-with-range]; write \#
    'mark: rule'
    {mark: boxplot, encoding: {x: "a:N", y: "b:O"}}
      1:8 'boxplot' the mark 'boxplot' needs a field of numbers on 'x' or 'y' \#
    [missing-measure]; write the field with ':Q'
    {mark: errorbar, encoding: {x: "a:Q", x2: b, xError: c}}
      1:54 'c' the mark 'errorbar' takes 'x2' or 'xError', not both [two-spreads]
    {mark: errorbar, encoding: {x: "a:Q", y: "b:Q", xError: c, yError: d}}
      1:68 'd' the mark 'errorbar' takes 'xError' or 'yError', not both [two-spreads]
    {mark: errorbar, encoding: {x: "a:Q", xError2: c}}
      1:48 'c' channel 'xError2' needs channel 'xError' [orphan-channel]
    {mark: {type: errorbar, center: mean, extent: iqr}, encoding: {x: "a:Q"}}
      1:33 'mean' warning: an extent of 'iqr' does not belong around a mean [wrong-center]; \#
    write 'center: median'
    {mark: {type: errorband, interpolate: monotone}, encoding: {x: "a:Q"}}
      1:39 'monotone' warning: an error band over one channel has straight borders \#
    [ignored-option]
    {mark: boxplot, encoding: {x: "a:Q", y: "mean(b):Q"}}
      1:42 'mean' warning: the mark 'boxplot' sums up channel 'y' itself; its aggregate does \#
    nothing [ignored-option]
    {mark: {type: bar, tooltip: {contents: data}}}
      1:30 'contents' 'tooltip' has no option 'contents' [unknown-option]; did you mean 'content'?
    {mark: {type: bar, strokeDash: 4}}
      1:32 '4' 'strokeDash' must be a list, not a number [wrong-type]
    {mark: {type: bar, strokeDash: [4, a]}}
      1:36 'a' 'strokeDash' must be a number, not text [wrong-type]
    """#
}
