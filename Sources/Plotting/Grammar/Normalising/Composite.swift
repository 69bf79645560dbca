import Diagnostics
import Expressions
import Tables

/// What the box plot, the error bar and the error band have in common: a channel of measures that
/// is summed up, and parts that show the sums.
///
/// Source: vega-lite's `compositemark/common.ts`.
struct Composite {
  let view: Specification
  let mark: MarkDefinition
  let config: Config
  /// The channel that is summed up: x or y.
  let axis: Channel
  /// Its definition, with a type and without an aggregate.
  let main: ChannelDefinition
  let field: Spanned<String>

  var name: String { mark.type.value.rawValue }
  var isVertical: Bool { axis == .y }
  var span: SourceSpan { mark.type.span }

  /// Finds the channel; nil after a complaint.
  init?(
    _ view: Specification,
    _ mark: MarkDefinition,
    axis: Channel,
    _ encoding: [ChannelDefinition],
    _ normaliser: inout Normaliser
  ) {
    guard var main = encoding.first(where: { $0.channel == axis }), let field = main.fieldName
    else {
      normaliser.complain(.compositeNeedsMeasure(mark, at: mark.type.span))
      return nil
    }
    if let aggregate = main.aggregate {
      normaliser.complain(.compositeAggregates(mark, axis, at: aggregate.span))
      main.aggregate = nil
    }
    main.type = Spanned(normaliser.type(of: main) ?? .quantitative, at: field.span)
    self.view = view
    self.mark = mark
    self.config = normaliser.config
    self.axis = axis
    self.main = main
    self.field = field
  }

  /// The field's names as one: what stands behind the prefixes of columns.
  var fieldName: String { FieldPath(field.value).names.joined(separator: ".") }

  func column(_ prefix: String) -> String { prefix + fieldName }

  func reference(_ prefix: String) -> Spanned<String> { Spanned(column(prefix), at: field.span) }

  /// One of what is shown of the rows, with what tooltips call it.
  struct Sum {
    var prefix: String
    var title: String
    var koreanTitle: String
  }

  /// `Median of price`, or what else stands before the field.
  func sum(_ prefix: String, _ words: String, _ korean: String, of field: String) -> Sum {
    Sum(prefix: prefix, title: "\(words) of \(field)", koreanTitle: "\(field) \(korean)")
  }

  func output(_ operation: AggregateOperation, _ prefix: String) -> AggregateTransform.Output {
    AggregateTransform.Output(operation: operation, field: field, name: column(prefix))
  }

  /// The title of the channel: as written, or the field's.
  var title: Setting<[String]> {
    if case .standard = main.title {
      .given([FieldPath.unescaped(field.value)])
    } else {
      main.title
    }
  }

  /// The words that tooltips say for the field.
  var titleText: String {
    title.given?.joined(separator: " ") ?? FieldPath.unescaped(field.value)
  }

  /// A channel of a part: the column of a prefix with the channel's own title, scale and axis.
  func position(_ prefix: String) -> ChannelDefinition {
    var position = ChannelDefinition(axis, at: main.span)
    position.field = .named(reference(prefix))
    position.type = main.type
    position.title = title
    position.isSum = true
    position.scale = main.scale
    position.axis = main.axis
    return position
  }

  /// The other end of a part.
  func end(_ prefix: String) -> ChannelDefinition {
    var end = ChannelDefinition(isVertical ? .y2 : .x2, at: main.span)
    end.field = .named(reference(prefix))
    end.isSum = true
    return end
  }

  /// The view with layers in place of its mark.
  func layered(_ layers: [Specification], _ transforms: [any Transform]) -> Specification {
    var layer = view
    layer.encoding = []
    layer.transforms += transforms
    layer.body = .layer(layers)
    return layer
  }

  /// An expression of our own; what fails in it is shown at the mark.
  func expression(_ source: String, _ normaliser: inout Normaliser) -> Expression? {
    do throws(Diagnostic) {
      return try Expression(source, at: span)
    } catch {
      normaliser.complain(error)
      return nil
    }
  }

  func calculate(
    _ source: String,
    as prefix: String,
    _ normaliser: inout Normaliser
  ) -> [any Transform] {
    expression(source, &normaliser).map {
      [CalculateTransform(expression: $0, name: column(prefix))]
    } ?? []
  }

  /// A column as an expression.
  static func datum(_ column: String) -> String {
    "datum['\(column.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))']"
  }

  /// A field as an expression, nested ones member by member.
  static func datum(path field: String) -> String {
    "datum"
      + FieldPath(field).names.map {
        "['\($0.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))']"
      }.joined()
  }
}
