import Diagnostics
import Options
import Tables
import Testing

@testable import Simulation

/// YAML as options, at places of a file `name`.
func academyNode(_ yaml: String, name: String = "my.yaml") throws -> OptionNode {
  let file = SourceFile(name: name, text: yaml)
  var diagnostics: [Diagnostic] = []
  let node = OptionNode.parse(yaml: file.span(0..<file.bytes.count), into: &diagnostics)
  try #require(diagnostics.isEmpty, "\(diagnostics)")
  return try #require(node)
}

/// The academy with some options and figures laid over its own.
func madeAcademy(_ options: String = "{}", file: String = "students: 100000") throws -> Academy {
  var diagnostics: [Diagnostic] = []
  let configuration = try AcademyConfiguration(
    options: academyNode(options, name: "options"),
    file: academyNode(file),
    diagnostics: &diagnostics
  )
  try #require(diagnostics.isEmpty, "\(diagnostics)")
  return Academy(try #require(configuration))
}

/// A table's rows of the first `count` students.
struct AcademyRows {
  let batch: Batch
  var count: Int { batch.rowCount }

  init(_ academy: Academy, _ table: String, students: Int) throws {
    let place = try #require(academy.tables.firstIndex { $0.name == table })
    batch = try academy.rows(of: place, units: 0..<students)
  }

  private func column(_ name: String) throws -> Column {
    if let place = batch.schema.names.firstIndex(of: name) { return batch.columns[place] }
    let place = try #require(AcademySchemas.transaction.firstIndex { $0.name == name })
    return batch.columns[7].fieldColumns[place]
  }

  func texts(_ name: String) throws -> [String] {
    let column = try column(name)
    return (0..<count).map { column.string(at: $0) ?? "" }
  }

  func numbers(_ name: String) throws -> [Double] { try column(name).doubles() }

  /// Times in minutes since 1970.
  func minutes(_ name: String) throws -> [Int] {
    try column(name).withElements(as: Int64.self) { $0.map { Int($0 / 60_000_000) } } ?? []
  }
}

/// Expects the outcomes to come with these weights: no share off by more than 4.5 standard errors.
func expectShares<Outcome: Hashable>(
  _ outcomes: [Outcome],
  _ weights: [Outcome: Double],
  _ location: SourceLocation = #_sourceLocation
) {
  let counts = outcomes.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  let sum = weights.values.reduce(0, +)
  #expect(Set(counts.keys).isSubset(of: weights.keys), sourceLocation: location)
  for (outcome, weight) in weights {
    let share = weight / sum
    let deviation = (share * (1 - share) * Double(outcomes.count)).squareRoot()
    let off = Double(counts[outcome, default: 0]) - share * Double(outcomes.count)
    #expect(
      abs(off) <= 4.5 * deviation,
      "\(outcome): \(counts[outcome, default: 0]) of \(outcomes.count), share \(share)",
      sourceLocation: location
    )
  }
}

/// Expects a mean within 4.5 standard errors, of a law with this standard deviation.
func expectMean(
  _ numbers: [Double],
  _ mean: Double,
  deviation: Double,
  _ location: SourceLocation = #_sourceLocation
) {
  let found = numbers.reduce(0, +) / Double(numbers.count)
  let error = deviation / Double(numbers.count).squareRoot()
  #expect(
    abs(found - mean) <= 4.5 * error,
    "mean \(found) of \(numbers.count), \(mean) ± \(error) expected",
    sourceLocation: location
  )
}

extension Array where Element == Double {
  var mean: Double { reduce(0, +) / Double(count) }
  var variance: Double {
    let mean = mean
    return reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
  }
}
