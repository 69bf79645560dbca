import Diagnostics
import Options
import Tables

extension TimeUnitOptions {
  /// A unit by its name: `yearmonth`, `utcyearmonth`, `binnedyearmonth`, `binnedutcyearmonth`.
  init?(name written: String) {
    var rest = written[...]
    var isBinned = false
    var isUTC = false
    if rest.hasPrefix("binned") {
      rest = rest.dropFirst(6)
      isBinned = true
    }
    if rest.hasPrefix("utc") {
      rest = rest.dropFirst(3)
      isUTC = true
    }
    guard let unit = CalendarParts(String(rest)) else { return nil }
    self.init(unit: unit, isBinned: isBinned, isUTC: isUTC, name: String(rest))
  }

  /// A name, or `{unit, step, utc, binned}`; nil when it cannot be read, and then `diagnostics` has
  /// grown, or when it waits for a `{{ … }}`.
  init?(_ node: OptionNode, diagnostics: inout [Diagnostic]) {
    switch node.content {
    case .value(.string(let text)):
      guard let options = TimeUnitOptions(name: text) else {
        diagnostics.append(DataProblem.unknownTimeUnit(Spanned(text, at: node.span)))
        return nil
      }
      self = options
    case .mapping:
      var reader = OptionReader(node, of: "a time unit")
      let name = reader.required("unit").flatMap { reader.text(of: $0, "unit") }
      let step = reader.integer("step", in: 1...10_000)
      let isUTC = reader.bool("utc") ?? false
      let isBinned = reader.bool("binned") ?? false
      if let bins = reader.node("maxbins") {
        reader.complain(DataProblem.timeBins(bins.span))
      }
      diagnostics += reader.finish()
      guard let name else { return nil }
      guard var options = TimeUnitOptions(name: name.value) else {
        diagnostics.append(DataProblem.unknownTimeUnit(name))
        return nil
      }
      options.step = step ?? 1
      options.isUTC = options.isUTC || isUTC
      options.isBinned = options.isBinned || isBinned
      self = options
    case .interpolation: return nil
    case .value, .sequence:
      diagnostics.append(DataProblem.wrongType("a time unit", "a name or a mapping", node))
      return nil
    }
  }

  /// The start of the unit that an instant lies in; the instant itself when it is binned already.
  func floor(_ instant: Double) -> Double { isBinned ? instant : unit.floor(instant, step: step) }

  /// The start of the unit after the one that begins at `start`.
  func next(_ start: Double) -> Double { unit.next(start, step: step) }
}

extension DataProblem {
  static func timeBins(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .error,
      "unsupported",
      "'maxbins' of a time unit is not drawn",
      at: span,
      hint: "name the unit: 'yearmonth'"
    )
  }
}
