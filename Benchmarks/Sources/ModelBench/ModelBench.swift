import Foundation
import Modelling
import Tables

/// Fits boosted trees or a line to made-up rows of 30 columns, as models.py does with Python's packages.
///
///     ModelBench trees|line ROWS REPEATS    a line of JSON for each repeat: seconds, and peak memory in MB
@main
struct ModelBench {
  static let columnCount = 30

  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let rows = Int(arguments[2]), let repeats = Int(arguments[3]) else {
      throw ModelError("usage", "ModelBench trees|line ROWS REPEATS")
    }
    let target = (0..<rows).map { row in
      uniform(row, 0) * 3 + uniform(row, 1) * uniform(row, 2) * 5
        + (uniform(row, 3) < 0.5 ? 1 : 0) + (uniform(row, 40) - 0.5)
    }
    if arguments[1] == "trees" {
      try await trees(target, repeats)
    } else {
      try line(target, repeats)
    }
  }

  /// 100 iterations of LightGBM, and the predictions of all rows.
  private static func trees(_ target: [Double], _ repeats: Int) async throws {
    let table = Table(
      (0..<columnCount).map { place in
        let builder = FixedWidthBuilder<Double>(capacity: target.count)
        for row in target.indices { builder.append(uniform(row, place)) }
        return (name: "c\(place)", column: builder.finish())
      }
    )
    for _ in 0..<repeats {
      let start = ContinuousClock.now
      let model = try await Booster.train(
        BoostingData(features: table, target: target),
        parameters: BoostingParameters(task: .regression, seed: 7, threads: 2)
      )
      let predictions = try await model.predict(table)
      report(start, predictions.reduce(0, +))
    }
  }

  /// Ordinary least squares with all that is said of the coefficients.
  private static func line(_ target: [Double], _ repeats: Int) throws {
    let columns = (0..<columnCount).map { column in target.indices.map { uniform($0, column) } }
    let names = columns.indices.map { "c\($0)" }
    let matrix = DesignMatrix(names: names, columns: columns, rowCount: target.count)
    for _ in 0..<repeats {
      let start = ContinuousClock.now
      let fit = try LinearRegression.fit(matrix, target, workers: 2)
      report(start, fit.coefficients.reduce(fit.intercept) { $0 + ($1 ?? 0) })
    }
  }

  private static func report(_ start: ContinuousClock.Instant, _ check: Double) {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    print(#"{"seconds": \#(seconds), "check": \#(check), "memory": \#(peakMemory())}"#)
  }

  /// The most that the process has held, in MB.
  private static func peakMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    return (Int(line.filter(\.isNumber)) ?? 0) / 1_024
  }

  /// A number from 0 to 1 for each row and column (SplitMix64), as models.py makes it.
  private static func uniform(_ row: Int, _ column: Int) -> Double {
    var z = (UInt64(row) &* 64 &+ UInt64(column)) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return Double(z >> 11) * 0x1p-53
  }
}
