import Testing

@testable import Plotting

/// Box plots as layers of plain marks.
@Suite struct BoxPlotTests {
  @Test func tukeyBoxes() {
    let spec = #"""
      {mark: boxplot, encoding: {x: "city:N", y: "price:Q"}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        layer
          layer
          | joinaggregate lower_box_price=q1(price) upper_box_price=q3(price) by city
            point [boxplot-outliers]
            | filter (datum['price'] < datum['lower_box_price'] - 1.5 * \#
        (datum['upper_box_price'] - datum['lower_box_price'])) || (datum['price'] > \#
        datum['upper_box_price'] + 1.5 * (datum['upper_box_price'] - datum['lower_box_price']))
            - y: price:Q "price"
            - x: city:N
            layer
            | filter (datum['lower_box_price'] - 1.5 * (datum['upper_box_price'] - \#
        datum['lower_box_price']) <= datum['price']) && (datum['price'] <= \#
        datum['upper_box_price'] + 1.5 * (datum['upper_box_price'] - datum['lower_box_price']))
            | aggregate lower_whisker_price=min(price) upper_whisker_price=max(price) \#
        lower_box_price=min(lower_box_price) upper_box_price=max(upper_box_price) by city
              rule [boxplot-rule] aria=false
              - y: lower_whisker_price:Q "price"
              - y2: lower_box_price
              - x: city:N
              - tooltip: upper_whisker_price:Q "Upper Whisker of price"
              - tooltip: lower_whisker_price:Q "Lower Whisker of price"
              - tooltip: city:N
              rule [boxplot-rule] aria=false
              - y: upper_box_price:Q "price"
              - y2: upper_whisker_price
              - x: city:N
              - tooltip: upper_whisker_price:Q "Upper Whisker of price"
              - tooltip: lower_whisker_price:Q "Lower Whisker of price"
              - tooltip: city:N
          layer
          | aggregate lower_box_price=q1(price) upper_box_price=q3(price) \#
        mid_box_price=median(price) min_price=min(price) max_price=max(price) by city
            bar [boxplot-box] orient=vertical size=14
            - y: lower_box_price:Q "price"
            - y2: upper_box_price
            - x: city:N
            - tooltip: max_price:Q "Max of price"
            - tooltip: upper_box_price:Q "Q3 of price"
            - tooltip: mid_box_price:Q "Median of price"
            - tooltip: lower_box_price:Q "Q1 of price"
            - tooltip: min_price:Q "Min of price"
            - tooltip: city:N
            tick [boxplot-median] aria=false color=white orient=horizontal size=14
            - y: mid_box_price:Q "price"
            - x: city:N
            - tooltip: max_price:Q "Max of price"
            - tooltip: upper_box_price:Q "Q3 of price"
            - tooltip: mid_box_price:Q "Median of price"
            - tooltip: lower_box_price:Q "Q1 of price"
            - tooltip: min_price:Q "Min of price"
            - tooltip: city:N
            - color: when(datum['lower_box_price'] >= datum['upper_box_price'])[color: \#
        value=#4c78a8]
        """#
    )
  }

  @Test func boxesWithoutOutliers() {
    let spec = #"""
      {mark: {type: boxplot, outliers: false}, encoding: {x: "price:Q",
       color: {field: kind, type: N}, tooltip: [{aggregate: mean, field: price}, kind]}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        layer
          layer
          | joinaggregate lower_box_price=q1(price) upper_box_price=q3(price) by kind
          | filter (datum['lower_box_price'] - 1.5 * (datum['upper_box_price'] - \#
        datum['lower_box_price']) <= datum['price']) && (datum['price'] <= \#
        datum['upper_box_price'] + 1.5 * (datum['upper_box_price'] - datum['lower_box_price']))
          | aggregate lower_whisker_price=min(price) upper_whisker_price=max(price) \#
        lower_box_price=min(lower_box_price) upper_box_price=max(upper_box_price) \#
        mean_price=mean(price) by kind
            rule [boxplot-rule] aria=false
            - x: lower_whisker_price:Q "price"
            - x2: lower_box_price
            - tooltip: mean_price:Q "Mean of price"
            rule [boxplot-rule] aria=false
            - x: upper_box_price:Q "price"
            - x2: upper_whisker_price
            - tooltip: mean_price:Q "Mean of price"
          layer
          | aggregate mean_price=mean(price) lower_box_price=q1(price) \#
        upper_box_price=q3(price) mid_box_price=median(price) min_price=min(price) \#
        max_price=max(price) by kind
            bar [boxplot-box] orient=horizontal size=14
            - x: lower_box_price:Q "price"
            - x2: upper_box_price
            - color: kind:N
            - tooltip: mean_price:Q "Mean of price"
            tick [boxplot-median] aria=false color=white orient=vertical size=14
            - x: mid_box_price:Q "price"
            - tooltip: mean_price:Q "Mean of price"
            - color: when(datum['lower_box_price'] >= datum['upper_box_price'])[color: kind:N]
        """#
    )
  }
}
