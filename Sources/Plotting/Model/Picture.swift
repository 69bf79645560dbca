import Diagnostics
import Markup
import Tables

/// A settled tree of views, written: sized to its container where it is to fit one.
struct Picture {
  let svg: Node
  let width: Double
  let height: Double
  let markCount: Int
  let description: String
  let tables: [DrawnTable]
  private let theme: Theme
  /// Pixels; no reader scrolls through more, and a browser draws no more.
  private static let longest = 300_000.0

  init(
    _ top: TopSpecification,
    _ view: ViewModel,
    _ style: PictureStyle,
    _ options: DrawingOptions
  ) throws(Diagnostic) {
    theme = options.theme
    let scene = try PictureFit(top: top, view: view, style: style).scene()
    description = ChartDescription(view, style).text
    tables = theme.usesClasses ? DrawnTable.tables(of: view, style) : []
    let context = DrawingContext(theme: style.theme, locale: style.locale, id: options.id)
    let drawn = scene.drawing(
      context,
      padding: top.padding ?? top.config.padding ?? TopSpecification.Padding(),
      background: Self.background(top, style.theme),
      label: options.label ?? top.view.description ?? description,
      cutsOff: (top.autosize ?? top.config.autosize)?.kind == TopSpecification.Autosize.Kind.none
    )
    svg = drawn.svg
    width = drawn.width
    height = drawn.height
    guard width <= Self.longest, height <= Self.longest else {
      throw .tooLarge(width, height, at: top.view.span)
    }
    markCount = context.markCount
  }

  private static func background(_ top: TopSpecification, _ theme: Theme) -> String? {
    switch top.background {
    case .given(let colour): return colour
    case .none: return nil
    case .standard: break
    }
    switch top.config.background {
    case .given(let colour): return colour
    case .none: return nil
    case .standard: return theme.usesClasses ? nil : "white"
    }
  }

  func warnings(at span: SourceSpan) -> [Diagnostic] {
    markCount > theme.markLimit ? [.manyMarks(markCount, at: span)] : []
  }
}
