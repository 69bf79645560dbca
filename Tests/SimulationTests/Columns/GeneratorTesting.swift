import Diagnostics
import Options
import Tables
import Testing

@testable import Simulation

/// What reading a description gives: a generator, or what is wrong with it.
struct Reading {
  let generator: ColumnGenerator?
  /// Each as `line:column message [code] (hint)`.
  let complaints: [String]

  init(_ yaml: String) {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(name: "table.yaml", text: yaml)
    let node = OptionNode.parse(yaml: file.span(0..<file.bytes.count), into: &diagnostics)
    generator = node.flatMap { ColumnGenerator.decode($0, named: "t", into: &diagnostics) }
    complaints = diagnostics.map { diagnostic in
      let start = diagnostic.span.map { "\($0.start.line):\($0.start.column) " } ?? ""
      let hint = diagnostic.hint.map { " (\($0))" } ?? ""
      return "\(start)\(diagnostic.message) [\(diagnostic.code)]\(hint)"
    }
  }
}

/// The generator of a description that must be right.
func generator(_ yaml: String) throws -> ColumnGenerator {
  let reading = Reading(yaml)
  #expect(reading.complaints == [])
  return try #require(reading.generator)
}

extension ColumnGenerator {
  /// A whole table, made in blocks that end where they like.
  func table(_ index: Int = 0, blocks: Int = 1_000) throws -> Table {
    let count = tables[index].unitCount
    var batches: [Batch] = []
    var start = 0
    while start < count {
      let end = min(start + blocks, count)
      batches.append(try rows(of: index, units: start..<end))
      start = end
    }
    return Table(schema: tables[index].schema, batches: batches)
  }

  /// A column of the first table.
  func column(_ name: String) throws -> Column {
    try #require(try table().column(named: name))
  }
}

/// A table of one column of a description.
func column(_ spec: String, rows: Int = 20_000) throws -> Column {
  try generator("rows: \(rows)\ncolumns:\n  x: \(spec)\n").column("x")
}

/// Whether a mean of `count` numbers with a standard deviation is within five errors of what it should be.
func isNear(_ numbers: [Double], mean: Double, deviation: Double) -> Bool {
  let found = numbers.reduce(0, +) / Double(numbers.count)
  return abs(found - mean) <= 5 * deviation / Double(numbers.count).squareRoot()
}
