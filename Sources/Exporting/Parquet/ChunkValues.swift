import Tables

/// The values of a leaf that are there, put together from all batches of a row group.
enum ChunkValues {
  case bools([Bool])
  case words([UInt64])
  case texts([ChunkText])

  /// The columns of the pieces must stay alive as long as the values are used.
  init(_ pieces: [LeafPiece], _ type: ParquetType) {
    let total = pieces.reduce(0) { $0 + $1.valueCount }
    switch type.physical {
    case .boolean:
      var bools: [Bool] = []
      bools.reserveCapacity(total)
      for piece in pieces {
        piece.forEachPlace { bools.append(piece.column.value(at: $0) == .bool(true)) }
      }
      self = .bools(bools)
    case .byteArray:
      self = .texts(
        Array(unsafeUninitializedCapacity: total) { target, count in
          for piece in pieces { piece.copyTexts(to: target, &count) }
        }
      )
    default:
      self = .words(
        Array(unsafeUninitializedCapacity: total) { target, count in
          for piece in pieces { piece.copyWords(to: target, &count) }
        }
      )
    }
  }
}

extension LeafPiece {
  /// Calls `body` with the place of each value in the column.
  @inline(__always)
  fileprivate func forEachPlace(_ body: (Int) -> Void) {
    if let levels {
      for place in levels.places where place >= 0 { body(Int(place)) }
    } else {
      for place in 0..<column.count { body(place) }
    }
  }

  fileprivate func copyTexts(to target: UnsafeMutableBufferPointer<ChunkText>, _ count: inout Int) {
    let memory = column.memory
    guard let values = memory.values, let bytes = memory.bytes else { return }
    func copy<Offset: FixedWidthInteger & BitwiseCopyable>(_ offset: Offset.Type) {
      let offsets = values.assumingMemoryBound(to: offset)
      var next = count
      forEachPlace { place in
        let start = Int(offsets[place])
        target[next] = ChunkText(
          start: UnsafeRawPointer(bytes + start),
          count: Int(offsets[place &+ 1]) &- start
        )
        next &+= 1
      }
      count = next
    }
    switch column.type {
    case .largeUtf8, .largeBinary: copy(Int64.self)
    default: copy(Int32.self)
    }
  }

  fileprivate func copyWords(to target: UnsafeMutableBufferPointer<UInt64>, _ count: inout Int) {
    guard let values = column.memory.values else { return }
    func copy<Element>(_ element: Element.Type, _ word: (Element) -> UInt64) {
      let elements = values.assumingMemoryBound(to: element)
      var next = count
      forEachPlace { place in
        target[next] = word(elements[place])
        next &+= 1
      }
      count = next
    }
    switch column.type {
    case .int8: copy(Int8.self) { UInt64(truncatingIfNeeded: $0) }
    case .int16: copy(Int16.self) { UInt64(truncatingIfNeeded: $0) }
    case .int32, .date32: copy(Int32.self) { UInt64(truncatingIfNeeded: $0) }
    case .uint8: copy(UInt8.self) { UInt64($0) }
    case .uint16: copy(UInt16.self) { UInt64($0) }
    case .uint32, .float32: copy(UInt32.self) { UInt64($0) }
    default: copy(UInt64.self) { $0 }
    }
  }
}

extension ByteWriter {
  /// Values as they follow each other in a page (the encoding PLAIN).
  func append(plain values: [Bool]) {
    for start in stride(from: 0, to: values.count, by: 8) {
      var byte: UInt8 = 0
      for bit in 0..<min(8, values.count - start) where values[start + bit] { byte |= 1 << bit }
      append(byte)
    }
  }

  /// Words, as many bytes of each as the type has.
  func append(plain words: [UInt64], _ type: ParquetType.Physical) {
    let isNarrow = type == .int32 || type == .float
    append(upTo: words.count * (isNarrow ? 4 : 8)) { target in
      let raw = UnsafeMutableRawPointer(target)
      if isNarrow {
        for (place, word) in words.enumerated() {
          raw.storeBytes(
            of: UInt32(truncatingIfNeeded: word),
            toByteOffset: place &* 4,
            as: UInt32.self
          )
        }
        return words.count * 4
      }
      words.withUnsafeBytes {
        raw.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(raw), byteCount: $0.count)
      }
      return words.count * 8
    }
  }

  /// Texts, the length of each before it.
  func append(plain texts: [ChunkText]) {
    let total = texts.reduce(0) { $0 &+ $1.size }
    append(upTo: total) { target in
      var end = UnsafeMutableRawPointer(target)
      for text in texts {
        end.storeBytes(of: UInt32(truncatingIfNeeded: text.count), as: UInt32.self)
        (end + 4).copyMemory(from: text.start, byteCount: text.count)
        end += text.size
      }
      return total
    }
  }
}
