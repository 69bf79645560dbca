import Testing

/// `labels: true`: the values in words beside the marks.
@Suite struct ValueLabelTests {
  @Test func `a bar's value stands above its end`() throws {
    let seen = try Seen(
      """
      data: {values: [{g: A, v: 3}, {g: B, v: 1234.567}]}
      mark: {type: bar, labels: true}
      encoding: {x: 'g:N', y: 'v:Q'}
      """
    )
    let texts = seen.items("text")
    #expect(texts.map(\.text) == ["3", "1,234.57"])
    let bars = seen.items("rect")
    for (text, bar) in zip(texts, bars) {
      #expect(abs(text.x - (bar.x + bar.width / 2)) < 1)
      #expect(text.y < bar.y)
    }
  }

  @Test func `a part of a stack is labelled in its middle, or not where it is too low`() throws {
    let seen = try Seen(
      """
      height: 200
      data: {values: [{g: A, k: x, v: 100}, {g: A, k: y, v: 100}, {g: A, k: z, v: 1}]}
      mark: {type: bar, labels: {format: d}}
      encoding: {x: 'g:N', y: 'v:Q', color: 'k:N'}
      """
    )
    #expect(seen.items("text").map(\.text).filter { !$0.isEmpty } == ["100", "100"])
  }

  @Test func `a cell's value is read on light and on dark colours`() throws {
    let seen = try Seen(
      """
      data: {values: [{g: A, v: 0}, {g: B, v: 100}]}
      mark: {type: rect, labels: true}
      encoding: {x: 'g:N', color: {field: v, type: quantitative, scale: {range: [white, black]}}}
      """
    )
    #expect(seen.items("text").map(\.fill) == ["black", "white"])
  }
}
