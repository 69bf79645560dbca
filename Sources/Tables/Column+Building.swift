extension Column {
  /// A column of `type` holding `values`.
  ///
  /// A value may be of another kind when the type holds it exactly: an integer in a column of doubles
  /// or decimals, a timestamp in another unit. In a `structure` a field that a record lacks is null.
  /// The zone of a timestamp is not looked at: it is the column's type that has one.
  ///
  /// - Throws: `TableError.valueOutOfType` when a value cannot be held by the type. Inside lists and
  ///   records its index counts the elements of the inner column.
  public init(_ type: DataType, _ values: [Value]) throws(TableError) {
    switch type {
    case .null:
      for (index, value) in values.enumerated() where !value.isNull {
        throw .valueOutOfType(value, type, index: index)
      }
      self.init(type: .null, count: values.count, nullCount: values.count, buffers: [])
    case .bool:
      let builder = BoolBuilder()
      for (index, value) in values.enumerated() {
        switch value {
        case .null: builder.appendNull()
        case .bool(let flag): builder.append(flag)
        default: throw .valueOutOfType(value, type, index: index)
        }
      }
      self = builder.finish()
    case .int8: self = try Self.integers(type, values, as: Int8.self)
    case .int16: self = try Self.integers(type, values, as: Int16.self)
    case .int32, .date32, .time(.second), .time(.millisecond):
      self = try Self.integers(type, values, as: Int32.self)
    case .int64, .date64, .time, .timestamp, .duration:
      self = try Self.integers(type, values, as: Int64.self)
    case .uint8: self = try Self.integers(type, values, as: UInt8.self)
    case .uint16: self = try Self.integers(type, values, as: UInt16.self)
    case .uint32: self = try Self.integers(type, values, as: UInt32.self)
    case .uint64: self = try Self.integers(type, values, as: UInt64.self)
    case .float32: self = try Self.fixed(type, values) { (value) in value.number.map(Float.init) }
    case .float64: self = try Self.fixed(type, values) { (value) in value.number }
    case .decimal128(let precision, let scale):
      let limit = Int128.powerOfTen(precision)
      self = try Self.fixed(type, values) { (value) -> Int128? in
        guard let scaled = value.decimal(scale: scale) else { return nil }
        return scaled.magnitude < limit.magnitude ? scaled : nil
      }
    case .interval:
      self = try Self.fixed(type, values) { (value) -> (Int32, Int32, Int64)? in
        guard case .interval(let months, let days, let nanoseconds) = value else { return nil }
        return (months, days, nanoseconds)
      }
    case .utf8, .largeUtf8, .binary, .largeBinary: self = try Self.bytes(type, values)
    case .fixedSizeBinary(let width): self = try Self.fixedBytes(type, values, width: width)
    case .list, .largeList, .fixedSizeList, .map: self = try Self.lists(type, values)
    case .structure(let fields): self = try Self.records(type, values, fields)
    case .dictionary(let index, let value, _):
      self = try Self.dictionary(type, values, index: index, value: value)
    }
  }

  private static func fixed<Element: BitwiseCopyable>(
    _ type: DataType,
    _ values: [Value],
    _ element: (Value) -> Element?
  ) throws(TableError) -> Column {
    let memory = GrowingMemory(capacity: values.count * MemoryLayout<Element>.stride)
    let validity = ValidityBuilder()
    for (index, value) in values.enumerated() {
      if value.isNull {
        validity.appendNull(after: index)
        for _ in 0..<MemoryLayout<Element>.stride { memory.append(0 as UInt8) }
      } else {
        guard let element = element(value) else {
          throw .valueOutOfType(value, type, index: index)
        }
        validity.appendValid()
        memory.append(element)
      }
    }
    return Column(
      type: type,
      count: values.count,
      nullCount: validity.nullCount,
      buffers: [validity.buffer, Buffer(memory)]
    )
  }

  private static func integers<Element: FixedWidthInteger & BitwiseCopyable>(
    _ type: DataType,
    _ values: [Value],
    as element: Element.Type
  ) throws(TableError) -> Column {
    try fixed(type, values) { (value) in value.integer(for: type).flatMap { Element(exactly: $0) } }
  }

  private static func bytes(_ type: DataType, _ values: [Value]) throws(TableError) -> Column {
    let builder = BytesBuilder()
    let isText = type == .utf8 || type == .largeUtf8
    for (index, value) in values.enumerated() {
      switch value {
      case .null: builder.appendNull()
      case .string(let text) where isText: builder.append(text)
      case .bytes(let bytes) where !isText: builder.append(bytes: bytes)
      default: throw .valueOutOfType(value, type, index: index)
      }
      if type.hasWideOffsets == false, builder.bytes.count > Int(Int32.max) {
        throw .valueOutOfType(value, type, index: index)
      }
    }
    return builder.finish(as: type)
  }

  private static func fixedBytes(
    _ type: DataType,
    _ values: [Value],
    width: Int
  ) throws(TableError) -> Column {
    let memory = GrowingMemory(capacity: values.count * width)
    let validity = ValidityBuilder()
    for (index, value) in values.enumerated() {
      switch value {
      case .null:
        validity.appendNull(after: index)
        for _ in 0..<width { memory.append(0 as UInt8) }
      case .bytes(let bytes) where bytes.count == width:
        validity.appendValid()
        bytes.withUnsafeBytes { memory.append(bytes: $0) }
      default: throw .valueOutOfType(value, type, index: index)
      }
    }
    return Column(
      type: type,
      count: values.count,
      nullCount: validity.nullCount,
      buffers: [validity.buffer, Buffer(memory)]
    )
  }
}
