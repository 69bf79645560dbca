import Expressions
import Tables

/// The title of a view.
struct TitleGuide: Sendable {
  var text: [String]
  var subtitle: [String]
  /// After the whole cascade.
  var properties: Properties<TitleKey>
}

/// The scope of parameters that guides evaluate `labelExpr` and conditional properties in.
struct NamedValuesBox: Sendable {
  var values: NamedValues
}
