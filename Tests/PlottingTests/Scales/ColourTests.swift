import Testing

@testable import Plotting

@Suite struct ColourTests {
  @Test(arguments: [
    ("steelblue", "#4682b4"), ("SteelBlue", "#4682b4"), ("#4682B4", "#4682b4"), ("#48b", "#4488bb"),
    ("rgb(70, 130, 180)", "#4682b4"), ("rgb(70 130 180)", "#4682b4"),
    ("rgb(0%, 50%, 100%)", "#0080ff"), ("hsl(120, 50%, 50%)", "#40bf40"),
    ("hsl(-240deg 50% 50%)", "#40bf40"), ("rebeccapurple", "#663399"),
    ("rgba(70, 130, 180, 0.5)", "rgba(70, 130, 180, 0.5)"),
    ("#f008", "rgba(255, 0, 0, 0.5333333333333333)"),
    ("transparent", "rgba(0, 0, 0, 0)"), ("hsla(0, 100%, 50%, 25%)", "rgba(255, 0, 0, 0.25)"),
  ])
  func `colours of style sheets are read`(_ text: String, _ css: String) {
    #expect(Colour(css: text)?.css == css)
  }

  @Test(arguments: ["", "#12", "#ggg", "blu", "rgb(1,2)", "hsl(1,2,3)", "rgb(a,b,c)", "#12345"])
  func `what is no colour is nil`(_ text: String) { #expect(Colour(css: text) == nil) }

  @Test func `all schemes have colours`() {
    #expect(ColourScheme.names.count == 68)
    for name in ColourScheme.names {
      #expect((ColourScheme.colours(name)?.count ?? 0) >= 7, "\(name)")
    }
    #expect(ColourScheme.colours("redYellowGreen")?.count == 11)
    #expect(ColourScheme.colours("tableau20")?.count == 20)
    #expect(ColourScheme.colours("nothing") == nil)
  }

  @Test func `contrast is that of WCAG`() {
    #expect(abs(Colour(0, 0, 0).contrast(with: Colour(255, 255, 255)) - 21) < 1e-9)
  }
}
