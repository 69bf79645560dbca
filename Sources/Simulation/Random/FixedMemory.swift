/// Elements that never change, for loops that draw from several lists a row.
///
/// Reading an array's element counts a reference to the array up and down, which takes longer than the
/// draw. It is written once, before anything else can see it, and then only read.
final class FixedMemory<Element: BitwiseCopyable>: @unchecked Sendable {
  let count: Int
  /// The first element; not to be used beyond the life of this object.
  let pointer: UnsafePointer<Element>
  private let memory: UnsafeMutablePointer<Element>

  init(_ elements: [Element]) {
    count = elements.count
    memory = .allocate(capacity: max(1, elements.count))
    memory.initialize(from: elements, count: elements.count)
    pointer = UnsafePointer(memory)
  }

  deinit { memory.deallocate() }
}
