import CArrow
import Tables
import Testing

/// One way to break the rules: how the array is made, its type, and what is said of it.
struct Broken: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let type: DataType
  let fact: String
  let make: @Sendable () -> HandMadeArray

  init(
    _ title: String,
    _ type: DataType,
    _ fact: String,
    _ make: @escaping @Sendable () -> HandMadeArray
  ) {
    testDescription = title
    self.type = type
    self.fact = fact
    self.make = make
  }

  static func spoiled(
    _ array: HandMadeArray,
    _ spoil: (inout ArrowArray) -> Void
  ) -> HandMadeArray {
    spoil(&array.array)
    return array
  }

  static func int32s() -> HandMadeArray {
    HandMadeArray(count: 2, [nil, littleEndian(1 as Int32, 2)])
  }

  static let all: [Broken] = [
    Broken("negative length", .int32, "length -1, offset 0, nulls 0") {
      spoiled(int32s()) { $0.length = -1 }
    },
    Broken("negative offset", .int32, "length 2, offset -1, nulls 0") {
      spoiled(int32s()) { $0.offset = -1 }
    },
    Broken("overflow", .int32, "length \(Int64.max), offset 5, nulls 0") {
      spoiled(int32s()) {
        $0.length = .max
        $0.offset = 5
      }
    },
    Broken("null count below -1", .int32, "length 2, offset 0, nulls -2") {
      spoiled(int32s()) { $0.null_count = -2 }
    },
    Broken("too few buffers", .int32, "1 buffers, not 2, for int32") {
      spoiled(int32s()) { $0.n_buffers = 1 }
    },
    Broken("no buffers at all", .int32, "no buffers") { spoiled(int32s()) { $0.buffers = nil } },
    Broken("no values", .int32, "buffer 1 is missing") {
      HandMadeArray(count: 2, [nil, nil])
    },
    Broken("nulls without validity", .int32, "1 nulls but no validity buffer") {
      spoiled(int32s()) { $0.null_count = 1 }
    },
    Broken("unexpected child", .int32, "1 children, not 0, for int32") {
      HandMadeArray(count: 2, [nil, littleEndian(1 as Int32, 2)], children: [int32s()])
    },
    Broken("offsets run backwards", .utf8, "offsets that are negative or run backwards") {
      HandMadeArray(count: 2, [nil, littleEndian(0 as Int32, 3, 1), Array("abc".utf8)])
    },
    Broken("a negative offset", .utf8, "offsets that are negative or run backwards") {
      HandMadeArray(count: 1, [nil, littleEndian(-4 as Int32, 3), Array("abc".utf8)])
    },
    Broken("no bytes under offsets", .utf8, "buffer 2 is missing") {
      HandMadeArray(count: 1, [nil, littleEndian(0 as Int32, 3), nil])
    },
    Broken("a short list child", .list(Field("item", .int32)), "offsets reach 5 of 2 elements") {
      HandMadeArray(count: 1, [nil, littleEndian(0 as Int32, 5)], children: [int32s()])
    },
    Broken(
      "a short fixed list child",
      .fixedSizeList(Field("item", .int32), 3),
      "2 elements for 1 lists of 3"
    ) { HandMadeArray(count: 1, [nil], children: [int32s()]) },
    Broken("a short field", .structure([Field("a", .int32)]), "a child of 2 rows under 3") {
      HandMadeArray(count: 3, [nil], children: [int32s()])
    },
    Broken("a released child", .structure([Field("a", .int32)]), "child 0 is missing") {
      spoiled(HandMadeArray(count: 2, [nil], children: [int32s()])) { array in
        array.children[0]?.pointee.release(array.children[0])
      }
    },
    Broken(
      "no dictionary",
      .dictionary(index: .int32, value: .utf8, isOrdered: false),
      "the dictionary is missing"
    ) { int32s() },
  ]
}

@Suite struct MalformedTests {
  @Test(arguments: Broken.all)
  func `a broken array is an error, and released once`(broken: Broken) {
    let array = broken.make()
    #expect(throws: TableError.malformed("column 'c': \(broken.fact)")) {
      try Column(importing: &array.array, field: Field("c", broken.type))
    }
    #expect(array.array.release == nil)
    #expect(array.releases.value == 1)
  }

  @Test func `an index outside the dictionary is an error`() throws {
    let type = DataType.dictionary(index: .int32, value: .int32, isOrdered: false)
    let indices = HandMadeArray(count: 2, [nil, littleEndian(0 as Int32, 9)])
    let dictionary = Broken.int32s()
    let pointer = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
    defer { pointer.deallocate() }
    pointer.initialize(to: dictionary.array)
    indices.array.dictionary = pointer
    #expect(throws: TableError.malformed("column 'c': index 9 into a dictionary of 2")) {
      try Column(importing: &indices.array, field: Field("c", type))
    }
    #expect(indices.releases.value == 1)
    pointer.pointee.release?(pointer)
  }

  @Test func `rows that are null as a whole are an error`() {
    let rows = HandMadeArray(count: 2, nulls: 1, [[0b01]], children: [Broken.int32s()])
    #expect(throws: TableError.malformed("rows that are null as a whole")) {
      try Batch(importing: &rows.array, schema: Schema([Field("a", .int32)]))
    }
    #expect(rows.releases.value == 1)
  }

  @Test(arguments: [
    "", "e", "x", "vu", "d:", "d:5", "d:39,0", "d:9,2,256", "d:a,b", "w:", "w:-1", "tsx:", "ts",
    "ts:",
    "tss", "tiM", "tiD", "+us:0", "+r", "+vl", "ñ",
  ])
  func `a format that is not read is named with its column`(format: String) {
    var schema = Self.schema(format)
    #expect(throws: TableError.unsupportedFormat(format, field: "col")) {
      try Field(importing: &schema)
    }
    #expect(schema.release == nil)
  }

  @Test func `lists without an item and maps without entries are malformed`() {
    for format in ["+l", "+L", "+m", "+w:2"] {
      var schema = Self.schema(format)
      #expect(throws: TableError.self) { try Field(importing: &schema) }
      #expect(schema.release == nil)
    }
  }

  @Test func `schemas nested without end are refused`() {
    var schema = Self.schema("+l")
    schema.n_children = 1
    let children = UnsafeMutablePointer<UnsafeMutablePointer<ArrowSchema>?>.allocate(capacity: 1)
    let child = UnsafeMutablePointer<ArrowSchema>.allocate(capacity: 1)
    defer {
      children.deallocate()
      child.deallocate()
    }
    // The child is its own child.
    children.initialize(to: child)
    schema.children = children
    child.initialize(to: schema)
    #expect(throws: TableError.malformed("column 'col': nested too deeply")) {
      try Field(importing: &schema)
    }
  }

  @Test func `bytes that are not UTF-8 are replaced, not trusted`() throws {
    let words = HandMadeArray(count: 1, [nil, littleEndian(0 as Int32, 3), [0x61, 0xFF, 0x62]])
    let column = try Column(importing: &words.array, field: Field("w", .utf8))
    #expect(column.value(at: 0) == .string("a\u{FFFD}b"))
  }

  /// A schema without children whose strings are never freed: a handful of bytes in a test.
  static func schema(_ format: String) -> ArrowSchema {
    func copy(_ text: String) -> UnsafePointer<CChar> {
      let bytes = Array(text.utf8CString)
      let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
      pointer.initialize(from: bytes, count: bytes.count)
      return UnsafePointer(pointer)
    }
    var schema = ArrowSchema()
    schema.format = copy(format)
    schema.name = copy("col")
    schema.release = { $0?.pointee.release = nil }
    return schema
  }
}
