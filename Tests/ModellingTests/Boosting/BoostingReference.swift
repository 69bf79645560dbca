import Foundation
import Tables

@testable import Modelling

/// The data that scripts/model_reference_boosting.py makes likewise, and what Python's package made of it.
enum BoostingReference {
  struct Expected: Decodable {
    let values: [String]
    let raw: [String]
    let contributions: [String]
    let gain: [String]
    let splits: [Int]
    let best: Int
    let history: [String: [String]]
  }

  static func expected(_ name: String, testFile: StaticString = #filePath) throws -> Expected? {
    let file = URL(fileURLWithPath: "\(testFile)").deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Reference/boosting.json")
    return try JSONDecoder().decode([String: Expected].self, from: Data(contentsOf: file))[name]
  }

  /// Names of all kinds, which LightGBM would refuse or change.
  static let names = ["hours per day", "a,b:[c]", "", "도시 = 1", "50%", "e\t{\"f\"}"]

  struct Rows {
    var columns: [[Double]]
    var target: [Double]
    var weights: [Double]

    /// The rows as a table of some batches, of the types that a report's tables have.
    func table(batchSize: Int = 30_000) -> Table {
      let types: [DataType] = [.float64, .int64, .float32, .int32, .bool, .float64]
      let schema = Schema(zip(names, types).map { Field($0, $1) })
      let count = target.count
      let batches = stride(from: 0, to: max(count, 1), by: batchSize).map { start in
        let range = start..<min(start + batchSize, count)
        let parts = zip(columns, types).map { column, type in
          part(column[range], of: type)
        }
        return Batch(schema: schema, columns: parts, rowCount: range.count)
      }
      return Table(schema: schema, batches: batches)
    }

    private func part(_ numbers: ArraySlice<Double>, of type: DataType) -> Column {
      switch type {
      case .bool:
        let builder = BoolBuilder()
        for number in numbers {
          if number.isNaN { builder.appendNull() } else { builder.append(number != 0) }
        }
        return builder.finish()
      case .int64: return fixed(numbers) { Int64($0) }
      case .int32: return fixed(numbers) { Int32($0) }
      case .float32: return fixed(numbers) { Float($0) }
      default: return fixed(numbers) { $0 }
      }
    }

    /// NaN becomes null.
    private func fixed<Element: FixedWidthElement>(
      _ numbers: ArraySlice<Double>,
      _ element: (Double) -> Element
    ) -> Column {
      let builder = FixedWidthBuilder<Element>()
      for number in numbers {
        if number.isNaN { builder.appendNull() } else { builder.append(element(number)) }
      }
      return builder.finish()
    }
  }

  static func rows(seed: Int, _ count: Int) -> Rows {
    func uniform(_ column: Int) -> [Double] {
      (0..<count).map { row in
        let state = UInt64(row) &* 64 &+ UInt64(seed * 1_000_003 + column)
        var z = state &* 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        z ^= z >> 31
        return Double(z >> 11) * 0x1p-53
      }
    }
    let u = (0..<12).map(uniform)
    let columns: [[Double]] = [
      u[0].map { $0 * 10 - 5 },
      u[1].map { ($0 * 20).rounded(.down) },
      // A 32-bit float in the table, and so in the script.
      zip(u[6], u[2]).map { $0 < 0.15 ? .nan : Double(Float($1)) },
      zip(u[7], u[3]).map { $0 < 0.05 ? .nan : ($1 * 9).rounded(.down) },
      u[4].map { $0 < 0.3 ? 1 : 0 },
      (0..<count).map {
        u[8][$0] < 0.02 ? (u[9][$0] < 0.5 ? -.infinity : .infinity) : u[5][$0] - 0.5
      },
    ]
    let target = (0..<count).map { row in
      let (code, share) = (columns[3][row], columns[2][row])
      return columns[0][row] * 2 + (code == 2 || code == 5 ? 3 : 0)
        + (share.isNaN ? 1 : share * 4) + (u[10][row] - 0.5)
    }
    return Rows(columns: columns, target: target, weights: u[11].map { $0 + 0.5 })
  }

  static func data(seed: Int, _ count: Int, categorical: Bool = true) -> BoostingData {
    let rows = rows(seed: seed, count)
    return BoostingData(
      features: rows.table(),
      target: rows.target,
      categorical: categorical ? [names[3]] : []
    )
  }
}
