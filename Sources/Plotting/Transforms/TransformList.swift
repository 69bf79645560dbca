import Diagnostics
import Expressions
import Options
import Tables

/// The list of steps under `transform`.
enum TransformList {
  /// Reads a data source, for `lookup`.
  typealias SourceReader = (OptionNode, inout [Diagnostic]) -> DataSource?

  /// The names of the steps: the key by which each is known.
  ///
  /// `extent` is also an option of others, and so the last to be looked for.
  static let names = [
    "aggregate", "bin", "calculate", "density", "filter", "flatten", "fold", "impute",
    "joinaggregate", "loess", "lookup", "pivot", "quantile", "regression", "sample", "stack",
    "timeUnit", "window", "extent",
  ]

  /// The steps of a list; those that cannot be read are left out, and `diagnostics` has grown.
  static func read(
    _ node: OptionNode,
    diagnostics: inout [Diagnostic],
    source: SourceReader
  ) -> [any Transform] {
    switch node.content {
    case .sequence(let nodes):
      return nodes.compactMap { step($0, &diagnostics, source) }
    case .mapping: return [step(node, &diagnostics, source)].compactMap { $0 }
    case .value(.null), .interpolation: return []
    case .value:
      diagnostics.append(DataProblem.wrongType("'transform'", "a list of steps", node))
      return []
    }
  }

  private static func step(
    _ node: OptionNode,
    _ diagnostics: inout [Diagnostic],
    _ source: SourceReader
  ) -> (any Transform)? {
    guard case .mapping(let entries) = node.content else {
      if case .interpolation = node.content { return nil }
      diagnostics.append(DataProblem.wrongType("a step of 'transform'", "a mapping", node))
      return nil
    }
    let kinds = names.compactMap { name in entries.first { $0.key.value == name } }
    guard let entry = kinds.first else {
      diagnostics.append(DataProblem.unknownTransform(node))
      return nil
    }
    let kind = entry.key.value
    if case .value(.null) = entry.node.content {
      diagnostics.append(DataProblem.wrongType("'\(kind)'", "given", entry.node))
      return nil
    }
    var reader = OptionReader(node, of: "transform '\(kind)'")
    let step = step(kind, &reader, source)
    diagnostics += reader.finish()
    return step
  }

  private static func step(
    _ kind: String,
    _ reader: inout OptionReader,
    _ source: SourceReader
  ) -> (any Transform)? {
    switch kind {
    case "aggregate": return AggregateTransform(&reader)
    case "bin": return BinTransform(&reader)
    case "calculate": return CalculateTransform(&reader)
    case "density": return DensityTransform(&reader)
    case "extent": return ExtentTransform(&reader)
    case "filter": return FilterTransform(&reader)
    case "flatten": return FlattenTransform(&reader)
    case "fold": return FoldTransform(&reader)
    case "impute": return ImputeTransform(&reader)
    case "joinaggregate": return JoinAggregateTransform(&reader)
    case "loess": return LoessTransform(&reader)
    case "lookup": return LookupTransform(&reader, source)
    case "pivot": return PivotTransform(&reader)
    case "quantile": return QuantileTransform(&reader)
    case "regression": return RegressionTransform(&reader)
    case "sample": return SampleTransform(&reader)
    case "stack": return StackTransform(&reader)
    case "timeUnit": return TimeUnitTransform(&reader)
    default: return WindowTransform(&reader)
    }
  }

  /// A frame after all steps, one after the other.
  ///
  /// `context` grows by the parameters that `extent` steps set.
  static func apply(
    _ steps: [any Transform],
    to frame: Frame,
    _ context: inout TransformContext
  ) throws(Diagnostic) -> Frame {
    var frame = frame
    for step in steps {
      if let extent = step as? ExtentTransform {
        context.params.values[extent.param.value] = try extent.value(of: frame, context)
      }
      frame = try step.apply(frame, context)
    }
    return frame
  }
}

extension DataProblem {
  static func unknownTransform(_ node: OptionNode) -> Diagnostic {
    guard let first = node.entries.first else {
      return Diagnostic(.error, "unknown-transform", "this step does nothing", at: node.span)
    }
    for entry in node.entries {
      if let near = NearMatch.of(entry.key.value, in: TransformList.names) {
        return Diagnostic(
          .error,
          "unknown-transform",
          "no transform '\(entry.key.value)'",
          at: entry.key.span,
          hint: "did you mean '\(near)'?"
        )
      }
    }
    return unknown("transform", first.key, in: TransformList.names)
  }
}
