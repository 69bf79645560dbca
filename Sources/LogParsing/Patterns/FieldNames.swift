#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The names of fields that are known before the first line, found by their bytes.
struct FieldNames: Sendable, Hashable {
  private let bytes: [UInt8]
  /// Where each name begins; one more for the end of the last.
  private let starts: [Int]

  init(_ names: [[UInt8]]) {
    bytes = names.flatMap { $0 }
    starts = names.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
  }

  var count: Int { starts.count - 1 }

  /// The place of a name, or -1.
  ///
  /// Lines of one program have their keys in one order: the search begins at `guess`, the place
  /// after the name that was found last.
  @inline(__always)
  func index(of key: UnsafeRawBufferPointer, from guess: inout Int) -> Int {
    let count = starts.count &- 1
    var index = guess < count ? guess : 0
    for _ in 0..<count {
      if isName(index, key) {
        guess = index &+ 1
        return index
      }
      index &+= 1
      if index == count { index = 0 }
    }
    return -1
  }

  @inline(__always)
  private func isName(_ index: Int, _ key: UnsafeRawBufferPointer) -> Bool {
    let start = starts[index]
    guard starts[index &+ 1] &- start == key.count else { return false }
    guard let text = key.baseAddress, key.count > 0 else { return true }
    return bytes.withUnsafeBytes { names in
      names.baseAddress.map { memcmp($0 + start, text, key.count) == 0 } ?? false
    }
  }
}
