import Diagnostics
import Tables

extension Config {
  /// The config of a picture in a report: labels are a pixel larger than Vega's, since a page
  /// scales pictures down where there is little room.
  ///
  /// What is written wins.
  func forReport(at span: SourceSpan) -> Config {
    guard styles["guide-label"]?[.fontSize] == nil else { return self }
    var config = self
    let size = Self.labelSize
    config.axes["axis"] = (axes["axis"] ?? Properties()).over(
      Properties([.labelFontSize: size], at: span)
    )
    config.legend = legend.over(Properties([.labelFontSize: size], at: span))
    config.headers["header"] = (headers["header"] ?? Properties()).over(
      Properties([.labelFontSize: size], at: span)
    )
    return config
  }

  private static let labelSize = Value.double(11)
}
