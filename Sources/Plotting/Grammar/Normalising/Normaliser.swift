import Diagnostics
import Expressions
import Tables

extension TopSpecification {
  /// The specification with everything that stands for something else written out: repeats as
  /// concatenations, facet channels as facets, box plots and error bars as layers of plain marks,
  /// points on lines as layers, the shared channels of layers in each layer.
  ///
  /// After it `Body` is only a unit of a plain mark, a layer of units and layers, a facet or a
  /// concatenation; fields are named, no channel is absent, and `config` says nothing more of
  /// points and lines on paths.
  ///
  /// Source: vega-lite's `normalize/` and `compositemark/` (https://github.com/vega/vega-lite).
  ///
  /// - Parameters:
  ///   - typeOf: what a field holds, where that is known; it decides which way a box plot lies
  ///     whose channels name no types.
  ///   - diagnostics: receives what does not go together.
  /// - Returns: the normal form; of what does not go together some is left out, so a specification
  ///   with an error is not to be drawn.
  func normalised(
    typeOf: (Spanned<String>) -> MeasureType? = { _ in nil },
    diagnostics: inout [Diagnostic]
  ) -> TopSpecification {
    var normal = self
    withoutActuallyEscaping(typeOf) { typeOf in
      var normaliser = Normaliser(config: config, typeOf: typeOf)
      normal.view = normaliser.view(view, in: Normaliser.Surroundings())
      diagnostics += normaliser.diagnostics
    }
    for mark in ["line", "area", "rule", "trail"] {
      normal.config.parts[mark]?[.point] = nil
      normal.config.parts[mark]?[.line] = nil
    }
    return normal
  }
}

/// Rewrites views; see `TopSpecification.normalised`.
struct Normaliser {
  let config: Config
  let typeOf: (Spanned<String>) -> MeasureType?
  var diagnostics: [Diagnostic] = []

  init(config: Config, typeOf: @escaping (Spanned<String>) -> MeasureType?) {
    self.config = config
    self.typeOf = typeOf
  }

  /// What a view takes from the views around it.
  struct Surroundings {
    /// The channels that a layer shares with its layers.
    var encoding: [ChannelDefinition] = []
    /// The field that stands for each repeater.
    var repeated: [String: Spanned<String>] = [:]
    /// What names of views begin with, inside of a repeat.
    var prefix = ""
    var isInLayer = false
    var ignoresOverlays = false
  }

  mutating func complain(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  mutating func view(_ view: Specification, in around: Surroundings) -> Specification {
    var view = view
    if !around.prefix.isEmpty, let name = view.name { view.name = "\(around.prefix)_\(name)" }
    switch view.body {
    case .unit, .layer:
      view.encoding = replacingRepeats(view.encoding, around.repeated)
      let facets = view.encoding.filter { $0.channel.isFacet }
      if facets.contains(where: \.showsField) {
        if !around.isInLayer { return faceted(view, facets, in: around) }
        complain(.facetInLayer(at: facets[0].span))
        view.encoding.removeAll { $0.channel.isFacet }
      }
      return plot(view, in: around)
    case .facet(let facets, let inner):
      return facet(view, facets, inner, in: around)
    case .concat(let views, let columns):
      if around.isInLayer { complain(.compositionInLayer("a concatenation", at: view.span)) }
      var inside = around
      inside.isInLayer = false
      inside.encoding = []
      view.body = .concat(views.map { self.view($0, in: inside) }, columns: columns)
      return view
    case .repeated(let repeats, let inner):
      return repeated(view, repeats, inner, in: around)
    }
  }

  /// A unit or a layer, whose own channels are settled.
  private mutating func plot(_ view: Specification, in around: Surroundings) -> Specification {
    switch view.body {
    case .unit(let mark):
      let encoding = ChannelDefinition.merged(view.encoding, over: around.encoding)
      return unit(view, mark, encoding, in: around)
    case .layer(let layers):
      var inside = around
      inside.encoding = ChannelDefinition.merged(
        view.encoding,
        over: around.encoding,
        isForLayer: true
      )
      inside.isInLayer = true
      var view = view
      view.encoding = []
      view.body = .layer(layers.map { self.view($0, in: inside) })
      return view
    default: return view
    }
  }
}
