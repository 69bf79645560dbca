import Testing

@testable import Plotting

/// Error bars and bands as layers of plain marks.
@Suite struct ErrorBarTests {
  @Test func confidenceIntervals() {
    let spec = #"""
      {mark: {type: errorbar, extent: ci, ticks: {color: blue}, thickness: 3, size: 7},
       encoding: {x: "year(date):O", y: {field: price, type: Q, scale: {zero: false}}}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        layer
        | timeUnit date as year_date
        | aggregate lower_price=ci0(price) upper_price=ci1(price) center_price=mean(price) by \#
        year_date
          tick [errorbar-ticks] aria=false color=blue orient=horizontal size=7 thickness=3
          - y: lower_price:Q "price" scale
          - x: year_date:O "date (year)" axis(formatType)
          - tooltip: upper_price:Q "Ci1 of price"
          - tooltip: lower_price:Q "Ci0 of price"
          - tooltip: center_price:Q "Mean of price"
          - tooltip: year_date:O "date (year)"
          tick [errorbar-ticks] aria=false color=blue orient=horizontal size=7 thickness=3
          - y: upper_price:Q "price" scale
          - x: year_date:O "date (year)" axis(formatType)
          - tooltip: upper_price:Q "Ci1 of price"
          - tooltip: lower_price:Q "Ci0 of price"
          - tooltip: center_price:Q "Mean of price"
          - tooltip: year_date:O "date (year)"
          rule [errorbar-rule] size=3
          - y: lower_price:Q "price" scale
          - y2: upper_price
          - x: year_date:O "date (year)" axis(formatType)
          - tooltip: upper_price:Q "Ci1 of price"
          - tooltip: lower_price:Q "Ci0 of price"
          - tooltip: center_price:Q "Mean of price"
          - tooltip: year_date:O "date (year)"
        """#
    )
  }

  @Test func binnedErrorBars() {
    let spec = #"""
      {mark: {type: errorbar, extent: stdev, center: mean}, encoding: {y: {field: price,
       type: Q}, x: {field: w, bin: true}}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        rule [errorbar-rule]
        | bin w as bin_maxbins_10_w,bin_maxbins_10_w_end
        | aggregate extent_price=stdev(price) center_price=mean(price) by \#
        bin_maxbins_10_w,bin_maxbins_10_w_end
        | calculate isValid(datum['extent_price']) ? datum['center_price'] + datum['extent_price'] : null as upper_price
        | calculate isValid(datum['extent_price']) ? datum['center_price'] - datum['extent_price'] : null as lower_price
        - y: lower_price:Q "price"
        - y2: upper_price
        - x2: bin_maxbins_10_w_end
        - x: bin_maxbins_10_w:Q binned "w (binned)"
        - tooltip: center_price:Q "Mean of price"
        - tooltip: upper_price:Q "Mean + stdev of price"
        - tooltip: lower_price:Q "Mean - stdev of price"
        - tooltip: bin_maxbins_10_w_end
        - tooltip: bin_maxbins_10_w:Q binned "w (binned)"
        """#
    )
  }

  @Test func givenEnds() {
    let spec = #"""
      {mark: errorbar, encoding: {y: {field: hi, type: Q, title: Range}, y2: lo, x: "a:N"}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        rule [errorbar-rule]
        | calculate datum['lo'] as upper_hi
        | calculate datum['hi'] as lower_hi
        - y: lower_hi:Q "Range"
        - y2: upper_hi
        - x: a:N
        - tooltip: upper_hi:Q "lo"
        - tooltip: lower_hi:Q "hi"
        - tooltip: a:N
        """#
    )
  }

  @Test func givenErrors() {
    let spec = #"""
      {mark: errorbar, encoding: {x: {field: mid, type: Q}, xError: up, xError2: down,
       y: a}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        rule [errorbar-rule]
        | calculate datum['mid'] + datum['up'] as upper_mid
        | calculate datum['mid'] + datum['down'] as lower_mid
        - x: lower_mid:Q "mid"
        - x2: upper_mid
        - y: a
        - tooltip: mid:Q "mid"
        - tooltip: upper_mid:Q "mid + up"
        - tooltip: lower_mid:Q "mid + down"
        - tooltip: a
        """#
    )
  }

  @Test func bandsWithBorders() {
    let spec = #"""
      {mark: {type: errorband, borders: {strokeDash: [2, 2]}, interpolate: monotone,
       color: red}, encoding: {x: "date:T", y: "price:Q"}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        layer
        | aggregate extent_price=stderr(price) center_price=mean(price) by date
        | calculate isValid(datum['extent_price']) ? datum['center_price'] + datum['extent_price'] : null as upper_price
        | calculate isValid(datum['extent_price']) ? datum['center_price'] - datum['extent_price'] : null as lower_price
          area [errorband-band] color=red interpolate=monotone opacity=0.3
          - y: lower_price:Q "price"
          - y2: upper_price
          - x: date:T
          - tooltip: center_price:Q "Mean of price"
          - tooltip: upper_price:Q "Mean + stderr of price"
          - tooltip: lower_price:Q "Mean - stderr of price"
          - tooltip: date:T
          line [errorband-borders] aria=false color=red interpolate=monotone strokeDash=[2, 2]
          - y: lower_price:Q "price"
          - x: date:T
          - tooltip: center_price:Q "Mean of price"
          - tooltip: upper_price:Q "Mean + stderr of price"
          - tooltip: lower_price:Q "Mean - stderr of price"
          - tooltip: date:T
          line [errorband-borders] aria=false color=red interpolate=monotone strokeDash=[2, 2]
          - y: upper_price:Q "price"
          - x: date:T
          - tooltip: center_price:Q "Mean of price"
          - tooltip: upper_price:Q "Mean + stderr of price"
          - tooltip: lower_price:Q "Mean - stderr of price"
          - tooltip: date:T
        """#
    )
  }

  @Test func bandsOverOneChannel() {
    let spec = #"""
      {mark: {type: errorband, extent: iqr}, encoding: {y: "a\\.b:Q"}}
      """#
    #expect(
      Reading.normal(spec) == #"""
        layer
        | aggregate lower_a.b=q1(a\.b) upper_a.b=q3(a\.b) center_a.b=median(a\.b)
          rect [errorband-band] opacity=0.3
          - y: lower_a.b:Q "a.b"
          - y2: upper_a.b
          - tooltip: upper_a.b:Q "Q3 of a.b"
          - tooltip: lower_a.b:Q "Q1 of a.b"
          - tooltip: center_a.b:Q "Median of a.b"
        """#
    )
  }
}
