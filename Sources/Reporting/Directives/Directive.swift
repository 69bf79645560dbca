import Diagnostics
import Expressions
import Options
import Pipeline
import Tables
import Templates

/// A kind of fenced block that the runner understands, such as `sql` or `chart`.
///
/// A directive is decoded while a report is planned, when all that is wrong with its options is
/// collected. Then it adds steps to the graph, or shows something in the page, or both.
protocol Directive: Sendable {
  static var name: String { get }
  static var body: BodyKind { get }
  /// Whether it tells of the rest of the page, and so is shown when all else is known.
  static var isShownLast: Bool { get }

  /// Decodes the options; complaints go to `planning`.
  init(_ source: DirectiveSource, planning: inout Planning)

  /// What must run before the page is written.
  var steps: [Step] { get }

  /// Tables whose values the page shows.
  var tablesShown: [Spanned<String>] { get }

  /// What of their columns; nil is all.
  var columnsShown: ColumnMentions? { get }

  /// Expressions that are read when the page is written, beside those in the options' braces.
  var expressions: [Expression] { get }

  /// What is wrong with the directive, now that the columns of all tables are known.
  func check(against schemas: Schemas) -> [Diagnostic]

  /// What stands in the page in the directive's place.
  func shown(in page: PageContext) throws(Diagnostic) -> Shown
}

extension Directive {
  /// Whether its label names a table, so that names of the report's own would hide it.
  static var makesNamedTable: Bool {
    ["generate", "load", "parse", "sql", "model", "predict", "drift", "store"].contains(name)
  }

  static var isShownLast: Bool { false }
  var steps: [Step] { [] }
  var tablesShown: [Spanned<String>] { [] }
  var columnsShown: ColumnMentions? { nil }
  var expressions: [Expression] { [] }
  func check(against schemas: Schemas) -> [Diagnostic] { [] }
  func shown(in page: PageContext) throws(Diagnostic) -> Shown { .nothing }
}

/// A directive as the author wrote it, its parameters already put in.
struct DirectiveSource: Sendable {
  let directive: Templates.Directive
  /// Options with every `{{ params.… }}` replaced; what reads a table still waits.
  let options: OptionNode
  /// The label, or the name and a number: `chart-3`.
  let id: String

  var label: Spanned<String>? { directive.label }
  var span: SourceSpan { directive.span }
  /// How messages name the directive.
  var owner: String { "directive '\(directive.name.value)'" }
}

/// The directives there are, by name.
enum Directives {
  static let all: [any Directive.Type] = [
    GenerateDirective.self, LoadDirective.self, ParseDirective.self, SQLDirective.self,
    TableDirective.self,
    ChartDirective.self,
    MetricsDirective.self, CheckDirective.self, ModelDirective.self, PredictDirective.self,
    DriftDirective.self, ComparisonDirective.self, StoreDirective.self,
  ]

  /// `include` and `evaluation` are not among them: other directives stand for them before planning.
  static let includeName = "include"

  static func named(_ name: String) -> (any Directive.Type)? { all.first { $0.name == name } }

  /// What the template parser needs to know: the names, and which bodies are SQL.
  static let bodies: [String: BodyKind] = {
    var bodies = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.body) })
    bodies[includeName] = .yaml
    bodies[EvaluationOptions.name] = .yaml
    return bodies
  }()
}
