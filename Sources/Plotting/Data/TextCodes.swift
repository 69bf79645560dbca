#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Numbers for distinct texts, in order of first appearance, looked up by their bytes.
///
/// A text becomes a `String` once, however often it occurs: an open table of FNV-1a hashes over one
/// store of bytes.
struct TextCodes {
  private(set) var texts: [String] = []
  private var store: [UInt8] = []
  private var ends: [Int] = []
  /// 1 + the text's number, or 0 where the place is free; a power of two of them.
  private var slots: [Int32] = Array(repeating: 0, count: 64)
  private var hashes: [UInt64] = []

  mutating func code(of text: String) -> Int {
    var text = text
    return text.withUTF8 { code(of: $0) }
  }

  mutating func code(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    // The low bits of FNV mix poorly for short texts.
    hash ^= hash >> 32
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let code = Int(slots[slot]) - 1
      if hashes[code] == hash, isSame(code, bytes) { return code }
      slot = (slot + 1) & (slots.count - 1)
    }
    let code = texts.count
    slots[slot] = Int32(code + 1)
    hashes.append(hash)
    store.append(contentsOf: bytes)
    ends.append(store.count)
    texts.append(String(decoding: bytes, as: UTF8.self))
    if texts.count * 2 > slots.count { grow() }
    return code
  }

  private func isSame(_ code: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = code == 0 ? 0 : ends[code - 1]
    guard ends[code] - start == bytes.count else { return false }
    guard let base = bytes.baseAddress else { return true }
    return store.withUnsafeBufferPointer { store in
      store.baseAddress.map { memcmp($0 + start, base, bytes.count) == 0 } ?? bytes.isEmpty
    }
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (code, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(code + 1)
    }
  }
}
