import Testing

@testable import Plotting

/// Whiskers to the extremes, and box plots by config.
@Suite struct BoxPlotOptionTests {
  @Test func boxesToTheExtremes() {
    let spec = #"""
      {mark: {type: boxplot, extent: min-max, ticks: true, color: teal, size: 20,
       box: {opacity: 0.5}, outliers: false, median: {style: mine}},
       encoding: {y: {field: price, title: Price}}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        layer
        | aggregate lower_box_price=q1(price) upper_box_price=q3(price) \#
        mid_box_price=median(price) lower_whisker_price=min(price) upper_whisker_price=max(price)
          rule [boxplot-rule] aria=false color=teal
          - y: lower_whisker_price:Q "Price"
          - y2: lower_box_price
          - tooltip: upper_whisker_price:Q "Max of Price"
          - tooltip: upper_box_price:Q "Q3 of Price"
          - tooltip: mid_box_price:Q "Median of Price"
          - tooltip: lower_box_price:Q "Q1 of Price"
          - tooltip: lower_whisker_price:Q "Min of Price"
          rule [boxplot-rule] aria=false color=teal
          - y: upper_box_price:Q "Price"
          - y2: upper_whisker_price
          - tooltip: upper_whisker_price:Q "Max of Price"
          - tooltip: upper_box_price:Q "Q3 of Price"
          - tooltip: mid_box_price:Q "Median of Price"
          - tooltip: lower_box_price:Q "Q1 of Price"
          - tooltip: lower_whisker_price:Q "Min of Price"
          tick [boxplot-ticks] aria=false color=black opacity=1 orient=horizontal
          - y: lower_whisker_price:Q "Price"
          - tooltip: upper_whisker_price:Q "Max of Price"
          - tooltip: upper_box_price:Q "Q3 of Price"
          - tooltip: mid_box_price:Q "Median of Price"
          - tooltip: lower_box_price:Q "Q1 of Price"
          - tooltip: lower_whisker_price:Q "Min of Price"
          tick [boxplot-ticks] aria=false color=black opacity=1 orient=horizontal
          - y: upper_whisker_price:Q "Price"
          - tooltip: upper_whisker_price:Q "Max of Price"
          - tooltip: upper_box_price:Q "Q3 of Price"
          - tooltip: mid_box_price:Q "Median of Price"
          - tooltip: lower_box_price:Q "Q1 of Price"
          - tooltip: lower_whisker_price:Q "Min of Price"
          bar [boxplot-box] color=teal opacity=0.5 orient=vertical size=20
          - y: lower_box_price:Q "Price"
          - y2: upper_box_price
          - tooltip: upper_whisker_price:Q "Max of Price"
          - tooltip: upper_box_price:Q "Q3 of Price"
          - tooltip: mid_box_price:Q "Median of Price"
          - tooltip: lower_box_price:Q "Q1 of Price"
          - tooltip: lower_whisker_price:Q "Min of Price"
          tick [mine] aria=false color=teal orient=horizontal size=20
          - y: mid_box_price:Q "Price"
          - tooltip: upper_whisker_price:Q "Max of Price"
          - tooltip: upper_box_price:Q "Q3 of Price"
          - tooltip: mid_box_price:Q "Median of Price"
          - tooltip: lower_box_price:Q "Q1 of Price"
          - tooltip: lower_whisker_price:Q "Min of Price"
          - color: when(datum['lower_box_price'] >= datum['upper_box_price'])[color: \#
        value=#4c78a8]
        """#
    )
  }

  @Test func boxesByConfig() {
    let spec = #"""
      {mark: boxplot, config: {boxplot: {extent: 3, size: 9, ticks: {color: red},
       median: {color: black}, box: {color: blue}}}, encoding: {x: city, y: price}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        layer
          layer
          | joinaggregate lower_box_price=q1(price) upper_box_price=q3(price) by city
            point [boxplot-outliers]
            | filter (datum['price'] < datum['lower_box_price'] - 3.0 * \#
        (datum['upper_box_price'] - datum['lower_box_price'])) || (datum['price'] > \#
        datum['upper_box_price'] + 3.0 * (datum['upper_box_price'] - datum['lower_box_price']))
            - y: price:Q "price"
            - x: city
            layer
            | filter (datum['lower_box_price'] - 3.0 * (datum['upper_box_price'] - \#
        datum['lower_box_price']) <= datum['price']) && (datum['price'] <= \#
        datum['upper_box_price'] + 3.0 * (datum['upper_box_price'] - datum['lower_box_price']))
            | aggregate lower_whisker_price=min(price) upper_whisker_price=max(price) \#
        lower_box_price=min(lower_box_price) upper_box_price=max(upper_box_price) by city
              rule [boxplot-rule] aria=false
              - y: lower_whisker_price:Q "price"
              - y2: lower_box_price
              - x: city
              - tooltip: upper_whisker_price:Q "Upper Whisker of price"
              - tooltip: lower_whisker_price:Q "Lower Whisker of price"
              - tooltip: city
              rule [boxplot-rule] aria=false
              - y: upper_box_price:Q "price"
              - y2: upper_whisker_price
              - x: city
              - tooltip: upper_whisker_price:Q "Upper Whisker of price"
              - tooltip: lower_whisker_price:Q "Lower Whisker of price"
              - tooltip: city
              tick [boxplot-ticks] aria=false color=black opacity=1 orient=horizontal
              - y: lower_whisker_price:Q "price"
              - x: city
              - tooltip: upper_whisker_price:Q "Upper Whisker of price"
              - tooltip: lower_whisker_price:Q "Lower Whisker of price"
              - tooltip: city
              tick [boxplot-ticks] aria=false color=black opacity=1 orient=horizontal
              - y: upper_whisker_price:Q "price"
              - x: city
              - tooltip: upper_whisker_price:Q "Upper Whisker of price"
              - tooltip: lower_whisker_price:Q "Lower Whisker of price"
              - tooltip: city
          layer
          | aggregate lower_box_price=q1(price) upper_box_price=q3(price) \#
        mid_box_price=median(price) min_price=min(price) max_price=max(price) by city
            bar [boxplot-box] color=blue orient=vertical size=9
            - y: lower_box_price:Q "price"
            - y2: upper_box_price
            - x: city
            - tooltip: max_price:Q "Max of price"
            - tooltip: upper_box_price:Q "Q3 of price"
            - tooltip: mid_box_price:Q "Median of price"
            - tooltip: lower_box_price:Q "Q1 of price"
            - tooltip: min_price:Q "Min of price"
            - tooltip: city
            tick [boxplot-median] aria=false color=black orient=horizontal size=9
            - y: mid_box_price:Q "price"
            - x: city
            - tooltip: max_price:Q "Max of price"
            - tooltip: upper_box_price:Q "Q3 of price"
            - tooltip: mid_box_price:Q "Median of price"
            - tooltip: lower_box_price:Q "Q1 of price"
            - tooltip: min_price:Q "Min of price"
            - tooltip: city
            - color: when(datum['lower_box_price'] >= datum['upper_box_price'])[color: value=blue]
        """#
    )
  }
}
