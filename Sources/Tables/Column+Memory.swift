/// Where the values of a column lie: valid only as long as the column is.
///
/// For loops over millions of cells, which `value(at:)` and even `withUTF8(at:)` would slow down.
/// The pointers already count from the column's first element, except for `validity`.
package struct ColumnMemory {
  /// The bits of what is not null, from the buffer's beginning; nil when nothing is null.
  package let validity: UnsafePointer<UInt8>?
  /// Where the first element's bit stands in `validity`, and in the values of a bool column.
  package let offset: Int
  /// Values of fixed width, or the offsets of variable length elements; nil for nested types.
  package let values: UnsafeRawPointer?
  /// The bytes that offsets point into, counted from 0.
  package let bytes: UnsafePointer<UInt8>?
}

extension Column {
  /// Where the values lie; keep the column alive with `withExtendedLifetime` while using it.
  package var memory: ColumnMemory {
    let validity = nullCount > 0 ? buffers.first.flatMap { $0?.pointer } : nil
    let values = buffers.count > 1 ? buffers[1]?.pointer : nil
    let width =
      type == .bool
      ? 0 : type.byteWidth ?? type.hasWideOffsets.map { $0 ? 8 : 4 } ?? 0
    return ColumnMemory(
      validity: validity.map { $0.assumingMemoryBound(to: UInt8.self) },
      offset: offset,
      values: values.map { $0 + offset * width },
      bytes: (buffers.count > 2 ? buffers[2]?.pointer : nil)?
        .assumingMemoryBound(to: UInt8.self)
    )
  }

  /// The columns of a struct's fields, as long as this one; none for other types.
  ///
  /// Where the struct itself is null, what they hold is undefined.
  package var fieldColumns: [Column] {
    guard case .structure = type else { return [] }
    return children.map { $0.slice(offset..<(offset + count)) }
  }
}

extension Column {
  /// The elements of all lists, which `elementRange(at:)` counts; nil for types that are no lists.
  package var listItems: Column? {
    switch type {
    case .list, .largeList: children[0]
    default: nil
    }
  }

  /// About how many bytes the elements take; of texts and lists those of this column alone.
  package var byteCount: Int {
    switch type {
    case .null: return 0
    case .bool: return (count + 7) / 8
    case .structure: return fieldColumns.reduce(0) { $0 + $1.byteCount }
    case .dictionary: return count * (type.byteWidth ?? 0) + dictionary[0].byteCount
    case .fixedSizeList(_, let width):
      return children[0].slice((offset * width)..<((offset + count) * width)).byteCount
    case .list, .largeList, .map: return count * 4 + children[0].slice(contentRange).byteCount
    default:
      if let width = type.byteWidth { return count * width }
      return count * 4 + contentRange.count
    }
  }
}

extension Batch {
  /// About how many bytes the rows take.
  package var byteCount: Int { columns.reduce(0) { $0 + $1.byteCount } }
}
