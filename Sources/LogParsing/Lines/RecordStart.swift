/// What tells the first line of a record from the lines that continue it.
public struct RecordStart: Sendable {
  enum Rule: Sendable {
    /// Lines that begin with a space or a tab continue, as stack traces and mail headers do.
    case unindented
    /// A line that the matcher takes is a first one.
    case matching(any LineMatcher)
  }

  let rule: Rule

  public static let unindented = RecordStart(rule: .unindented)

  /// Slots for `isFirst`, one set for each worker.
  func makeSlots() -> FieldSlots {
    switch rule {
    case .unindented: FieldSlots(count: 0)
    case .matching(let matcher): matcher.makeSlots()
    }
  }

  /// Whether a line begins a record; one without any text does not.
  @inline(__always)
  func isFirst(_ line: UnsafeRawBufferPointer, _ slots: FieldSlots) -> Bool {
    switch rule {
    case .unindented:
      guard let first = line.first else { return false }
      return first != UInt8(ascii: " ") && first != UInt8(ascii: "\t")
    case .matching(let matcher): return matcher.match(line, slots) == nil
    }
  }

  /// Where the last record of some whole lines begins, or nil when no line begins one: what stands
  /// before is whole records.
  func lastStart(in bytes: UnsafeRawBufferPointer) -> Int? {
    let slots = makeSlots()
    var end = bytes.count
    while end > 0 {
      let start = bytes[..<(end - 1)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      var line = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
      if line.last == 0x0A { line = UnsafeRawBufferPointer(rebasing: line.dropLast()) }
      if line.last == 0x0D { line = UnsafeRawBufferPointer(rebasing: line.dropLast()) }
      if !LineScanner.isBlank(line), isFirst(line, slots) { return start }
      end = start
    }
    return nil
  }
}
