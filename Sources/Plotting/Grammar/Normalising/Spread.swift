import Diagnostics
import Expressions
import Tables

/// How far an error bar or band reaches, as steps that give the columns `lower_…` and `upper_…`.
///
/// Rows are summed up around their mean or median; or the channels say the ends (`x2`, `y2`) or the
/// distance to them (`xError`, `yError2`) themselves.
/// Source: vega-lite's `compositemark/errorbar.ts` (`errorBarParams`).
struct Spread {
  let common: Composite
  private(set) var transforms: [any Transform] = []
  private(set) var encoding: [ChannelDefinition] = []
  private(set) var tooltips: [ChannelDefinition] = []

  private enum Source { case rows, ends, errors }

  init?(
    _ view: Specification,
    _ mark: MarkDefinition,
    _ encoding: [ChannelDefinition],
    _ normaliser: inout Normaliser
  ) {
    func written(_ channels: Channel...) -> ChannelDefinition? {
      encoding.first { channels.contains($0.channel) && ($0.showsField || $0.showsDatum) }
    }
    let end = written(.x2, .y2)
    let error = written(.xError, .xError2, .yError, .yError2)
    let source: Source = end != nil ? .ends : error != nil ? .errors : .rows
    if let end, let error {
      normaliser.complain(.twoSpreads(mark, end.channel, error.channel, at: error.span))
      return nil
    }
    for (first, second) in [(Channel.x2, Channel.y2), (.xError, .yError)] {
      if written(first) != nil, let other = written(second) {
        normaliser.complain(.twoSpreads(mark, first, second, at: other.span))
        return nil
      }
    }
    for (first, second) in [(Channel.xError, Channel.xError2), (.yError, .yError2)] {
      if written(first) == nil, let other = written(second) {
        normaliser.complain(.orphanChannel(second, needs: first, at: other.span))
        return nil
      }
    }
    let axis =
      (end ?? error)?.channel.primary ?? Composite.axis(of: mark, encoding, &normaliser)
    guard let axis, let common = Composite(view, mark, axis: axis, encoding, &normaliser) else {
      return nil
    }
    let main = encoding.first { $0.channel == axis }
    if source != .rows, normaliser.isContinuous(main) == false {
      normaliser.complain(.spreadOfCategories(mark, axis, at: common.main.span))
      return nil
    }
    self.common = common
    let steps = EncodingSteps(encoding.filter { $0.channel.primary != axis }, normaliser)
    self.encoding = steps.encoding
    transforms = steps.bins + steps.timeUnits

    var outputs = steps.outputs
    var sums: [Composite.Sum] = []
    var calculations: [any Transform] = []
    switch source {
    case .rows: sumUp(&outputs, &sums, &calculations, &normaliser)
    case .ends: takeEnds(end, &sums, &calculations, &normaliser)
    case .errors:
      let second = written(axis == .x ? .xError2 : .yError2)
      takeErrors(error, second, &sums, &calculations, &normaliser)
    }
    if source != .rows,
      let key = [MarkKey.center, .extent].first(where: { mark.properties[$0] != nil }),
      let span = mark.properties.span(of: key)
    {
      normaliser.complain(.ignoredOption(Spanned(key.rawValue, at: span), "a spread that is given"))
    }
    if !outputs.isEmpty {
      let groupby = source == .rows ? steps.groupby : []
      transforms.append(AggregateTransform(groupby: groupby, outputs: outputs))
    }
    transforms += calculations
    tooltips = common.tooltips(sums, steps.encoding)
  }

