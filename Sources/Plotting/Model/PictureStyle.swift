import Diagnostics
import Expressions
import Tables

/// What all parts of a picture share.
struct PictureStyle {
  let config: Config
  let theme: Theme
  let locale: ChartLocale
  let params: NamedValues
  let dataName: String

  /// What tests of rows need to know.
  func transformContext(_ params: NamedValues) -> TransformContext {
    TransformContext(
      params: params,
      table: { _ throws(Diagnostic) in Frame(rowCount: 0) },
      name: dataName
    )
  }
}

extension PictureStyle {
  /// The style of a narrow picture: legends go below unless something else is written.
  func narrow(_ theme: Theme, at span: SourceSpan) -> PictureStyle {
    var config = config
    config.legend = config.legend.over(Properties([.orient: .string("bottom")], at: span))
    return PictureStyle(
      config: config,
      theme: theme,
      locale: locale,
      params: params,
      dataName: dataName
    )
  }
}
