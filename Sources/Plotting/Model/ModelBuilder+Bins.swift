import Diagnostics
import Tables

extension ModelBuilder {
  /// Cuts the fields into bins that layers without steps of their own cut, so that layers which
  /// only leave rows out have the same bins.
  ///
  /// Source: vega-lite's `compile/data/optimizers.ts` (`MergeBins`).
  func shareBins(
    of layers: [Specification],
    in around: inout Surroundings,
    _ context: TransformContext
  ) throws(Diagnostic) {
    guard var frame = around.frame,
      layers.contains(where: { $0.data == nil && !$0.transforms.isEmpty && keepsRows($0) })
    else { return }
    for layer in layers where layer.data == nil && layer.transforms.isEmpty {
      guard case .unit = layer.body else { continue }
      for definition in layer.encoding {
        guard case .options? = definition.bin, let field = definition.fieldName,
          frame.series(field.value) != nil
        else { continue }
        let type = definition.type?.value ?? .quantitative
        var bound = Bound(
          definition: definition,
          type: type,
          column: Bound.columnName(definition, type: type)
        )
        try UnitMaking.addColumns(for: &bound, to: &frame, context)
        if let column = bound.column { around.binnings[column] = bound.binning }
      }
    }
    around.frame = frame
  }

  /// Whether a view's steps only leave rows out.
  func keepsRows(_ view: Specification) -> Bool {
    view.data == nil && view.transforms.allSatisfy { $0 is FilterTransform }
  }
}
