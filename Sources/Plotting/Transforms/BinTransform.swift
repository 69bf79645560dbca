import Diagnostics
import Expressions
import Options
import Tables

/// Cuts a field into bins.
struct BinTransform: Transform {
  var field: Spanned<String>
  var options: BinOptions
  /// Columns of the start and the end of each row's bin.
  var start: String
  var end: String
  /// How many bins there are at most, where the options do not say.
  var maximum = Binning.standardMaximum

  init(
    field: Spanned<String>,
    options: BinOptions,
    start: String,
    end: String,
    maximum: Double = Binning.standardMaximum
  ) {
    self.field = field
    self.options = options
    self.start = start
    self.end = end
    self.maximum = maximum
  }

  init?(_ reader: inout OptionReader) {
    let node = reader.required("bin")
    let field = reader.field("field")
    reader.accept(["as"])
    _ = reader.required("as")
    guard let node, let field else { return nil }
    var options = BinOptions()
    switch node.content {
    case .value(.bool(true)): break
    case .mapping:
      var diagnostics: [Diagnostic] = []
      let read = BinOptions(node, diagnostics: &diagnostics)
      for problem in diagnostics { reader.complain(problem) }
      guard let read else { return nil }
      options = read
    case .interpolation: return nil
    default:
      reader.complain(DataProblem.wrongType("'bin'", "true or a mapping", node))
      return nil
    }
    let names = reader.pairOfNames("bin0", "bin1", endsIn: "_end")
    self.init(field: field, options: options, start: names.0, end: names.1)
  }

  /// The bins of a frame; nil when there is no number to be binned.
  func binning(
    of frame: Frame,
    _ context: TransformContext
  ) throws(Diagnostic) -> Binning? {
    let values = try frame.series(field, in: context.name).doubles
    guard let extent = options.extent ?? Extent(of: values).bounds else { return nil }
    return Binning(over: extent, options: options, maximum: maximum)
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    var out = frame
    guard let bins = try binning(of: frame, context) else {
      let nothing = Array(repeating: Double.nan, count: frame.rowCount)
      out[start] = .numbers(nothing)
      out[end] = .numbers(nothing)
      return out
    }
    let values = try frame.series(field, in: context.name).doubles
    let starts = values.map { bins.lowerEdge(of: $0) }
    out[start] = .numbers(starts)
    out[end] = .numbers(starts.map { bins.upperEdge(from: $0) })
    return out
  }

  var fields: [Spanned<String>] { [field] }
  var produced: [String] { [start, end] }
}
