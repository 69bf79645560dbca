extension Batch {
  /// The rows in these places, in this order.
  package func taking(_ places: [Int32]) -> Batch {
    Batch(
      schema: schema,
      columns: columns.map { $0.taking(places) },
      rowCount: places.count
    )
  }
}

extension Column {
  /// The elements in these places, in this order; places must be inside the column.
  package func taking(_ places: [Int32]) -> Column {
    switch type {
    case .utf8: takingBytes(places)
    case .structure(let fields): takingFields(places, fields)
    default: takingFixed(places) ?? takingValues(places)
    }
  }

  private func takingFixed(_ places: [Int32]) -> Column? {
    guard children.isEmpty, dictionary.isEmpty, type != .bool, let values = buffers[safe: 1],
      let width = type.byteWidth
    else { return nil }
    let taken: Buffer
    switch width {
    case 1: taken = Self.taking(places, values, offset, UInt8.self)
    case 2: taken = Self.taking(places, values, offset, UInt16.self)
    case 4: taken = Self.taking(places, values, offset, UInt32.self)
    case 8: taken = Self.taking(places, values, offset, UInt64.self)
    default: return nil
    }
    return rebuilt(places, [takenValidity(places), taken], [])
  }

  private static func taking<Element: BitwiseCopyable>(
    _ places: [Int32],
    _ values: Buffer,
    _ offset: Int,
    _ element: Element.Type
  ) -> Buffer {
    Buffer(byteCount: places.count * MemoryLayout<Element>.stride) { target in
      let target = target.bindMemory(to: element)
      for (index, place) in places.enumerated() {
        target[index] = values.load(offset + Int(place), as: element)
      }
    }
  }

  private func takingBytes(_ places: [Int32]) -> Column {
    let memory = memory
    let bytes = GrowingMemory(capacity: places.count * 16)
    guard let text = memory.bytes, let values = memory.values else { return takingValues(places) }
    let from = values.assumingMemoryBound(to: Int32.self)
    let offsets = Buffer(byteCount: (places.count + 1) * 4) { target in
      let target = target.bindMemory(to: Int32.self)
      for (index, place) in places.enumerated() {
        let start = Int(from[Int(place)])
        let count = Int(from[Int(place) + 1]) - start
        bytes.append(bytes: UnsafeRawBufferPointer(start: text + start, count: count))
        target[index + 1] = Int32(truncatingIfNeeded: bytes.byteCount)
      }
    }
    return rebuilt(places, [takenValidity(places), offsets, Buffer(bytes)], [])
  }

  private func takingFields(_ places: [Int32], _ fields: [Field]) -> Column {
    rebuilt(places, [takenValidity(places)], fieldColumns.map { $0.taking(places) })
  }

  /// Types that are rare: through values.
  private func takingValues(_ places: [Int32]) -> Column {
    let values = places.map { value(at: Int($0)) }
    guard let column = try? Column(type, values) else {
      preconditionFailure("values of a column that do not fit its type")
    }
    return column
  }

  private func takenValidity(_ places: [Int32]) -> Buffer? {
    guard nullCount > 0 else { return nil }
    let bits = GrowingBits()
    for place in places { bits.append(!isNull(at: Int(place))) }
    return Buffer(bits.memory)
  }

  private func rebuilt(_ places: [Int32], _ buffers: [Buffer?], _ children: [Column]) -> Column {
    let nulls = nullCount > 0 ? places.reduce(0) { $0 + (isNull(at: Int($1)) ? 1 : 0) } : 0
    return Column(
      type: type,
      count: places.count,
      nullCount: nulls,
      buffers: buffers,
      children: children
    )
  }
}

extension [Buffer?] {
  fileprivate subscript(safe index: Int) -> Buffer? { index < count ? self[index] : nil }
}
