import Tables

/// SplitMix64: the same seed gives the same tables on every machine.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Types with at least one example of every case, nested ones of the others.
let everyType: [DataType] =
  [
    .null, .bool, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float32,
    .float64, .decimal128(precision: 38, scale: 4), .decimal128(precision: 5, scale: 0), .utf8,
    .largeUtf8, .binary, .largeBinary, .fixedSizeBinary(3), .fixedSizeBinary(16), .date32, .date64,
    .interval,
  ]
  + TimeUnit.allCases.flatMap { unit -> [DataType] in
    [
      .time(unit), .timestamp(unit, zone: nil), .timestamp(unit, zone: "Asia/Seoul"),
      .duration(unit),
    ]
  } + nestedTypes

let nestedTypes: [DataType] = [
  .list(Field("item", .int32)), .largeList(Field("item", .utf8)),
  .fixedSizeList(Field("item", .bool), 3), .fixedSizeList(Field("item", .utf8), 0),
  .structure([Field("a", .utf8), Field("b", .list(Field("x", .float64)))]), .structure([]),
  .map(
    Field(
      "entries",
      .structure([Field("key", .utf8, isNullable: false), Field("value", .int64)]),
      isNullable: false
    )
  ),
  .dictionary(index: .int8, value: .utf8, isOrdered: false),
  .dictionary(index: .uint32, value: .timestamp(.second, zone: nil), isOrdered: true),
  .list(
    Field(
      "item",
      .structure([Field("k", .dictionary(index: .uint8, value: .utf8, isOrdered: false))])
    )
  ),
  .list(Field("item", .list(Field("item", .bool)))),
]

/// A value that a column of `type` gives back exactly as it is; null one time in five.
func randomValue(_ type: DataType, _ random: inout Seeded) -> Value {
  if Int.random(in: 0..<5, using: &random) == 0 { return .null }
  func int<T: FixedWidthInteger>(_ range: ClosedRange<T>) -> T {
    // The ends are where things go wrong.
    switch Int.random(in: 0..<8, using: &random) {
    case 0: range.lowerBound
    case 1: range.upperBound
    default: T.random(in: range, using: &random)
    }
  }
  switch type {
  case .null: return .null
  case .bool: return .bool(.random(using: &random))
  case .int8: return .int(int(-128...127))
  case .int16: return .int(int(-32_768...32_767))
  case .int32: return .int(int(-2_147_483_648...2_147_483_647))
  case .int64: return .int(int(Int64.min...Int64.max))
  case .uint8: return .int(int(0...255))
  case .uint16: return .int(int(0...65_535))
  case .uint32: return .int(int(0...4_294_967_295))
  case .uint64:
    let value = int(UInt64.min...UInt64.max)
    return Int64(exactly: value).map { .int($0) } ?? .decimal(Int128(value), scale: 0)
  case .float32: return .double(Double(Float(int(-1_000_000...1_000_000)) / 8))
  case .float64: return .double(Double(bitPattern: UInt64(int(0...0x7FE0_0000_0000_0000))))
  case .decimal128(let precision, let scale):
    let limit = (0..<precision).reduce(1 as Int128) { value, _ in value * 10 } - 1
    return .decimal(int(-limit...limit), scale: scale)
  case .utf8, .largeUtf8: return .string(randomText(&random))
  case .binary, .largeBinary:
    return .bytes((0..<int(0...20)).map { _ in UInt8.random(in: 0...255, using: &random) })
  case .fixedSizeBinary(let width):
    return .bytes((0..<width).map { _ in UInt8.random(in: 0...255, using: &random) })
  case .date32: return .date(int(-2_147_483_648...2_147_483_647))
  case .date64: return .date(int(-1_000_000...1_000_000))
  case .time(let unit):
    return .time(int(0...(86_400 * unit.perSecond - 1)) * (1_000_000_000 / unit.perSecond))
  case .timestamp(let unit, let zone):
    return .timestamp(Timestamp(int(Int64.min...Int64.max), unit, zone: zone))
  case .duration(let unit): return .duration(int(Int64.min...Int64.max), unit)
  case .interval:
    return .interval(
      months: int(Int32.min...Int32.max),
      days: int(Int32.min...Int32.max),
      nanoseconds: int(Int64.min...Int64.max)
    )
  case .list(let item), .largeList(let item):
    return .list(
      (0..<Int.random(in: 0...4, using: &random)).map { _ in randomValue(item.type, &random) }
    )
  case .fixedSizeList(let item, let width):
    return .list((0..<width).map { _ in randomValue(item.type, &random) })
  case .structure(let fields):
    return .record(Record(fields.map { ($0.name, randomValue($0.type, &random)) }))
  case .map(let entries):
    guard case .structure(let fields) = entries.type else { return .null }
    return .list(
      (0..<Int.random(in: 0...3, using: &random)).map { index in
        .record(
          Record([("key", .string("k\(index)")), ("value", randomValue(fields[1].type, &random))])
        )
      }
    )
  case .dictionary(_, let value, _):
    // Few distinct values, so that the narrow indices suffice.
    var narrow = Seeded(state: UInt64.random(in: 0..<40, using: &random))
    var result = randomValue(value, &narrow)
    while result.isNull { result = randomValue(value, &narrow) }
    return result
  }
}

func randomText(_ random: inout Seeded) -> String {
  let pieces = [
    "", "a", "한글", "\0", "'", "\"", "e\u{301}", "🧮", "\n", String(repeating: "x", count: 200),
  ]
  return (0..<Int.random(in: 0...4, using: &random))
    .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
}
