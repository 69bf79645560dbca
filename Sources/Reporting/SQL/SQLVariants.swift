import Diagnostics
import Pipeline
import Templates

/// Chooses among several bodies of one label: `{sql monthly}` and `{sql monthly engine=spark}`.
///
/// The body that names the report's engine is taken, else the one that names none. A label with one
/// body alone runs on the engine that the body names.
struct SQLVariants {
  /// The steps of the bodies that were not taken, by label: they tell which columns the table has.
  private(set) var others: [String: [Step]] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  private var dropped: Set<SourceSpan> = []

  /// - Parameters:
  ///   - pieces: The template's pieces.
  ///   - engine: The report's engine; nil for the embedded one.
  init(_ pieces: [PlannedPiece], engine: String?) {
    let engine = engine ?? EngineChoice.embedded
    let bodies = pieces.flatMap(\.directives).filter { planned in
      planned.directive is SQLDirective && planned.source.label != nil
    }
    for (label, group) in Dictionary(grouping: bodies, by: { $0.source.id }) where group.count > 1 {
      let fitting = group.filter { $0.variant == engine }
      let plain = group.filter { $0.variant == nil }
      // Two bodies without an engine, or of the same, are a doubled label, which the graph tells of.
      guard plain.count < group.count else { continue }
      let taken = fitting.isEmpty ? plain : fitting
      if taken.isEmpty, let first = group.first {
        diagnostics.append(
          .noBodyFits(label, engine, group.compactMap(\.variant), at: first.source.span)
        )
      }
      let kept = Set((taken.isEmpty ? [group[0]] : taken).map(\.source.span))
      for body in group where !kept.contains(body.source.span) {
        dropped.insert(body.source.span)
        others[label, default: []] += body.directive.steps
      }
    }
  }

  /// The pieces without the bodies that were not taken.
  func fitting(_ pieces: [PlannedPiece]) -> [PlannedPiece] {
    if dropped.isEmpty { return pieces }
    return pieces.compactMap { piece in
      switch piece {
      case .prose: piece
      case .directive(let planned): dropped.contains(planned.source.span) ? nil : piece
      case .conditional(let conditional):
        .conditional(
          .init(
            branches: conditional.branches.map {
              .init(condition: $0.condition, body: fitting($0.body))
            },
            span: conditional.span
          )
        )
      case .loop(let loop):
        .loop(
          .init(
            variable: loop.variable,
            sequence: loop.sequence,
            body: fitting(loop.body),
            span: loop.span
          )
        )
      case .evaluation(let pieces, let model): .evaluation(fitting(pieces), model: model)
      }
    }
  }
}

extension PlannedDirective {
  /// The engine that a query's body is written for; nil for all.
  fileprivate var variant: String? { (directive as? SQLDirective)?.variant?.value }
}

extension Diagnostic {
  fileprivate static func noBodyFits(
    _ label: String,
    _ engine: String,
    _ engines: [String],
    at span: SourceSpan
  ) -> Self {
    Diagnostic(
      .error,
      "no-variant",
      "no body of '\(label)' fits the engine '\(engine)'",
      at: span,
      hint: "they are for \(engines.sorted().joined(separator: ", ")); write one without 'engine'"
    )
  }
}
