extension Column {
  /// The elements of several columns of one type, one after another, in memory of their own.
  ///
  /// One column alone is returned as it is. Dictionary columns keep a shared dictionary; where the
  /// dictionaries differ they are merged, and the index becomes `int32` when the merged one outgrows
  /// the type's index.
  public static func concatenated(_ parts: [Column], of type: DataType) -> Column {
    precondition(parts.allSatisfy { $0.type == type }, "columns of type \(type)")
    if parts.count == 1 { return parts[0] }
    let count = parts.reduce(0) { $0 + $1.count }
    let nulls = parts.reduce(0) { $0 + $1.nullCount }
    if case .dictionary(_, let value, let isOrdered) = type {
      return dictionaries(parts, type, value: value, isOrdered: isOrdered, nullCount: nulls)
    }
    var buffers: [Buffer?] = type == .null ? [] : [nulls == 0 ? nil : validity(parts)]
    var children: [Column] = []
    if type == .bool {
      buffers.append(bits(parts) { column, index in column.buffers[1]?.bit(index) ?? false })
    } else if let width = type.byteWidth {
      buffers.append(fixedWidth(parts, width: width))
    } else if let isWide = type.hasWideOffsets {
      let ranges = parts.map(\.contentRange)
      buffers.append(isWide ? offsets(parts, as: Int64.self) : offsets(parts, as: Int32.self))
      if let item = type.children.first {
        children = [
          concatenated(zip(parts, ranges).map { $0.children[0].slice($1) }, of: item.type)
        ]
      } else {
        buffers.append(content(zip(parts, ranges)))
      }
    } else if case .fixedSizeList(let item, _) = type {
      children = [concatenated(parts.map { $0.children[0].slice($0.contentRange) }, of: item.type)]
    } else if case .structure(let fields) = type {
      children = fields.indices.map { field in
        concatenated(
          parts.map { $0.children[field].slice($0.offset..<($0.offset + $0.count)) },
          of: fields[field].type
        )
      }
    }
    return Column(
      type: type,
      count: count,
      nullCount: nulls,
      buffers: buffers,
      children: children
    )
  }

  /// The bytes or child elements that all the elements of a variable length column cover together.
  var contentRange: Range<Int> {
    guard count > 0 else { return 0..<0 }
    return elementRange(at: 0).lowerBound..<elementRange(at: count - 1).upperBound
  }

  private static func validity(_ parts: [Column]) -> Buffer {
    bits(parts) { column, position in !column.isNull(at: position - column.offset) }
  }

  private static func bits(_ parts: [Column], _ bit: (Column, Int) -> Bool) -> Buffer {
    let bits = GrowingBits()
    for part in parts {
      for index in 0..<part.count { bits.append(bit(part, part.offset + index)) }
    }
    return Buffer(bits.memory)
  }

  private static func fixedWidth(_ parts: [Column], width: Int) -> Buffer {
    let memory = GrowingMemory(capacity: parts.reduce(0) { $0 + $1.count } * width)
    for part in parts {
      guard let values = part.buffers[1] else { continue }
      memory.append(
        bytes: UnsafeRawBufferPointer(
          start: values.pointer + part.offset * width,
          count: part.count * width
        )
      )
    }
    return Buffer(memory)
  }

  private static func offsets<Offset: FixedWidthInteger & BitwiseCopyable>(
    _ parts: [Column],
    as offset: Offset.Type
  ) -> Buffer {
    let memory = GrowingMemory()
    var base = 0
    memory.append(0 as Offset)
    for part in parts {
      let start = part.contentRange.lowerBound
      for index in 0..<part.count {
        let end = base + part.elementRange(at: index).upperBound - start
        guard let end = Offset(exactly: end) else {
          preconditionFailure("\(part.type) columns hold at most \(Offset.max) bytes or elements")
        }
        memory.append(end)
      }
      base += part.contentRange.count
    }
    return Buffer(memory)
  }

  private static func content(_ parts: Zip2Sequence<[Column], [Range<Int>]>) -> Buffer {
    let memory = GrowingMemory()
    for (part, range) in parts {
      guard let bytes = part.buffers[2] else { continue }
      memory.append(
        bytes: UnsafeRawBufferPointer(start: bytes.pointer + range.lowerBound, count: range.count)
      )
    }
    return Buffer(memory)
  }

  private static func dictionaries(
    _ parts: [Column],
    _ type: DataType,
    value: DataType,
    isOrdered: Bool,
    nullCount: Int
  ) -> Column {
    // Values are compared, not memory: DuckDB hands out a new dictionary with every chunk.
    var places: [Value: Int32] = [:]
    var distinct: [Column] = []
    let indices = FixedWidthBuilder<Int32>(capacity: parts.reduce(0) { $0 + $1.count })
    for part in parts {
      guard let dictionary = part.dictionary.first else { continue }
      let mapping = (0..<dictionary.count).map { index -> Int32 in
        let value = dictionary.value(at: index)
        if let place = places[value] { return place }
        let place = Int32(places.count)
        places[value] = place
        distinct.append(dictionary.slice(index..<(index + 1)))
        return place
      }
      for index in 0..<part.count {
        if part.isNull(at: index) {
          indices.appendNull()
        } else {
          indices.append(mapping[part.dictionaryIndex(at: index)])
        }
      }
    }
    let column = indices.finish()
    let merged = concatenated(distinct, of: value)
    var narrow = column
    var narrowType = type
    if case .dictionary(let index, _, _) = type,
      let fitting = try? Column(index, (0..<column.count).map { column.value(at: $0) })
    {
      narrow = fitting
    } else {
      narrowType = .dictionary(index: .int32, value: value, isOrdered: isOrdered)
    }
    return Column(
      type: narrowType,
      count: column.count,
      nullCount: nullCount,
      buffers: narrow.buffers,
      dictionary: [merged]
    )
  }
}
