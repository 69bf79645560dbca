import Diagnostics
import Expressions
import Tables

/// A step that makes a frame from a frame: one entry of `transform`, or what an encoding implies.
///
/// Source: https://vega.github.io/vega-lite/docs/transform.html.
protocol Transform: Sendable {
  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame

  /// Columns the step reads, with places for messages.
  var fields: [Spanned<String>] { get }
  /// Columns the step adds or replaces; `dropsOthers` says that no other column is left.
  var produced: [String] { get }
  var dropsOthers: Bool { get }

  /// The step for facets: it also groups by these columns.
  func grouped(by facets: [Spanned<String>]) -> any Transform
}

extension Transform {
  var dropsOthers: Bool { false }
  func grouped(by facets: [Spanned<String>]) -> any Transform { self }
}

/// What steps know beside the rows.
struct TransformContext: Sendable {
  /// Parameters by name.
  var params: NamedValues
  /// Tables for `lookup`.
  var table: @Sendable (DataSource) throws(Diagnostic) -> Frame
  /// What messages call the data.
  var name: String
  var locale: FormatLocale { params.locale }
}
