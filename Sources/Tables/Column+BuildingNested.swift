extension Column {
  /// Lists of either offset width, of fixed size, and maps, whose entries are records.
  static func lists(_ type: DataType, _ values: [Value]) throws(TableError) -> Column {
    var items: [Value] = []
    let validity = ValidityBuilder()
    let offsets = GrowingMemory()
    let isWide = type.hasWideOffsets
    func appendOffset() {
      if isWide == true { offsets.append(Int64(items.count)) }
      if isWide == false { offsets.append(Int32(truncatingIfNeeded: items.count)) }
    }
    appendOffset()
    for (index, value) in values.enumerated() {
      switch value {
      case .null:
        validity.appendNull(after: index)
        if case .fixedSizeList(_, let width) = type {
          items.append(contentsOf: repeatElement(.null, count: width))
        }
      case .list(let elements):
        if case .fixedSizeList(_, let width) = type, elements.count != width {
          throw .valueOutOfType(value, type, index: index)
        }
        validity.appendValid()
        items.append(contentsOf: elements)
      default: throw .valueOutOfType(value, type, index: index)
      }
      if isWide == false, items.count > Int(Int32.max) {
        throw .valueOutOfType(value, type, index: index)
      }
      appendOffset()
    }
    return Column(
      type: type,
      count: values.count,
      nullCount: validity.nullCount,
      buffers: [validity.buffer] + (isWide == nil ? [] : [Buffer(offsets)]),
      children: [try Column(type.children[0].type, items)]
    )
  }

  static func records(
    _ type: DataType,
    _ values: [Value],
    _ fields: [Field]
  ) throws(TableError) -> Column {
    let validity = ValidityBuilder()
    var cells: [[Value]] = fields.map { _ in [] }
    for (index, value) in values.enumerated() {
      switch value {
      case .null:
        validity.appendNull(after: index)
        for field in fields.indices { cells[field].append(.null) }
      case .record(let record):
        let known = fields.map { record[$0.name] }
        // Names that repeat in the type are told apart by their place.
        if record.names == fields.map(\.name) {
          for field in fields.indices { cells[field].append(record.values[field]) }
        } else {
          guard record.names.allSatisfy({ name in fields.contains { $0.name == name } }) else {
            throw .valueOutOfType(value, type, index: index)
          }
          for field in fields.indices { cells[field].append(known[field] ?? .null) }
        }
        validity.appendValid()
      default: throw .valueOutOfType(value, type, index: index)
      }
    }
    var children: [Column] = []
    for (field, values) in zip(fields, cells) { children.append(try Column(field.type, values)) }
    return Column(
      type: type,
      count: values.count,
      nullCount: validity.nullCount,
      buffers: [validity.buffer],
      children: children
    )
  }

  /// A dictionary column whose dictionary lists the distinct values in order of appearance.
  static func dictionary(
    _ type: DataType,
    _ values: [Value],
    index: DataType,
    value: DataType
  ) throws(TableError) -> Column {
    var places: [Value: Int64] = [:]
    var distinct: [Value] = []
    var indices: [Value] = []
    indices.reserveCapacity(values.count)
    for value in values {
      if value.isNull {
        indices.append(.null)
      } else if let place = places[value] {
        indices.append(.int(place))
      } else {
        places[value] = Int64(distinct.count)
        indices.append(.int(Int64(distinct.count)))
        distinct.append(value)
      }
    }
    guard index.isInteger else { throw .unsupportedFormat("dictionary index \(index)", field: "") }
    let indexColumn = try Column(index, indices)
    return Column(
      type: type,
      count: values.count,
      nullCount: indexColumn.nullCount,
      buffers: indexColumn.buffers,
      dictionary: [try Column(value, distinct)]
    )
  }
}

extension DataType {
  public var isInteger: Bool {
    switch self {
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: true
    default: false
    }
  }
}
