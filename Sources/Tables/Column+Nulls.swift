extension Column {
  /// The column with more nulls: where `isNull` holds of an index or the element was null already.
  ///
  /// Values are shared, not copied.
  public func withNulls(where isNull: (Int) -> Bool) -> Column {
    if type == .null { return self }
    let bits = GrowingBits()
    // Positions before the column's own are never looked at, but must be there.
    for _ in 0..<offset { bits.append(true) }
    var nulls = 0
    for index in 0..<count {
      let stays = !self.isNull(at: index) && !isNull(index)
      bits.append(stays)
      if !stays { nulls += 1 }
    }
    guard nulls > nullCount, let first = buffers.indices.first else { return self }
    var buffers = buffers
    buffers[first] = Buffer(bits.memory)
    return Column(
      type: type,
      count: count,
      offset: offset,
      nullCount: nulls,
      buffers: buffers,
      children: children,
      dictionary: dictionary
    )
  }
}
