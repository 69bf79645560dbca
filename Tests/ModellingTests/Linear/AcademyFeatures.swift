import Foundation

@testable import Modelling

/// The academy's features, which are not part of the project, as scripts/model_reference_linear.py makes them: each
/// level of grade but A and of sex but F as a column of 0 and 1, then the numbers.
struct AcademyFeatures {
  static let file =
    #filePath.components(separatedBy: "/Tests/")[0]
    + "/../shared/data/academy/features_reference.csv"
  static let isHere = FileManager.default.fileExists(atPath: file)

  private let columns: [String: [String]]
  let rowCount: Int

  init() throws {
    let lines = try String(contentsOfFile: Self.file, encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    rowCount = lines.count - 1
    columns = Dictionary(
      uniqueKeysWithValues: lines[0].enumerated().map { index, name in
        (name, lines.dropFirst().map { $0[index] })
      }
    )
  }

  var target: [Double] { numbers("avg_login_minutes") }
  /// Some weights: 0.5, 1, 1.5, 2, 0.5, ...
  var weights: [Double] { (0..<rowCount).map { 0.5 + Double($0 % 4) / 2 } }
  var online: [Int32] { numbers("is_online").map { Int32($0) } }
  var grades: [Int32] {
    let levels = ["A", "B", "C", "D", "E"]
    return text("grade").map { Int32(levels.firstIndex(of: $0) ?? -1) }
  }

  func text(_ name: String) -> [String] { columns[name] ?? [] }

  func numbers(_ name: String) -> [Double] {
    text(name).map { (Double($0) ?? .nan) / (name == "spent" ? 100_000 : 1) }
  }

  func matrix(without: Set<String> = [], only: Set<String>? = nil) -> DesignMatrix {
    var terms: [(String, [Double])] = []
    for level in ["B", "C", "D", "E"] where !without.contains("grade") {
      terms.append(("grade = \(level)", text("grade").map { $0 == level ? 1 : 0 }))
    }
    terms.append(("sex = M", text("sex").map { $0 == "M" ? 1 : 0 }))
    for name in [
      "age", "weekly_study_hours", "daily_study_hours", "is_online", "off_line_numbers",
      "satisfaction_last", "no_interest", "no_prizes", "no_competitions", "purchases", "spent",
      "actions",
    ] where !without.contains(name) {
      terms.append((name, numbers(name)))
    }
    if let only { terms = terms.filter { only.contains($0.0) } }
    return DesignMatrix(names: terms.map(\.0), columns: terms.map(\.1), rowCount: rowCount)
  }
}

/// Columns with mean 0 and standard deviation 1, with the number of rows below the line.
func standardized(_ matrix: DesignMatrix) -> DesignMatrix {
  let count = matrix.rowCount
  var values = [Double](repeating: 0, count: count * matrix.columnCount)
  values.withUnsafeMutableBufferPointer { matrix.read(0..<count, into: $0) }
  let columns = (0..<matrix.columnCount).map { index in
    let column = Array(values[(index * count)..<((index + 1) * count)])
    let mean = column.reduce(0, +) / Double(count)
    let square = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    return column.map { ($0 - mean) / square.squareRoot() }
  }
  return DesignMatrix(names: matrix.names, columns: columns, rowCount: count)
}
