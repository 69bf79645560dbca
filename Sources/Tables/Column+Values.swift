extension Column {
  /// Whether the element at `index` is null.
  public func isNull(at index: Int) -> Bool {
    guard nullCount != 0 else { return false }
    if type == .null { return true }
    guard let validity = buffers.first ?? nil else { return false }
    return !validity.bit(offset + index)
  }

  /// The element at `index` as a value; traps outside `0..<count`.
  ///
  /// Unsigned integers above `Int64.max` are decimals of scale 0, `date64` is a date, the elements of
  /// a map are records of `key` and `value`, and a dictionary's index is looked up. Broken UTF-8 is
  /// replaced by U+FFFD.
  public func value(at index: Int) -> Value {
    precondition(index >= 0 && index < count, "element \(index) of \(count)")
    if isNull(at: index) { return .null }
    switch type {
    case .null: return .null
    case .utf8, .largeUtf8:
      return .string(withBytes(at: index) { String(decoding: $0, as: UTF8.self) } ?? "")
    case .binary, .largeBinary, .fixedSizeBinary:
      return .bytes(withBytes(at: index) { Array($0) } ?? [])
    case .list, .largeList, .map, .fixedSizeList:
      let items = children[0]
      return .list(elementRange(at: index).map { items.value(at: $0) })
    case .structure(let fields):
      return .record(
        Record(zip(fields, children).map { ($0.name, $1.value(at: offset + index)) })
      )
    case .dictionary:
      return dictionary[0].value(at: dictionaryIndex(at: index))
    default:
      return scalar(offset + index)
    }
  }

  /// The element of a bool, number or temporal column, `position` counted from the buffer's start.
  private func scalar(_ position: Int) -> Value {
    guard let values = buffers[1] else { return .null }
    switch type {
    case .bool: return .bool(values.bit(position))
    case .int8: return .int(Int64(values.load(position, as: Int8.self)))
    case .int16: return .int(Int64(values.load(position, as: Int16.self)))
    case .int32: return .int(Int64(values.load(position, as: Int32.self)))
    case .int64: return .int(values.load(position, as: Int64.self))
    case .uint8: return .int(Int64(values.load(position, as: UInt8.self)))
    case .uint16: return .int(Int64(values.load(position, as: UInt16.self)))
    case .uint32: return .int(Int64(values.load(position, as: UInt32.self)))
    case .uint64:
      let value = values.load(position, as: UInt64.self)
      return Int64(exactly: value).map { .int($0) } ?? .decimal(Int128(value), scale: 0)
    case .float32: return .double(Double(values.load(position, as: Float.self)))
    case .float64: return .double(values.load(position, as: Double.self))
    case .decimal128(_, let scale):
      return .decimal(values.load(position, as: Int128.self), scale: scale)
    case .date32: return .date(Int64(values.load(position, as: Int32.self)))
    case .date64:
      return .date(values.load(position, as: Int64.self).dividedDown(by: 86_400_000))
    case .time(let unit):
      let count =
        type.byteWidth == 4
        ? Int64(values.load(position, as: Int32.self)) : values.load(position, as: Int64.self)
      let scaled = count.multipliedReportingOverflow(by: 1_000_000_000 / unit.perSecond)
      return .time(scaled.overflow ? (count < 0 ? .min : .max) : scaled.partialValue)
    case .timestamp(let unit, let zone):
      return .timestamp(Timestamp(values.load(position, as: Int64.self), unit, zone: zone))
    case .duration(let unit): return .duration(values.load(position, as: Int64.self), unit)
    case .interval:
      return .interval(
        months: values.load(position * 4, as: Int32.self),
        days: values.load(position * 4 + 1, as: Int32.self),
        nanoseconds: values.load(position * 2 + 1, as: Int64.self)
      )
    default: return .null
    }
  }

  /// The elements of `range`, sharing this column's memory.
  public func slice(_ range: Range<Int>) -> Column {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "\(range) of \(count)")
    if range.count == count { return self }
    let start = offset + range.lowerBound
    var nulls = 0
    if type == .null {
      nulls = range.count
    } else if nullCount > 0, let validity = buffers.first ?? nil {
      nulls = range.count - validity.setBits(in: start..<(start + range.count))
    }
    return Column(
      type: type,
      count: range.count,
      offset: start,
      nullCount: nulls,
      buffers: buffers,
      children: children,
      dictionary: dictionary
    )
  }
}

extension Column {
  /// The byte range, or the range of child elements, that a variable length element covers.
  package func elementRange(at index: Int) -> Range<Int> {
    let position = offset + index
    if case .fixedSizeList(_, let width) = type {
      return (position * width)..<((position + 1) * width)
    }
    guard let isWide = type.hasWideOffsets, let offsets = buffers[1] else { return 0..<0 }
    if isWide {
      return Int(
        offsets.load(position, as: Int64.self)
      )..<Int(
        offsets.load(position + 1, as: Int64.self)
      )
    }
    return Int(
      offsets.load(position, as: Int32.self)
    )..<Int(
      offsets.load(position + 1, as: Int32.self)
    )
  }

  /// Where in the dictionary the value of the element at `index` is found.
  func dictionaryIndex(at index: Int) -> Int {
    guard let indices = buffers[1], case .dictionary(let indexType, _, _) = type else { return 0 }
    let position = offset + index
    return switch indexType {
    case .int8: Int(indices.load(position, as: Int8.self))
    case .int16: Int(indices.load(position, as: Int16.self))
    case .int32: Int(indices.load(position, as: Int32.self))
    case .int64: Int(indices.load(position, as: Int64.self))
    case .uint8: Int(indices.load(position, as: UInt8.self))
    case .uint16: Int(indices.load(position, as: UInt16.self))
    case .uint32: Int(indices.load(position, as: UInt32.self))
    default: Int(truncatingIfNeeded: indices.load(position, as: UInt64.self))
    }
  }
}

extension Int64 {
  /// Division that rounds towards minus infinity, as calendars need.
  func dividedDown(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
