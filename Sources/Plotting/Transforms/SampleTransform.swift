import Diagnostics
import Expressions
import Options
import Tables

/// Keeps some rows by chance: always the same ones of the same rows.
///
/// Reservoir sampling as in Vega, from a fixed sequence of pseudo-random numbers.
struct SampleTransform: Transform {
  var size: Int

  init(size: Int) { self.size = size }

  init?(_ reader: inout OptionReader) {
    guard let size = reader.integer("sample", in: 0...Int.max) else { return nil }
    self.init(size: size)
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    guard frame.rowCount > size else { return frame }
    var chance = PseudoRandom()
    var kept = Array(0..<size)
    for row in size..<frame.rowCount {
      let place = chance.below(row + 1)
      if place < size { kept[place] = row }
    }
    return frame.rows(kept)
  }

  var fields: [Spanned<String>] { [] }
  var produced: [String] { [] }
}
