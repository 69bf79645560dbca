/// The rules that colour charts; a page embeds them once, a file of its own carries them inside.
public enum Stylesheet {
  /// Sets the custom properties `--q-s1` … `--q-s10` and the colours of text and lines.
  ///
  /// A page that defines `--q-ink`, `--q-quiet`, `--q-grid`, `--q-missing`, `--q-page` (else
  /// `--q-paper`) or `--q-font-chart` is followed. Dark
  /// colours apply where the reader's system asks for them, unless the root has `data-theme`;
  /// print is always light.
  public static let text = [
    """
    .q-chart{max-width:100%;height:auto;overflow:visible;\
    font-family:var(--q-font-chart,system-ui,-apple-system,"Segoe UI","Noto Sans KR",\
    "Apple SD Gothic Neo","Malgun Gothic",sans-serif)}
    """,
    ".q-chart{\(variables(\.light, Palette.light))}",
    "@media screen and (prefers-color-scheme:dark){"
      + ":root:not([data-theme=light]) .q-chart,svg.q-chart:root{"
      + variables(\.dark, Palette.dark) + "}}",
    "@media screen{:root[data-theme=dark] .q-chart{\(variables(\.dark, Palette.dark))}}",
    (1...Palette.light.count).map {
      ".q-chart .q-s\($0){fill:var(--q-s\($0))}.q-chart .q-l\($0){stroke:var(--q-s\($0))}"
    }.joined(),
    ["ink", "quiet", "grid", "missing", "page"].map {
      ".q-chart .q-f-\($0){fill:var(--q-c-\($0))}.q-chart .q-k-\($0){stroke:var(--q-c-\($0))}"
    }.joined(),
    // Classes, as a page's security policy allows no style of an element's own.
    Blending.modes.map { ".q-chart .q-b-\($0){mix-blend-mode:\($0)}" }.joined(),
    ".q-chart .q-hit{fill:none;stroke:none;pointer-events:all}",
    ".q-chart text{font-variant-numeric:tabular-nums}",
  ].joined(separator: "\n")

  private typealias Pair = (light: String, dark: String)

  private static func variables(_ side: KeyPath<Pair, String>, _ series: [String]) -> String {
    let numbered = series.enumerated().map { "--q-s\($0.offset + 1):\($0.element)" }
    let named: [(String, Pair)] = [
      ("ink", Palette.ink), ("quiet", Palette.quiet), ("grid", Palette.grid),
      ("missing", Palette.missing),
    ]
    let roles = named.map { name, pair in
      "--q-c-\(name):var(--q-\(name),\(pair[keyPath: side]))"
    }
    let page = "--q-c-page:var(--q-page,var(--q-paper,\(Palette.page[keyPath: side])))"
    return (numbered + roles + [page]).joined(separator: ";")
  }
}
