import Diagnostics
import Tables

/// One of some given values, by weight.
struct ValuesSource: ColumnSource {
  enum Choices: Sendable {
    case texts(WordList)
    case integers([Int64])
    case numbers([Double])
    case booleans([Bool])
  }

  let choices: Choices
  let weights: AliasTable
  let stream: RandomStream

  var type: DataType {
    switch choices {
    case .texts: .utf8
    case .integers: .int64
    case .numbers: .float64
    case .booleans: .bool
    }
  }

  func column(_ making: Making) throws(Diagnostic) -> Column {
    switch choices {
    case .texts(let words):
      let builder = BytesBuilder(byteCapacity: making.rows.count * 8)
      draw(making) { place in
        words.append(place, to: builder.bytes)
        builder.endElement()
      }
      return builder.finish()
    case .integers(let values):
      let builder = FixedWidthBuilder<Int64>(capacity: making.rows.count)
      draw(making) { builder.append(values[$0]) }
      return builder.finish()
    case .numbers(let values):
      let builder = FixedWidthBuilder<Double>(capacity: making.rows.count)
      draw(making) { builder.append(values[$0]) }
      return builder.finish()
    case .booleans(let values):
      let builder = BoolBuilder()
      draw(making) { builder.append(values[$0]) }
      return builder.finish()
    }
  }

  @inline(__always)
  private func draw(_ making: Making, _ body: (Int) -> Void) {
    for row in making.rows {
      var random = making.random(stream, row: row)
      body(weights.draw(&random))
    }
  }
}
