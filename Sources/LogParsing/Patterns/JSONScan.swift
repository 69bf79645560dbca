import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One walk over the JSON object of a line (RFC 8259): checks all of it and notes the values that
/// are looked for where they stand.
///
/// Each reading function takes the place where its text begins and returns where it ends, or -1
/// after it noted what is wrong.
struct JSONScan {
  /// Deeper nesting is not read: it would need as deep a stack.
  static let depthLimit = 256

  let line: UnsafeRawBufferPointer
  let nodes: UnsafePointer<JSONTree.Node>
  let keys: UnsafeRawPointer
  /// Whether some string has a backslash.
  private(set) var hasEscape = false
  /// What is wrong and where.
  private(set) var failure: (what: StaticString, place: Int) = ("", 0)
  private var depth = 0
  /// Members of the object itself that were put into the rest.
  private(set) var restCount = 0

  init(
    _ line: UnsafeRawBufferPointer,
    _ nodes: UnsafePointer<JSONTree.Node>,
    _ keys: UnsafeRawPointer
  ) {
    self.line = line
    self.nodes = nodes
    self.keys = keys
  }

  /// Reads the line; members that no field is made of go to `rest`, as they stand.
  @inline(__always)
  mutating func read(_ slots: FieldSlots, rest: ByteWriter?) -> Bool {
    let start = afterSpace(0)
    guard byte(start) == UInt8(ascii: "{") else { return fail("no JSON object", start) >= 0 }
    var end = object(start, 0, slots, rest)
    guard end >= 0 else { return false }
    end = afterSpace(end)
    return end == line.count ? true : fail("text after the object", end) >= 0
  }

  private mutating func value(_ start: Int, _ node: Int, _ slots: FieldSlots) -> Int {
    if node >= 0, nodes[node].childCount > 0 { clear(below: node, slots) }
    let end: Int
    switch byte(start) {
    case UInt8(ascii: "\""):
      end = string(start)
      if end >= 0, node >= 0 { note(node, start + 1, end - 1, slots) }
      return end
    case UInt8(ascii: "{"): end = object(start, node, slots, nil)
    case UInt8(ascii: "["): end = list(start, node, slots)
    case UInt8(ascii: "t"): end = word(start, "true")
    case UInt8(ascii: "f"): end = word(start, "false")
    case UInt8(ascii: "n"):
      end = word(start, "null")
      if end >= 0, node >= 0, nodes[node].slot >= 0 { slots[Int(nodes[node].slot)] = nil }
      return end
    default: end = number(start)
    }
    if end >= 0, node >= 0 { note(node, start, end, slots) }
    return end
  }

  private mutating func object(
    _ start: Int,
    _ node: Int,
    _ slots: FieldSlots,
    _ rest: ByteWriter?
  ) -> Int {
    guard depth < Self.depthLimit else { return fail("nested too deeply", start) }
    depth &+= 1
    var place = afterSpace(start &+ 1)
    if byte(place) == UInt8(ascii: "}") {
      depth &-= 1
      return place &+ 1
    }
    var guess: Int32 = 0
    while true {
      guard byte(place) == UInt8(ascii: "\"") else { return fail("no name in quotes", place) }
      let nameStart = place
      let nameEnd = string(place)
      if nameEnd < 0 { return -1 }
      let child = node < 0 ? -1 : member(of: node, nameStart &+ 1, nameEnd &- 1, &guess)
      place = afterSpace(nameEnd)
      guard byte(place) == UInt8(ascii: ":") else { return fail("no ':'", place) }
      place = value(afterSpace(place &+ 1), child, slots)
      if place < 0 { return -1 }
      if let rest, child < 0 || nodes[child].slot < 0 {
        if restCount > 0 { rest.append(UInt8(ascii: ",")) }
        rest.append(UnsafeRawBufferPointer(rebasing: line[nameStart..<place]))
        restCount &+= 1
      }
      place = afterSpace(place)
      switch byte(place) {
      case UInt8(ascii: ","): place = afterSpace(place &+ 1)
      case UInt8(ascii: "}"):
        depth &-= 1
        return place &+ 1
      default: return fail("no ',' or '}'", place)
      }
    }
  }

  private mutating func list(_ start: Int, _ node: Int, _ slots: FieldSlots) -> Int {
    guard depth < Self.depthLimit else { return fail("nested too deeply", start) }
    depth &+= 1
    var place = afterSpace(start &+ 1)
    if byte(place) == UInt8(ascii: "]") {
      depth &-= 1
      return place &+ 1
    }
    var index = 0
    while true {
      place = value(place, node < 0 ? -1 : element(of: node, index), slots)
      if place < 0 { return -1 }
      index &+= 1
      place = afterSpace(place)
      switch byte(place) {
      case UInt8(ascii: ","): place = afterSpace(place &+ 1)
      case UInt8(ascii: "]"):
        depth &-= 1
        return place &+ 1
      default: return fail("no ',' or ']'", place)
      }
    }
  }

  /// Notes a value; of several members with one name the last one counts.
  @inline(__always)
  private func note(_ node: Int, _ start: Int, _ end: Int, _ slots: FieldSlots) {
    let slot = Int(nodes[node].slot)
    if slot >= 0 { slots[slot] = UnsafeRawBufferPointer(rebasing: line[start..<end]) }
  }

  private func clear(below node: Int, _ slots: FieldSlots) {
    let first = Int(nodes[node].firstChild)
    for child in first..<first &+ Int(nodes[node].childCount) {
      if nodes[child].slot >= 0 { slots[Int(nodes[child].slot)] = nil }
      clear(below: child, slots)
    }
  }

  // The parts that have no value inside are in JSONScan+Tokens.swift.

  @inline(__always)
  func byte(_ place: Int) -> UInt8 { place < line.count ? line[place] : 0 }

  @inline(__always)
  func afterSpace(_ start: Int) -> Int {
    var place = start
    while place < line.count {
      let byte = line[place]
      guard byte <= 0x20, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else {
        break
      }
      place &+= 1
    }
    return place
  }

  @inline(never)
  mutating func fail(_ what: StaticString, _ place: Int) -> Int {
    failure = (what, place)
    return -1
  }

  @inline(__always)
  mutating func noteEscape() { hasEscape = true }
}
