package import CArrow

extension Column {
  /// Fills `target` with this column, sharing its memory; the consumer must call its release.
  package func export(to target: UnsafeMutablePointer<ArrowArray>) {
    ExportedArray.fill(
      target,
      count: count,
      offset: offset,
      nullCount: nullCount,
      buffers: buffers,
      children: children,
      dictionary: dictionary
    )
  }
}

extension Batch {
  /// Fills `target` with the rows as an array of structure type, sharing the columns' memory.
  package func export(to target: UnsafeMutablePointer<ArrowArray>) {
    ExportedArray.fill(
      target,
      count: rowCount,
      offset: 0,
      nullCount: 0,
      buffers: [nil],
      children: columns,
      dictionary: []
    )
  }
}

/// What one exported C array keeps alive: its buffers, and the structures of its children.
///
/// Every child has a box of its own, so a consumer may move a child out (and mark it released) and
/// keep it after its parent is gone.
private final class ExportedArray {
  let held: [Buffer?]
  let pointers: UnsafeMutablePointer<UnsafeRawPointer?>
  let children: UnsafeMutablePointer<UnsafeMutablePointer<ArrowArray>?>
  let childCount: Int
  let dictionary: UnsafeMutablePointer<ArrowArray>?

  static func fill(
    _ target: UnsafeMutablePointer<ArrowArray>,
    count: Int,
    offset: Int,
    nullCount: Int,
    buffers: [Buffer?],
    children: [Column],
    dictionary: [Column]
  ) {
    let box = ExportedArray(buffers: buffers, children: children, dictionary: dictionary)
    target.initialize(
      to: ArrowArray(
        length: Int64(count),
        null_count: Int64(nullCount),
        offset: Int64(offset),
        n_buffers: Int64(buffers.count),
        n_children: Int64(children.count),
        buffers: buffers.isEmpty ? nil : box.pointers,
        children: children.isEmpty ? nil : box.children,
        dictionary: box.dictionary,
        release: { array in ExportedArray.release(array) },
        private_data: Unmanaged.passRetained(box).toOpaque()
      )
    )
  }

  private init(buffers: [Buffer?], children: [Column], dictionary: [Column]) {
    held = buffers
    pointers = .allocate(capacity: max(1, buffers.count))
    for (index, buffer) in buffers.enumerated() {
      (pointers + index).initialize(to: buffer?.pointer)
    }
    childCount = children.count
    self.children = .allocate(capacity: max(1, children.count))
    for (index, child) in children.enumerated() {
      let structure = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
      child.export(to: structure)
      (self.children + index).initialize(to: structure)
    }
    self.dictionary = dictionary.first.map { values in
      let structure = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
      values.export(to: structure)
      return structure
    }
  }

  private static func release(_ array: UnsafeMutablePointer<ArrowArray>?) {
    guard let array, array.pointee.release != nil, let data = array.pointee.private_data else {
      return
    }
    array.pointee.release = nil
    array.pointee.private_data = nil
    Unmanaged<ExportedArray>.fromOpaque(data).release()
  }

  deinit {
    for index in 0..<childCount {
      guard let child = children[index] else { continue }
      child.pointee.release?(child)
      child.deallocate()
    }
    if let dictionary {
      dictionary.pointee.release?(dictionary)
      dictionary.deallocate()
    }
    children.deallocate()
    pointers.deallocate()
  }
}
