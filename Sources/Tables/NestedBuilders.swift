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
  /// A column of records from their fields' columns of equal length, of which there must be one.
  ///
  /// `isNull`: the records that are null; nil when none is. Their fields hold something all the same.
  public init(records fields: [(name: String, column: Column)], isNull: [Bool]? = nil) {
    let count = fields.first?.column.count ?? 0
    precondition(fields.allSatisfy { $0.column.count == count }, "columns of equal length")
    let validity = ValidityBuilder()
    for (index, isNull) in (isNull ?? []).enumerated() {
      if isNull { validity.appendNull(after: index) } else { validity.appendValid() }
    }
    self.init(
      type: .structure(fields.map { Field($0.name, $0.column.type) }),
      count: count,
      nullCount: validity.nullCount,
      buffers: [validity.buffer],
      children: fields.map(\.column)
    )
  }
}
