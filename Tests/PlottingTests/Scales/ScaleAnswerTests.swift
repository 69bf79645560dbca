import Tables
import Testing

@testable import Plotting

@Suite struct ScaleAnswerTests {
  @Test func `scales map and tick as Vega's do`() {
    let cases = ScaleCase.all
    #expect(cases.count > 150)
    for one in cases {
      let scale = Scale(one.definition)
      check(one, scale)
    }
  }

  private func check(_ one: ScaleCase, _ scale: Scale) {
    let title = one.title
    if case .continuous(let ends) = scale.domain, !one.domain.isEmpty {
      let wanted = one.domain.compactMap { Double($0) }
      #expect(
        ends.count == wanted.count && zip(ends, wanted).allSatisfy { close($0, $1) },
        "\(title): domain \(ends)"
      )
    }
    #expect(close(scale.bandwidth, one.band), "\(title): band \(scale.bandwidth)")
    for (input, wanted) in one.map {
      let level = one.level(input)
      if case .paints = scale.output {
        #expect(same(scale.paint(level), wanted), "\(title): \(input) → \(scale.paint(level))")
      } else if case .blend = scale.output {
        #expect(same(scale.paint(level), wanted), "\(title): \(input) → \(scale.paint(level))")
      } else {
        let number = scale.number(level)
        let answer = Double(wanted) ?? .nan
        #expect(
          close(number, answer) || number.isNaN && !answer.isFinite,
          "\(title): \(input) → \(number), not \(wanted)"
        )
      }
    }
    let format = one.settings["fmt"]
    let labels = LabelFormat(
      kind: format.map { one.type.isTime ? .time($0) : .number($0) } ?? .standard
    )
    if let ticks = one.ticks {
      let values = scale.ticks(one.tickCount, minStep: one.minStep)
      let count = scale.wantedTicks(one.tickCount, minStep: one.minStep)
      let texts = labels.texts(values, scale: scale, count: count)
      let found = zip(values, texts).map { "\(one.text($0))|\($1)" }
      #expect(found.map(one.rounded) == ticks.map(one.rounded), "\(title)")
    }
    if let legend = one.legend {
      // A gradient of 200 pixels asks for four values, classes for five.
      let count = scale.output.isBlend ? 4.0 : 5
      let values = scale.legendValues(.about(count))
      let texts = labels.legendTexts(values, scale: scale, count: count, asRanges: false)
      let found = zip(values, texts).map {
        "\(one.text($0))|\($1.isEmpty && scale.hasClasses ? "null" : $1)"
      }
      #expect(found.map(one.rounded) == legend.map(one.rounded), "\(title)")
    }
  }

  private func close(_ a: Double, _ b: Double) -> Bool {
    a == b || abs(a - b) <= max(1e-6, abs(b) * 1e-8)
  }

  /// Whether a paint is a colour of the answer, whose text has no blanks; one of 255 may be off
  /// where a half was rounded.
  private func same(_ paint: Paint, _ answer: String) -> Bool {
    guard answer != "nil" else { return paint == .none }
    guard let mine = Colour(paint), let wanted = Colour(css: answer) else { return false }
    return abs(mine.red - wanted.red) <= 1 && abs(mine.green - wanted.green) <= 1
      && abs(mine.blue - wanted.blue) <= 1 && abs(mine.opacity - wanted.opacity) <= 0.01
  }
}
