package import CArrow

/// A C array that has been moved into Swift's keeping, released when the last buffer over it dies.
///
/// The structure is only read after its import, which is what makes it safe to share.
private final class ImportedArray: @unchecked Sendable {
  let array: UnsafeMutablePointer<ArrowArray>

  /// Moves the structure out of `source`, which is marked released.
  init(moving source: UnsafeMutablePointer<ArrowArray>) {
    array = .allocate(capacity: 1)
    array.initialize(to: source.pointee)
    source.pointee.release = nil
  }

  deinit {
    if let release = array.pointee.release { release(array) }
    array.deallocate()
  }
}

extension Batch {
  /// Takes over a C array of structure type as rows of `schema`, without copying any values.
  ///
  /// The array is moved: `source.release` is nil afterwards whether or not this throws, and the
  /// producer's release callback runs exactly once, when the last column over the memory is gone, or
  /// at once when this throws.
  ///
  /// - Throws: `TableError.malformed` for an array that breaks the interface or does not fit.
  package init(
    importing source: UnsafeMutablePointer<ArrowArray>,
    schema: Schema
  ) throws(TableError) {
    guard source.pointee.release != nil else { throw .malformed("the array is already released") }
    let imported = ImportedArray(moving: source)
    let rows = try CArrayReader(owner: imported).column(
      imported.array,
      Field("", .structure(schema.fields)),
      depth: 0
    )
    guard rows.nullCount == 0 else { throw .malformed("rows that are null as a whole") }
    self.init(
      schema: schema,
      columns: rows.children.map { $0.slice(rows.offset..<(rows.offset + rows.count)) },
      rowCount: rows.count
    )
  }
}

extension Column {
  /// Takes over one C array as a column of `field`'s type; releases as `Batch(importing:schema:)`.
  package init(
    importing source: UnsafeMutablePointer<ArrowArray>,
    field: Field
  ) throws(TableError) {
    guard source.pointee.release != nil else { throw .malformed("the array is already released") }
    let imported = ImportedArray(moving: source)
    self = try CArrayReader(owner: imported).column(imported.array, field, depth: 0)
  }
}

/// Checks the parts of a C array and makes columns of them.
private struct CArrayReader {
  let owner: ImportedArray

