import Foundation
import Testing

/// What other tools computed: written by scripts/make-model-reference, see Reference/README.md.
func reference<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
  let folder = #filePath.components(separatedBy: "/Metrics/")[0] + "/Reference/"
  let data = try Data(contentsOf: URL(fileURLWithPath: folder + name))
  return try JSONDecoder().decode(Value.self, from: data)
}

/// Whether two numbers are equal to some relative (below 1: absolute) distance.
func isClose(_ one: Double?, _ other: Double?, within tolerance: Double = 1e-12) -> Bool {
  guard let one, let other else { return one == nil && other == nil }
  return one == other || abs(one - other) <= tolerance * max(1, abs(other))
}

func areClose(_ one: [Double?], _ other: [Double], within tolerance: Double = 1e-12) -> Bool {
  one.count == other.count && zip(one, other).allSatisfy { isClose($0, $1, within: tolerance) }
}

/// Numbers that look random and are the same each time (Steele and others' SplitMix64).
struct FixedRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  mutating func unit() -> Double { Double.random(in: 0..<1, using: &self) }
}
