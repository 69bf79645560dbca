/// Plain values in memory that is written once and then only read: an array without its costs in loops.
///
/// An array kept in a structure that is passed around is counted at each step; of this a structure has one
/// reference, and reading an element follows one pointer.
///
/// Sendable although it is memory: nothing writes to it after `init`.
final class SharedElements<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  let count: Int
  private let base: UnsafeMutablePointer<Element>

  init(_ elements: [Element]) {
    count = elements.count
    base = .allocate(capacity: max(1, elements.count))
    base.initialize(from: elements, count: elements.count)
  }

  deinit { base.deallocate() }

  @inline(__always)
  subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "element of so many")
    return base[index]
  }

  /// The memory of some elements, good while the object lives.
  @inline(__always)
  func withElements<Result>(
    _ range: Range<Int>,
    _ body: (UnsafeBufferPointer<Element>) -> Result
  ) -> Result { view.withElements(range, body) }

  /// The elements without the object, which must be kept alive beside it.
  var view: ElementView<Element> { ElementView(base: base, count: count) }
}

/// Where the elements of a `SharedElements` lie: reading them counts no reference.
///
/// Whoever keeps one keeps the object as well, for as long.
struct ElementView<Element: BitwiseCopyable & Sendable>: BitwiseCopyable, @unchecked Sendable {
  // Memory that nobody writes to any more.
  fileprivate let base: UnsafeMutablePointer<Element>
  let count: Int

  @inline(__always)
  subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "element of so many")
    return base[index]
  }

  @inline(__always)
  func withElements<Result>(
    _ range: Range<Int>,
    _ body: (UnsafeBufferPointer<Element>) -> Result
  ) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "elements of so many")
    return body(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
  }
}
