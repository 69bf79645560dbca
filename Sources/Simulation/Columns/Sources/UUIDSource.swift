import Diagnostics
import Tables

/// Random UUIDs (version 4 of RFC 9562), written in lower case.
struct UUIDSource: ColumnSource {
  let stream: RandomStream

  var type: DataType { .utf8 }
  var bytesPerRow: Int { 44 }

  func column(_ making: Making) throws(Diagnostic) -> Column {
    let builder = BytesBuilder(byteCapacity: making.rows.count * 36)
    for row in making.rows {
      var random = making.random(stream, row: row)
      let high = random.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
      let low = random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
      builder.bytes.reserve(36)
      append(high, from: 60, digits: 8, to: builder.bytes)
      builder.bytes.append(UInt8(ascii: "-"))
      append(high, from: 28, digits: 4, to: builder.bytes)
      builder.bytes.append(UInt8(ascii: "-"))
      append(high, from: 12, digits: 4, to: builder.bytes)
      builder.bytes.append(UInt8(ascii: "-"))
      append(low, from: 60, digits: 4, to: builder.bytes)
      builder.bytes.append(UInt8(ascii: "-"))
      append(low, from: 44, digits: 12, to: builder.bytes)
      builder.endElement()
    }
    return builder.finish()
  }

  @inline(__always)
  private func append(_ word: UInt64, from bit: Int, digits: Int, to writer: ByteWriter) {
    for digit in 0..<digits {
      let nibble = UInt8(truncatingIfNeeded: word &>> UInt64(bit - 4 * digit)) & 15
      writer.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
    }
  }
}
