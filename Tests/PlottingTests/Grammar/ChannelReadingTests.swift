import Testing

@testable import Plotting

/// The forms that channels are written in.
@Suite struct ChannelReadingTests {
  @Test func shortForms() {
    let spec = #"""
      {mark: bar, encoding: {x: "yearmonth(date):T", y: "mean(price):Q", color: kind,
       tooltip: [a, "count()"], order: {sort: descending}}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        bar
        - x: date:T unit=yearmonth*1
        - y: price:Q mean()
        - color: kind
        - tooltip: a
        - tooltip: count()
        - order: sort=descending
        """#
    )
  }

  @Test func columnsWithBracketsAndColons() {
    let spec = #"""
      {mark: bar, encoding: {x: {field: "Weight (kg)", type: Q}, y: {field: "time:stamp",
       type: nominal}, detail: [a, b]}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        bar
        - x: Weight (kg):Q
        - y: time:stamp:N
        - detail: a
        - detail: b
        """#
    )
  }

  @Test func functionsInFields() {
    let spec = #"""
      {mark: bar, encoding: {x: {field: "sum(x):Q", title: [a, b]}, y: {aggregate: count}}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        bar
        - x: x:Q sum() "a|b"
        - y: count()
        """#
    )
  }

  @Test func timeUnits() {
    let spec = #"""
      {mark: bar, encoding: {x: {field: a, timeUnit: {unit: minutes, step: 5, utc: true}},
       y: {field: b, timeUnit: binnedutcyearmonth}}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        bar
        - x: a unit=utcminutes*5
        - y: b unit=utcyearmonth*1 binned
        """#
    )
  }

  @Test func bins() {
    let spec = #"""
      {mark: bar, encoding: {x: {field: a, bin: binned}, x2: b, y: {field: c,
       bin: {maxbins: 20, extent: [0, 3]}}}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        bar
        - x: a binned
        - x2: b
        - y: c bin(20.0)
        """#
    )
  }

  @Test func argumentsOfAggregates() {
    let spec = #"""
      {mark: bar, encoding: {x: {field: a, aggregate: {argmax: b}}, y: {field: c,
       aggregate: {exponential: 0.5}}}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        bar
        - x: a argmax("b")
        - y: c exponential(0.5)
        """#
    )
  }

  @Test func dates() {
    let spec = #"""
      {mark: rule, encoding: {x: {datum: {year: 2006, month: feb, date: 3, hours: 6}},
       y: {datum: 300, type: Q}, y2: {value: height}}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        rule
        - x: datum=2006-02-03 06:00:00
        - y::Q datum=300
        - y2: value=height
        """#
    )
  }

  @Test func constants() {
    let spec = #"""
      {mark: point, encoding: {size: 40, opacity: {value: 0.5},
       color: {condition: {test: "datum.a > 3", value: red}, value: blue}}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        point
        - size: value=40
        - opacity: value=0.5
        - color: value=blue when(datum.a > 3)[color: value=red]
        """#
    )
  }

  @Test func conditions() {
    let spec = #"""
      {mark: point, encoding: {color: {condition: [{test: "datum.a > 3", value: red},
       {test: "datum.a < 1", field: b, type: N}], field: c}, tooltip: null, x: null}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        point
        - color: c when(datum.a > 3)[color: value=red] when(datum.a < 1)[color: b:N]
        - tooltip: value=
        - x: absent
        """#
    )
  }

  @Test func orders() {
    let spec = #"""
      {mark: point, encoding: {x: {field: a, sort: -y}, y: {field: b, sort: {field: c,
       op: sum, order: descending}}, color: {field: c, sort: [x, 3, null]}, row: {field: d,
       sort: null}}}
      """#
    #expect(
      Reading.outline(spec) == #"""
        point
        - x: a sort=-y
        - y: b sort=-sum(c)
        - color: c sort=[x,3,]
        - row: d sort=none
        """#
    )
  }
}
