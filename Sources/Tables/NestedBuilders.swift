/// Builds a column of lists over the elements that another builder gathers.
///
///     let words = BytesBuilder()
///     let lists = ListBuilder()
///     words.append("a")
///     words.append("b")
///     lists.endElement(at: words.count)
///     let column = lists.finish(words.finish())  // one list of two texts
public final class ListBuilder {
  private let offsets = GrowingMemory()
  private let validity = ValidityBuilder()

  public init() { offsets.append(0 as Int32) }

  public var count: Int { offsets.byteCount / 4 - 1 }

  /// Makes a list of the elements since the last one; `end` is the number of elements so far, which
  /// must stay below 2³¹.
  public func endElement(at end: Int) {
    offsets.append(Int32(end))
    validity.appendValid()
  }

  /// A null, when no elements were added since the last list.
  public func appendNull(at end: Int) {
    validity.appendNull(after: count)
    offsets.append(Int32(end))
  }

  /// The column over its elements; nothing may be appended afterwards.
  public func finish(_ elements: Column) -> Column {
    Column(
      type: .list(Field("item", elements.type)),
      count: count,
      nullCount: validity.nullCount,
      buffers: [validity.buffer, Buffer(offsets)],
      children: [elements]
    )
  }
}

extension Column {
  /// A column of records from their fields' columns, of equal length and of the fields' types.
  ///
  /// - Parameters:
  ///   - columns: The fields, one at least.
  ///   - isNull: The records that are null, whose fields hold something all the same; nil when none is.
  /// - Returns: The column.
  public static func structure(
    _ columns: [(field: Field, values: Column)],
    isNull: [Bool]? = nil
  ) -> Column {
    let count = columns.first?.values.count ?? 0
    precondition(columns.allSatisfy { $0.values.count == count }, "columns of equal length")
    precondition(columns.allSatisfy { $0.field.type == $0.values.type }, "columns of their types")
    let validity = ValidityBuilder()
    for (index, isNull) in (isNull ?? []).enumerated() {
      if isNull { validity.appendNull(after: index) } else { validity.appendValid() }
    }
    return Column(
      type: .structure(columns.map(\.field)),
      count: count,
      nullCount: validity.nullCount,
      buffers: [validity.buffer],
      children: columns.map(\.values)
    )
  }
}