  /// Around the mean so many standard errors or deviations, a confidence interval or the quartiles.
  private func sumUp(
    _ outputs: inout [AggregateTransform.Output],
    _ sums: inout [Composite.Sum],
    _ calculations: inout [any Transform],
    _ normaliser: inout Normaliser
  ) {
    let own = common.mark.properties
    let config =
      (common.config.marks[common.name] ?? Properties()).over(
        common.config.marks["errorbar"] ?? Properties()
      )
    let given = own.text(.extent) ?? config.text(.extent)
    let center =
      own.text(.center) ?? given.map { $0 == "iqr" ? "median" : "mean" }
      ?? config.text(.center) ?? "mean"
    let extent = given ?? (center == "mean" ? "stderr" : "iqr")
    if (center == "median") != (extent == "iqr"), let span = own.span(of: .center) {
      normaliser.complain(.centreDoesNotFit(center, extent, at: span))
    }
    let title = common.titleText
    if extent == "stderr" || extent == "stdev" {
      outputs.append(common.output(extent == "stderr" ? .stderr : .stdev, "extent_"))
      outputs.append(common.output(center == "mean" ? .mean : .median, "center_"))
      let middle = Composite.datum(common.column("center_"))
      let distance = Composite.datum(common.column("extent_"))
      // One value has no spread: nothing is drawn for it, not a bar of no length.
      func end(_ sign: Character) -> String {
        "isValid(\(distance)) ? \(middle) \(sign) \(distance) : null"
      }
      calculations +=
        common.calculate(end("+"), as: "upper_", &normaliser)
        + common.calculate(end("-"), as: "lower_", &normaliser)
      let word = DefaultTitle.capitalised(center)
      let korean = center == "mean" ? "평균" : "중앙값"
      let reach = extent == "stderr" ? "표준오차" : "표준편차"
      sums = [
        common.sum("center_", word, korean, of: title),
        common.sum("upper_", "\(word) + \(extent)", "\(korean) + \(reach)", of: title),
        common.sum("lower_", "\(word) - \(extent)", "\(korean) - \(reach)", of: title),
      ]
      return
    }
    let (low, high, middle): (AggregateOperation, AggregateOperation, AggregateOperation) =
      extent == "ci" ? (.ci0, .ci1, .mean) : (.q1, .q3, .median)
    outputs += [
      common.output(low, "lower_"), common.output(high, "upper_"), common.output(middle, "center_"),
    ]
    let field = FieldPath.unescaped(common.field.value)
    sums = [("upper_", high), ("lower_", low), ("center_", middle)].map { prefix, operation in
      common.sum(
        prefix,
        DefaultTitle.capitalised(operation.rawValue),
        operation.koreanName,
        of: field
      )
    }
  }

  /// The field is one end, `x2` or `y2` the other.
  private func takeEnds(
    _ end: ChannelDefinition?,
    _ sums: inout [Composite.Sum],
    _ calculations: inout [any Transform],
    _ normaliser: inout Normaliser
  ) {
    let upper = end?.fieldName?.value
    let source = upper.map { Composite.datum(path: $0) } ?? end?.constantSource ?? "null"
    let lower = Composite.datum(path: common.field.value)
    calculations +=
      common.calculate(source, as: "upper_", &normaliser)
      + common.calculate(lower, as: "lower_", &normaliser)
    sums = [("upper_", upper ?? ""), ("lower_", common.field.value)].map(Self.asWritten)
  }

  /// The field is the centre; the error is added and taken away, or a second one is added.
  private func takeErrors(
    _ error: ChannelDefinition?,
    _ second: ChannelDefinition?,
    _ sums: inout [Composite.Sum],
    _ calculations: inout [any Transform],
    _ normaliser: inout Normaliser
  ) {
    func words(_ definition: ChannelDefinition?) -> (source: String, title: String) {
      guard let field = definition?.fieldName?.value else {
        let source = definition?.constantSource ?? "0"
        return (source, source)
      }
      return (Composite.datum(path: field), field)
    }
    let middle = Composite.datum(path: common.field.value)
    let up = words(error)
    let down = second.map { words($0) }
    let sign = down == nil ? "-" : "+"
    calculations +=
      common.calculate("\(middle) + \(up.source)", as: "upper_", &normaliser)
      + common.calculate("\(middle) \(sign) \((down ?? up).source)", as: "lower_", &normaliser)
    let name = common.field.value
    sums = [
      ("", name), ("upper_", "\(name) + \(up.title)"),
      ("lower_", "\(name) \(sign) \((down ?? up).title)"),
    ].map(Self.asWritten)
  }

  /// Named by fields alone: the same in every language.
  private static func asWritten(_ prefix: String, _ title: String) -> Composite.Sum {
    Composite.Sum(prefix: prefix, title: title, koreanTitle: title)
  }
}

extension ChannelDefinition {
  /// A datum as an expression.
  fileprivate var constantSource: String? {
    datumExpression?.source ?? datum?.value.number.map { "(\($0))" }
  }
}
