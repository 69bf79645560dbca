import Tables

/// Structures in Thrift's compact protocol, which Parquet's headers and footer are written in.
///
///     thrift.structure {
///       $0.int32(1, 2)
///       $0.list(2, names) { thrift, name in thrift.element(name) }
///     }
///
/// Fields must come in the order of their numbers. Source: Apache Thrift, "Thrift Compact protocol
/// encoding", https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md.
struct ThriftWriter {
  private enum Kind: UInt8 {
    case yes = 1
    case no = 2
    case byte = 3
    case int32 = 5
    case int64 = 6
    case binary = 8
    case list = 9
    case structure = 12
  }

  let bytes: ByteWriter
  private var lastField = 0

  init(_ bytes: ByteWriter) { self.bytes = bytes }

  /// A structure that is no field: the whole, or an element of a list.
  func structure(_ body: (inout ThriftWriter) -> Void) {
    var inner = ThriftWriter(bytes)
    body(&inner)
    bytes.append(0)
  }

  mutating func structure(_ field: Int, _ body: (inout ThriftWriter) -> Void) {
    begin(field, .structure)
    structure(body)
  }

  mutating func bool(_ field: Int, _ value: Bool) { begin(field, value ? .yes : .no) }

  mutating func byte(_ field: Int, _ value: Int) {
    begin(field, .byte)
    bytes.append(UInt8(truncatingIfNeeded: value))
  }

  mutating func int32(_ field: Int, _ value: Int) {
    begin(field, .int32)
    append(signed: value)
  }

  mutating func int64(_ field: Int, _ value: Int) {
    begin(field, .int64)
    append(signed: value)
  }

  mutating func binary(_ field: Int, _ value: [UInt8]) {
    begin(field, .binary)
    append(binary: value)
  }

  mutating func list(_ field: Int, int32s: [Int]) {
    begin(field, .list, .int32, count: int32s.count)
    for value in int32s { append(signed: value) }
  }

  mutating func list(_ field: Int, texts: [String]) {
    begin(field, .list, .binary, count: texts.count)
    for text in texts { append(binary: Array(text.utf8)) }
  }

  mutating func list<Element>(
    _ field: Int,
    _ elements: [Element],
    _ body: (inout ThriftWriter, Element) -> Void
  ) {
    begin(field, .list, .structure, count: elements.count)
    for element in elements { structure { body(&$0, element) } }
  }

  private mutating func begin(_ field: Int, _ kind: Kind) {
    let step = field - lastField
    precondition(step > 0, "fields in order")
    if step < 16 {
      bytes.append(UInt8(step) << 4 | kind.rawValue)
    } else {
      bytes.append(kind.rawValue)
      append(signed: field)
    }
    lastField = field
  }

  private mutating func begin(_ field: Int, _ kind: Kind, _ element: Kind, count: Int) {
    begin(field, kind)
    if count < 15 {
      bytes.append(UInt8(count) << 4 | element.rawValue)
    } else {
      bytes.append(0xF0 | element.rawValue)
      bytes.append(variable: UInt(count))
    }
  }

  private func append(binary value: [UInt8]) {
    bytes.append(variable: UInt(value.count))
    bytes.append(value)
  }

  /// Zigzag: small numbers of either sign are short.
  private func append(signed value: Int) {
    bytes.append(variable: UInt(bitPattern: value << 1 ^ value >> (Int.bitWidth - 1)))
  }
}

extension ByteWriter {
  /// Seven bits a byte, the lowest first (ULEB128).
  func append(variable number: UInt) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}
