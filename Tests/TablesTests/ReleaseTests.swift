import CArrow
import Synchronization
import Tables
import Testing

/// A C array made by hand, whose release is counted, and whose parts can be spoiled.
final class HandMadeArray {
  let releases = Counter()
  var array = ArrowArray()

  /// Counts, and outlives the array that counts on it.
  final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    var value: Int { count.load(ordering: .relaxed) }
    func add() { count.add(1, ordering: .relaxed) }
  }

  private final class Box {
    let counter: Counter
    let buffers: UnsafeMutablePointer<UnsafeRawPointer?>
    let blocks: [UnsafeMutableRawPointer]
    let children: UnsafeMutablePointer<UnsafeMutablePointer<ArrowArray>?>
    let childCount: Int

    init(_ counter: Counter, _ contents: [[UInt8]?], _ parts: [HandMadeArray]) {
      self.counter = counter
      buffers = .allocate(capacity: contents.count + 1)
      var blocks: [UnsafeMutableRawPointer] = []
      for (index, bytes) in contents.enumerated() {
        guard let bytes else {
          (buffers + index).initialize(to: nil)
          continue
        }
        let block = UnsafeMutableRawPointer.allocate(byteCount: max(8, bytes.count), alignment: 8)
        block.copyMemory(from: bytes, byteCount: bytes.count)
        blocks.append(block)
        (buffers + index).initialize(to: UnsafeRawPointer(block))
      }
      self.blocks = blocks
      childCount = parts.count
      children = .allocate(capacity: parts.count + 1)
      for (index, part) in parts.enumerated() {
        let child = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
        child.initialize(to: part.array)
        (children + index).initialize(to: child)
      }
    }

    deinit {
      for index in 0..<childCount {
        guard let child = children[index] else { continue }
        child.pointee.release?(child)
        child.deallocate()
      }
      children.deallocate()
      buffers.deallocate()
      for block in blocks { block.deallocate() }
      counter.add()
    }
  }

  init(count: Int, nulls: Int = 0, _ buffers: [[UInt8]?], children: [HandMadeArray] = []) {
    let box = Box(releases, buffers, children)
    array.length = Int64(count)
    array.null_count = Int64(nulls)
    array.n_buffers = Int64(buffers.count)
    array.n_children = Int64(children.count)
    array.buffers = box.buffers
    array.children = box.children
    array.private_data = Unmanaged.passRetained(box).toOpaque()
    array.release = { array in
      guard let array, let data = array.pointee.private_data else { return }
      array.pointee.release = nil
      Unmanaged<Box>.fromOpaque(data).release()
    }
  }
}

func littleEndian<T: FixedWidthInteger>(_ values: T...) -> [UInt8] {
  values.flatMap { value in withUnsafeBytes(of: value.littleEndian) { Array($0) } }
}

@Suite struct ReleaseTests {
  @Test func `an imported array is released once, when the last column over it is gone`() throws {
    let numbers = HandMadeArray(count: 3, [nil, littleEndian(1 as Int32, 2, 3)])
    let words = HandMadeArray(
      count: 3,
      [[0b101], littleEndian(0 as Int32, 1, 1, 3), Array("abc".utf8)]
    )
    let rows = HandMadeArray(count: 3, [nil], children: [numbers, words])
    let schema = Schema([Field("n", .int32), Field("w", .utf8)])
    var kept: Column?
    do {
      let batch = try Batch(importing: &rows.array, schema: schema)
      #expect(rows.array.release == nil)
      #expect(batch.columns[1].value(at: 1) == .null)
      kept = batch.columns[0].slice(1..<3)
    }
    #expect(rows.releases.value == 0)
    #expect(kept?.value(at: 1) == .int(3))
    kept = nil
    #expect(rows.releases.value == 1)
    #expect(numbers.releases.value == 1 && words.releases.value == 1)
  }

  @Test func `a released array or stream is refused`() {
    var array = ArrowArray()
    #expect(throws: TableError.malformed("the array is already released")) {
      try Batch(importing: &array, schema: Schema([]))
    }
    var schema = ArrowSchema()
    #expect(throws: TableError.malformed("the schema is already released")) {
      try Schema(importing: &schema)
    }
    var stream = ArrowArrayStream()
    #expect(throws: TableError.malformed("the stream is already released")) {
      try CStreamReader(moving: &stream)
    }
  }

  @Test func `an exported child may be moved out and outlive its parent`() throws {
    let column = try Column(
      .structure([Field("a", .utf8), Field("b", .int64)]),
      [.record(Record([("a", .string("kept")), ("b", .int(1))]))]
    )
    var array = ArrowArray()
    column.export(to: &array)
    let child = try #require(array.children[0])
    var moved = child.pointee
    child.pointee.release = nil
    array.release(&array)
    #expect(array.release == nil)
    #expect(try Column(importing: &moved, field: Field("a", .utf8)).value(at: 0) == .string("kept"))
    #expect(moved.release == nil)
  }

  @Test func `a dictionary may be moved out of an exported array`() throws {
    let type = DataType.dictionary(index: .int8, value: .utf8, isOrdered: false)
    var array = ArrowArray()
    try Column(type, [.string("x")]).export(to: &array)
    let dictionary = try #require(array.dictionary)
    var moved = dictionary.pointee
    dictionary.pointee.release = nil
    array.release(&array)
    #expect(try Column(importing: &moved, field: Field("", .utf8)).value(at: 0) == .string("x"))
  }

  @Test func `an exported array keeps an imported one alive`() throws {
    let numbers = HandMadeArray(count: 2, [nil, littleEndian(7 as Int64, 8)])
    var exported = ArrowArray()
    try Column(importing: &numbers.array, field: Field("n", .int64)).slice(1..<2).export(
      to: &exported
    )
    #expect(numbers.releases.value == 0)
    #expect(exported.offset == 1 && exported.length == 1)
    exported.release(&exported)
    #expect(numbers.releases.value == 1)
  }

  @Test func `unaligned values are read, from a copy`() throws {
    let block = HandMadeArray(count: 1, [nil, [0] + littleEndian(0x0102_0304_0506_0708 as Int64)])
    block.array.buffers[1] = block.array.buffers[1].map { $0 + 1 }
    let column = try Column(importing: &block.array, field: Field("n", .int64))
    #expect(column.value(at: 0) == .int(0x0102_0304_0506_0708))
  }
}
