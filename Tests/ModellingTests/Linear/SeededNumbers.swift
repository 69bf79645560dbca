@testable import Modelling

/// Numbers that look random and are the same each time: splitmix64.
struct SeededNumbers {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// From 0 up to 1.
  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
  }

  mutating func column(_ count: Int) -> [Double] { (0..<count).map { _ in uniform() - 0.5 } }

  mutating func matrix(rows: Int, columns: Int) -> DesignMatrix {
    DesignMatrix(
      names: (0..<columns).map { "x\($0)" },
      columns: (0..<columns).map { _ in column(rows) },
      rowCount: rows
    )
  }
}

/// A matrix of named columns.
func matrix(_ columns: KeyValuePairs<String, [Double]>) -> DesignMatrix {
  DesignMatrix(
    names: columns.map(\.key),
    columns: columns.map(\.value),
    rowCount: columns.first?.value.count ?? 0
  )
}