  func column(
    _ pointer: UnsafeMutablePointer<ArrowArray>,
    _ field: Field,
    depth: Int
  ) throws(TableError) -> Column {
    let array = pointer.pointee
    func malformed(_ fact: String) -> TableError {
      .malformed(field.name.isEmpty ? fact : "column '\(field.name)': \(fact)")
    }
    guard depth < CSchemaReader.depthLimit else { throw malformed("nested too deeply") }
    guard array.length >= 0, array.offset >= 0, array.null_count >= -1,
      !array.length.addingReportingOverflow(array.offset).overflow,
      array.length + array.offset < 1 << 48
    else {
      throw malformed("length \(array.length), offset \(array.offset), nulls \(array.null_count)")
    }
    let (count, offset) = (Int(array.length), Int(array.offset))
    let type = field.type
    // Some producers still send the validity that the null type had before Arrow 1.0.
    guard Int(array.n_buffers) == type.bufferCount || (type == .null && array.n_buffers == 1) else {
      throw malformed("\(array.n_buffers) buffers, not \(type.bufferCount), for \(type)")
    }
    guard Int(array.n_children) == type.children.count else {
      throw malformed("\(array.n_children) children, not \(type.children.count), for \(type)")
    }
    guard array.n_buffers == 0 || type == .null || array.buffers != nil else {
      throw malformed("no buffers")
    }
    if type == .null { return Column(type: type, count: count, nullCount: count, buffers: []) }

    var buffers: [Buffer?] = []
    var nulls = 0
    if let validity = array.buffers?[0] {
      let bits = Buffer(borrowing: validity, byteCount: (offset + count + 7) / 8, owner: owner)
      nulls = count - bits.setBits(in: offset..<(offset + count))
      buffers.append(nulls == 0 ? nil : bits)
    } else {
      guard array.null_count <= 0 || count == 0 else {
        throw malformed("\(array.null_count) nulls but no validity buffer")
      }
      buffers.append(nil)
    }
    func buffer(_ index: Int, byteCount: Int, alignment: Int) throws(TableError) -> Buffer {
      guard let memory = array.buffers?[index] else {
        guard byteCount == 0 || count == 0 else { throw malformed("buffer \(index) is missing") }
        return .empty
      }
      let borrowed = Buffer(borrowing: memory, byteCount: byteCount, owner: owner)
      if Int(bitPattern: memory) % alignment == 0 { return borrowed }
      // Allowed, though advised against: typed access needs alignment, so this one is copied.
      return Buffer(byteCount: byteCount) {
        $0.copyMemory(from: UnsafeRawBufferPointer(start: memory, count: byteCount))
      }
    }

    var children: [Column] = []
    for index in 0..<type.children.count {
      guard let child = array.children?[index], child.pointee.release != nil else {
        throw malformed("child \(index) is missing")
      }
      children.append(try column(child, type.children[index], depth: depth + 1))
    }

    if type == .bool {
      buffers.append(try buffer(1, byteCount: (offset + count + 7) / 8, alignment: 1))
    } else if let width = type.byteWidth {
      // Odd widths occur only in fixed size binary, which is read byte by byte.
      let alignment = [1, 2, 4, 8, 16].contains(width) ? min(width, 8) : 1
      buffers.append(try buffer(1, byteCount: (offset + count) * width, alignment: alignment))
    } else if let isWide = type.hasWideOffsets {
      let width = isWide ? 8 : 4
      let offsets = try buffer(1, byteCount: (offset + count + 1) * width, alignment: width)
      guard
        let end = isWide
          ? Self.lastOffset(offsets, offset..<(offset + count), as: Int64.self)
          : Self.lastOffset(offsets, offset..<(offset + count), as: Int32.self)
      else { throw malformed("offsets that are negative or run backwards") }
      buffers.append(offsets)
      if let items = children.first {
        guard end <= items.count else {
          throw malformed("offsets reach \(end) of \(items.count) elements")
        }
      } else {
        buffers.append(try buffer(2, byteCount: end, alignment: 1))
      }
    } else if case .fixedSizeList(_, let width) = type {
      let needed = (offset + count).multipliedReportingOverflow(by: width)
      guard !needed.overflow, needed.partialValue <= children[0].count else {
        throw malformed("\(children[0].count) elements for \(offset + count) lists of \(width)")
      }
    } else {
      for child in children where child.count < offset + count {
        throw malformed("a child of \(child.count) rows under \(offset + count)")
      }
    }

    var dictionary: [Column] = []
    if case .dictionary(_, let value, _) = type {
      guard let values = array.dictionary, values.pointee.release != nil else {
        throw malformed("the dictionary is missing")
      }
      dictionary = [try column(values, Field(field.name, value), depth: depth + 1)]
    }
    let result = Column(
      type: type,
      count: count,
      offset: offset,
      nullCount: nulls,
      buffers: buffers,
      children: children,
      dictionary: dictionary
    )
    if let values = dictionary.first {
      for index in 0..<count where !result.isNull(at: index) {
        let place = result.dictionaryIndex(at: index)
        guard place >= 0, place < values.count else {
          throw malformed("index \(place) into a dictionary of \(values.count)")
        }
      }
    }
    return result
  }

  /// The last offset of the elements in `range`; nil when they are negative or not ascending.
  private static func lastOffset<Offset: FixedWidthInteger & BitwiseCopyable>(
    _ offsets: Buffer,
    _ range: Range<Int>,
    as offset: Offset.Type
  ) -> Int? {
    if range.isEmpty { return 0 }
    var previous = offsets.load(range.lowerBound, as: Offset.self)
    guard previous >= 0 else { return nil }
    var isAscending = true
    for index in range {
      let next = offsets.load(index + 1, as: Offset.self)
      isAscending = isAscending && next >= previous
      previous = next
    }
    return isAscending ? Int(exactly: previous) : nil
  }
}
