/// A column of values in Arrow's layout: immutable, shareable, cheap to slice.
///
/// Buffers stand in the order of the Arrow specification for the column's type (validity first,
/// then offsets or values); a missing validity buffer means that nothing is null.
public struct Column: Sendable {
  public let type: DataType
  public let count: Int
  /// How many elements of the buffers come before the first of this column.
  let offset: Int
  public let nullCount: Int
  let buffers: [Buffer?]
  let children: [Column]
  /// The values that the indices of a dictionary column stand for: none or one.
  let dictionary: [Column]

  init(
    type: DataType,
    count: Int,
    offset: Int = 0,
    nullCount: Int,
    buffers: [Buffer?],
    children: [Column] = [],
    dictionary: [Column] = []
  ) {
    self.type = type
    self.count = count
    self.offset = offset
    self.nullCount = nullCount
    self.buffers = buffers
    self.children = children
    self.dictionary = dictionary
  }
}
