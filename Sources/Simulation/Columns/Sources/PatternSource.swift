import Diagnostics
import Tables

/// A pattern of characters, some of them chance: `ORD-####-??`.
///
/// `#` is a digit, `?` a letter A–Z, `~` a letter a–z, `*` one of both or a digit; `\` takes the next
/// character as it is.
struct TextPattern: Sendable {
  /// A character: one as it is, or one of several that follow each other in `alphabet`.
  struct Piece: BitwiseCopyable, Sendable {
    let literal: UInt8
    let start: Int
    /// How many to choose from; 1 for a character as it is.
    let count: Int
  }

  static let alphabet = SharedElements(
    Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
  )

  let pieces: SharedElements<Piece>
  /// How many texts there are; where they are more than 2⁶², how many the first characters make.
  let capacity: Int

  init(_ text: String) {
    var pieces: [Piece] = []
    var isEscaped = false
    for byte in text.utf8 {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
        continue
      }
      pieces.append(isEscaped ? Piece(literal: byte, start: 0, count: 1) : Self.piece(byte))
      isEscaped = false
    }
    self.pieces = SharedElements(pieces)
    var product = 1
    for piece in pieces {
      let (next, overflow) = product.multipliedReportingOverflow(by: piece.count)
      guard !overflow, next <= 1 << 62 else { break }
      product = next
    }
    capacity = product
  }

  private static func piece(_ byte: UInt8) -> Piece {
    switch byte {
    case UInt8(ascii: "#"): Piece(literal: byte, start: 0, count: 10)
    case UInt8(ascii: "?"): Piece(literal: byte, start: 10, count: 26)
    case UInt8(ascii: "~"): Piece(literal: byte, start: 36, count: 26)
    case UInt8(ascii: "*"): Piece(literal: byte, start: 0, count: 62)
    default: Piece(literal: byte, start: 0, count: 1)
    }
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
    for index in 0..<pattern.pieces.count {
      let piece = pattern.pieces[index]
      if piece.count == 1 {
        writer.append(piece.literal)
      } else if left > 1 {
        left /= piece.count
        writer.append(TextPattern.alphabet[piece.start + rest / left])
        rest %= left
      } else {
        // A word is good for eight characters: of 64 bits at most 48 are used up.
        if drawn == 8 {
          word = random.next()
          drawn = 0
        }
        let product = word.multipliedFullWidth(by: UInt64(truncatingIfNeeded: piece.count))
        writer.append(TextPattern.alphabet[piece.start + Int(truncatingIfNeeded: product.high)])
        word = product.low
        drawn += 1
      }
    }
  }
}
