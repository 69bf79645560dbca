import Diagnostics
import Tables

/// A pattern of characters, some of them chance: `ORD-####-??`.
///
/// `#` is a digit, `?` a letter A–Z, `~` a letter a–z, `*` one of both or a digit; `\` takes the next
/// character as it is.
struct TextPattern: Sendable {
  enum Piece: Sendable {
    case literal(UInt8)
    case one(of: [UInt8])
  }

  let pieces: [Piece]
  /// How many texts there are; where they are more than 2⁶², how many the first characters make.
  let capacity: Int

  init(_ text: String) {
    let digits = Array(UInt8(ascii: "0")...UInt8(ascii: "9"))
    let upper = Array(UInt8(ascii: "A")...UInt8(ascii: "Z"))
    let lower = Array(UInt8(ascii: "a")...UInt8(ascii: "z"))
    var pieces: [Piece] = []
    var isEscaped = false
    for byte in text.utf8 {
      switch byte {
      case _ where isEscaped: pieces.append(.literal(byte))
      case UInt8(ascii: "\\"):
        isEscaped = true
        continue
      case UInt8(ascii: "#"): pieces.append(.one(of: digits))
      case UInt8(ascii: "?"): pieces.append(.one(of: upper))
      case UInt8(ascii: "~"): pieces.append(.one(of: lower))
      case UInt8(ascii: "*"): pieces.append(.one(of: digits + upper + lower))
      default: pieces.append(.literal(byte))
      }
      isEscaped = false
    }
    self.pieces = pieces
    var product = 1
    for case .one(let choices) in pieces {
      let (next, overflow) = product.multipliedReportingOverflow(by: choices.count)
      guard !overflow, next <= 1 << 62 else { break }
      product = next
    }
    capacity = product
  }
}

/// Texts of a pattern; with a shuffle each at most once.
struct PatternSource: ColumnSource {
  let pattern: TextPattern
  let shuffle: Permutation?
  let stream: RandomStream

  var type: DataType { .utf8 }
  var bytesPerRow: Int { pattern.pieces.count + 8 }

  func column(_ making: Making) throws(Diagnostic) -> Column {
    let builder = BytesBuilder(byteCapacity: making.rows.count * pattern.pieces.count)
    let writer = builder.bytes
    for row in making.rows {
      var random = making.random(stream, row: row)
      append(to: writer, shuffle.map { $0(row) }, &random)
      builder.endElement()
    }
    return builder.finish()
  }

  /// Writes a text; the digits of `number`, if there is one, choose the first characters.
  @inline(__always)
  private func append(to writer: ByteWriter, _ number: Int?, _ random: inout RowRandom) {
    var rest = number ?? 0
    var left = number == nil ? 1 : pattern.capacity
    var word: UInt64 = 0
    var drawn = 8
    for piece in pattern.pieces {
      switch piece {
      case .literal(let byte): writer.append(byte)
      case .one(let choices) where left > 1:
        left /= choices.count
        writer.append(choices[rest / left])
        rest %= left
      case .one(let choices):
        // A word is good for eight characters: of 64 bits at most 48 are used up.
        if drawn == 8 {
          word = random.next()
          drawn = 0
        }
        let product = word.multipliedFullWidth(by: UInt64(choices.count))
        writer.append(choices[Int(product.high)])
        word = product.low
        drawn += 1
      }
    }
  }
}
