import Testing

@testable import Plotting

@Suite struct PaletteTests {
  @Test func `each series has contrast on its page`() throws {
    for (page, series) in [(Palette.page.light, Palette.light), (Palette.page.dark, Palette.dark)] {
      let background = try #require(Colour(hex: page))
      for hex in series {
        let colour = try #require(Colour(hex: hex))
        #expect(colour.contrast(with: background) >= 3, "\(hex) on \(page)")
      }
    }
  }

  @Test func `text has contrast on its page`() throws {
    for side in [\(light: String, dark: String).light, \(light: String, dark: String).dark] {
      let page = try #require(Colour(hex: Palette.page[keyPath: side]))
      for text in [Palette.ink, Palette.quiet] {
        let colour = try #require(Colour(hex: text[keyPath: side]))
        #expect(colour.contrast(with: page) >= 4.5)
      }
    }
  }

  @Test func `the palette starts again`() {
    #expect(Paint.series(10, Colour(0, 0, 0)).className(.fill) == "q-s1")
    #expect(Paint.series(-1, Colour(0, 0, 0)).className(.stroke) == "q-l10")
    #expect(Palette.light.count == Palette.dark.count)
  }

  @Test func `the style sheet has a rule for every class`() {
    for number in 1...10 {
      #expect(Stylesheet.text.contains(".q-s\(number){fill:var(--q-s\(number))}"))
      #expect(Stylesheet.text.contains(".q-l\(number){stroke:var(--q-s\(number))}"))
    }
    for role in [Paint.Role.ink, .quiet, .grid, .missing, .page] {
      #expect(Stylesheet.text.contains(".q-f-\(role.rawValue){fill:var(--q-c-\(role.rawValue))}"))
      #expect(Stylesheet.text.contains("--q-c-\(role.rawValue):var(--q-\(role.rawValue),"))
    }
    #expect(Stylesheet.text.contains(".q-b-multiply{mix-blend-mode:multiply}"))
  }
}
