import Diagnostics
import Plotting
import Tables
import Testing

/// What is said about a specification, word for word.
@Suite struct ChartDiagnosticsTests {
  /// The specification, and what is expected to be printed.
  static let broken: [(String, String)] = [
    (
      "mark: baar\nencoding: {x: a}",
      """
      chart.yaml:1:7: error: no mark 'baar' [unknown-mark]
          1 | mark: baar
            |       ^~~~ did you mean 'bar'?
      """
    ),
    (
      "mark: bar\nencoding: {x: a, colour: b}",
      """
      chart.yaml:2:18: error: no channel 'colour' [unknown-channel]
          2 | encoding: {x: a, colour: b}
            |                  ^~~~~~ did you mean 'color'?
      """
    ),
    (
      "mark: bar\nencoding: {x: 'maen(a):Q'}",
      """
      chart.yaml:2:16: error: no aggregate or time unit 'maen' [unknown-function]
          2 | encoding: {x: 'maen(a):Q'}
            |                ^~~~ did you mean 'mean'?
      """
    ),
    (
      "mark: bar\nencoding: {x: 'a:K'}",
      """
      chart.yaml:2:18: error: no type 'K' [unknown-type]
          2 | encoding: {x: 'a:K'}
            |                  ^ types: Q (quantitative), O (ordinal), N (nominal), T (temporal)
      """
    ),
    (
      "mark: bar\nencoding: {x: {field: a, timeUnit: yearmnth}}",
      """
      chart.yaml:2:36: error: no time unit 'yearmnth' [unknown-time-unit]
          2 | encoding: {x: {field: a, timeUnit: yearmnth}}
            |                                    ^~~~~~~~ did you mean 'yearmonth'?
      """
    ),
    (
      "mark: bar\nencoding: {x: {field: a, type: nominal, scale: {type: log}}}",
      """
      chart.yaml:2:55: warning: a nominal field cannot have a log scale; it gets its standard one \
      [wrong-scale]
          2 | encoding: {x: {field: a, type: nominal, scale: {type: log}}}
            |                                                       ^~~
      """
    ),
    (
      "mark: bar\nencoding: {x: {field: a, aggregate: argmax}}",
      """
      chart.yaml:2:37: error: 'argmax' needs the field that is greatest or least [wrong-type]
          2 | encoding: {x: {field: a, aggregate: argmax}}
            |                                     ^~~~~~ as in {argmax: price}
      """
    ),
    (
      "mark: bar\nencoding: {x: {titel: a}}",
      """
      chart.yaml:2:16: error: channel 'x' has no option 'titel' [unknown-option]
          2 | encoding: {x: {titel: a}}
            |                ^~~~~ did you mean 'title'?
      """
    ),
    (
      "mark: bar\nencoding: {x: {title: a}}",
      """
      chart.yaml:2:15: warning: channel 'x' names no field [empty-channel]
          2 | encoding: {x: {title: a}}
            |               ^~~~~~~~~~ give a field, or 'count()' or a value
      """
    ),
    (
      "mark: bar\nencoding: {x: a}\nheigth: 3",
      """
      chart.yaml:3:1: error: the chart has no option 'heigth' [unknown-option]
          3 | heigth: 3
            | ^~~~~~ did you mean 'height'?
      """
    ),
    (
      "mark: {type: line, interpolate: smooth}\nencoding: {x: a}",
      """
      chart.yaml:1:33: error: 'smooth' is not a value of 'interpolate' [unknown-choice]
          1 | mark: {type: line, interpolate: smooth}
            |                                 ^~~~~~ choices: basis, basis-closed, basis-open, \
      bundle, cardinal, cardinal-closed, cardinal-open, catmull-rom, linear, linear-closed, \
      monotone, natural, … (15 in all)
      """
    ),
  ]

  @Test(arguments: broken)
  func `a broken specification is told where and why`(_ specification: String, _ expected: String) {
    #expect(Specimens.problems(specification) == expected)
  }

  static let unfit: [(String, String)] = [
    (
      "mark: bar\nencoding: {x: month, y: studnts}",
      """
      chart.yaml:2:25: error: table 'data' has no column 'studnts' [unknown-column]
          2 | encoding: {x: month, y: studnts}
            |                         ^~~~~~~ did you mean 'students'?
      """
    ),
    (
      "mark: bar\nencoding: {x: month, y: 'sum(group)'}",
      """
      chart.yaml:2:30: error: column 'group' holds text, not numbers [wrong-column-type]
          2 | encoding: {x: month, y: 'sum(group)'}
            |                              ^~~~~ write 'group:N', or cast it in SQL, as in \
      CAST(group AS DOUBLE)
      """
    ),
    (
      "mark: bar\nencoding: {x: 'students:T'}",
      """
      chart.yaml:2:16: warning: the numbers of column 'students' are read as milliseconds since \
      1970 [numbers-as-time]
          2 | encoding: {x: 'students:T'}
            |                ^~~~~~~~ write 'students:O' for years or other plain numbers
      """
    ),
    (
      "mark: bar\nencoding: {x: {field: students, axis: {format: 'zz'}}}",
      """
      chart.yaml:2:48: error: 'zz' is not a number format [invalid-format]
          2 | encoding: {x: {field: students, axis: {format: 'zz'}}}
            |                                                ^~~~ as in ',.1f' or '.0%'
      """
    ),
    (
      "mark: rect\nencoding: {x: group, color: {field: students, scale: {scheme: viridus}}}",
      """
      chart.yaml:2:63: error: no colour scheme 'viridus' [unknown-scheme]
          2 | encoding: {x: group, color: {field: students, scale: {scheme: viridus}}}
            |                                                               ^~~~~~~ did you mean \
      'viridis'?
      """
    ),
  ]

  @Test(arguments: unfit)
  func `a chart that does not fit its table is told where`(
    _ specification: String,
    _ expected: String
  ) throws {
    #expect(Specimens.problems(specification, on: try Specimens.monthly()) == expected)
  }
}
