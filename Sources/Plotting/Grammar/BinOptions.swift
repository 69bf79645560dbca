import Diagnostics
import Options
import Tables

/// How numbers are put into bins of equal width.
struct BinOptions: Sendable {
  /// Nil takes the default of the channel: 10 on an axis, 6 for colour, size and the like.
  var maximum: Double?
  var step: Double?
  var extent: (Double, Double)?
  var nice = true

  private static let unbuilt = ["anchor", "base", "binned", "divide", "minstep", "steps"]

  /// Nil for `bin: false` and `bin: null`.
  init?(_ node: OptionNode, diagnostics: inout [Diagnostic]) {
    switch node.content {
    case .value(.bool(true)): return
    case .value(.bool(false)), .value(.null), .interpolation: return nil
    case .value(.string(let word)):
      diagnostics.append(.unsupported("bin", Spanned(word, at: node.span)))
      return nil
    default: break
    }
    var reader = OptionReader(node, of: "'bin'")
    reader.rejectUnbuilt(Self.unbuilt)
    maximum = reader.integer("maxbins", in: 2...1000).map(Double.init)
    step = reader.number("step")
    nice = reader.bool("nice") ?? true
    if let listed = reader.values("extent") {
      let numbers = listed.compactMap(\.number)
      if numbers.count == 2, numbers[0] < numbers[1] { extent = (numbers[0], numbers[1]) }
    }
    diagnostics += reader.finish()
  }
}
