import Tables

/// Where the fields of the line at hand are: filled by a matcher, read by the columns.
///
/// A slot points into the line, or into `scratch` when the value had to be put together or
/// unescaped. Pointers hold until the next line. Owned by one worker.
final class FieldSlots {
  let count: Int
  private let starts: UnsafeMutablePointer<UnsafeRawPointer?>
  private let lengths: UnsafeMutablePointer<Int>
  /// Values that do not stand in the line as they are.
  private let scratch = ByteWriter(capacity: 4_096)
  /// What regular expressions write their matches to.
  let workspace: RegexWorkspace?

  init(count: Int, workspace: RegexWorkspace? = nil) {
    self.count = count
    self.workspace = workspace
    starts = .allocate(capacity: max(count, 1))
    lengths = .allocate(capacity: max(count, 1))
    starts.initialize(repeating: nil, count: max(count, 1))
    lengths.initialize(repeating: 0, count: max(count, 1))
  }

  deinit {
    starts.deallocate()
    lengths.deallocate()
  }

  /// Makes all slots absent and room for `scratchCount` bytes of values made anew.
  ///
  /// That room is never moved while the line lasts, so no more than that may be written.
  @inline(__always)
  func clear(scratchCount: Int = 0) {
    starts.update(repeating: nil, count: count)
    scratch.removeAll()
    if scratchCount > 0 { scratch.reserve(scratchCount) }
  }

  /// The bytes of a field, or nil when the line does not have it.
  @inline(__always)
  subscript(index: Int) -> UnsafeRawBufferPointer? {
    get { starts[index].map { UnsafeRawBufferPointer(start: $0, count: lengths[index]) } }
    set {
      // A present field without bytes still needs an address.
      starts[index] = newValue.map { $0.baseAddress ?? UnsafeRawPointer(starts) }
      lengths[index] = newValue?.count ?? 0
    }
  }

  /// Sets a slot to bytes that `write` puts into the scratch memory.
  func set(_ index: Int, by write: (ByteWriter) -> Void) {
    let start = scratch.count
    write(scratch)
    scratch.withUnsafeBytes { self[index] = UnsafeRawBufferPointer(rebasing: $0[start...]) }
  }
}
