import Diagnostics
import Expressions
import Tables

/// A view of a specification, decoded.
///
/// Source: https://vega.github.io/vega-lite/docs/spec.html.
struct Specification: Sendable {
  indirect enum Body: Sendable {
    case unit(MarkDefinition)
    case layer([Specification])
    /// `facet` with an inner `spec`; the fields are channels `row`, `column` or `facet`.
    case facet([ChannelDefinition], Specification)
    /// Columns: nil for one row (`hconcat`), 1 for `vconcat`, else how many stand side by side.
    case concat([Specification], columns: ConcatColumns)
    /// Gone once repeats are expanded.
    case repeated(Repeat, Specification)
  }

  enum ConcatColumns: Sendable { case horizontal, vertical, wrapped }

  struct Repeat: Sendable {
    var row: [Spanned<String>] = []
    var column: [Spanned<String>] = []
    var layer: [Spanned<String>] = []
    /// The plain list form, wrapped by `columns`.
    var wrapped: [Spanned<String>] = []
  }

  var body: Body
  let span: SourceSpan
  var name: String?
  var description: String?
  var title: Properties<TitleKey>?
  var data: DataSource?
  var transforms: [any Transform] = []
  var params: [Parameter] = []
  /// A unit's own channels, or those that the layers of a layer share.
  var encoding: [ChannelDefinition] = []
  var width: SizeOption?
  var height: SizeOption?
  var view = Properties<ViewKey>()
  var resolve = Resolve()
  var grid = GridOptions()

  init(_ body: Body, at span: SourceSpan) {
    self.body = body
    self.span = span
  }
}

/// A mark with its properties; composites have been rewritten once a specification is normal.
struct MarkDefinition: Sendable {
  var type: Spanned<MarkType>
  var properties = Properties<MarkKey>()
  /// `style`: names in `config.style`, the later ones first in the cascade.
  var styles: [String] = []
  /// Properties of parts: `point` and `line` overlays, and of composites `box`, `median`,
  /// `outliers`, `rule`, `ticks`, `band`, `borders`. `none` stands for `false`.
  var parts: [MarkKey: Setting<Properties<MarkKey>>] = [:]
  /// `format` of `labels`.
  var labelFormat: Spanned<FormatOption>?
}

/// A named value that expressions read.
struct Parameter: Sendable {
  let name: Spanned<String>
  let value: Property
}

/// The wish for a width or a height.
enum SizeOption: Sendable {
  case pixels(Double)
  case container
  /// So many pixels for each category, of the position or of the offset.
  case step(Double, isForOffset: Bool)
}

/// What views share: scales, axes and legends.
struct Resolve: Sendable {
  enum Mode: String, Sendable, CaseIterable { case shared, independent }
  var scale: [Channel: Mode] = [:]
  var axis: [Channel: Mode] = [:]
  var legend: [Channel: Mode] = [:]
}

/// Where a view's rows come from.
indirect enum DataSource: Sendable {
  /// A label of the report, or of `datasets`.
  case named(Spanned<String>)
  case file(Spanned<String>, DataFormat)
  case inline(Spanned<Value>, DataFormat)
  case sequence(start: Double, stop: Double, step: Double, as: String)
  /// `data: null`: no rows to draw from; marks of constants are drawn once.
  case empty
}

/// How bytes become rows.
struct DataFormat: Sendable {
  enum Kind: String, Sendable, CaseIterable { case json, csv, tsv, dsv, ndjson }
  /// Nil is taken from the file's name.
  var kind: Kind?
  var property: String?
  var delimiter: String?
  /// Types of columns: `number`, `boolean`, `string`, `date`, `date:'%d %b'`, `utc:…`; null leaves
  /// a column as it is.
  var parse: [String: String?]?
  /// `parse: null`: all columns are left as they are.
  var isRaw = false
  var span: SourceSpan?

  init() {}
}

/// A whole specification: a view and what only the top may say.
struct TopSpecification: Sendable {
  var view: Specification
  var config: Config
  var background: Setting<String> = .standard
  var padding: Padding?
  var autosize: Autosize?
  var datasets: [String: Spanned<Value>] = [:]
  /// Sources that a view gives a name to, for other views: `data: {name: rows, values: […]}`.
  var namedSources: [String: DataSource] = [:]

  struct Padding: Sendable { var left = 5.0, top = 5.0, right = 5.0, bottom = 5.0 }
  struct Autosize: Sendable {
    enum Kind: String, Sendable, CaseIterable {
      case pad, fit, fitX = "fit-x", fitY = "fit-y", none
    }
    enum Contains: String, Sendable, CaseIterable { case content, padding }
    var kind = Kind.pad
    /// Whether the written size has the padding in it; nil does not say.
    var contains: Contains?
  }
}
