/// How often each category occurs in a column.
public struct CategoryCounts: Sendable, Hashable {
  public let counts: [String: Int]
  public let missing: Int

  /// - Parameters:
  ///   - counts: Rows by category; a category of none is left out.
  ///   - missing: Rows without one.
  public init(_ counts: [String: Int], missing: Int = 0) {
    self.counts = counts.filter { $0.value > 0 }
    self.missing = max(0, missing)
  }

  public init(_ values: [String?]) {
    var counts: [String: Int] = [:]
    var missing = 0
    for value in values {
      if let value { counts[value, default: 0] += 1 } else { missing += 1 }
    }
    self.init(counts, missing: missing)
  }

  /// From the form a column of categories is stored in.
  ///
  /// - Parameters:
  ///   - codes: A place in `levels` for each row; a negative one is a missing category.
  ///   - levels: The categories' names.
  /// - Throws: `unknown-level`.
  public init(codes: [Int32], levels: [String]) throws(ModelError) {
    var rows = [Int](repeating: 0, count: levels.count)
    var missing = 0
    for (row, code) in codes.enumerated() {
      guard code >= 0 else {
        missing += 1
        continue
      }
      guard code < levels.count else {
        throw ModelError(
          "unknown-level",
          "the category of row \(row + 1) is number \(code) of \(levels.count), counted from 0"
        )
      }
      rows[Int(code)] += 1
    }
    self.init(Dictionary(zip(levels, rows), uniquingKeysWith: +), missing: missing)
  }

  /// Rows that have a category.
  public var present: Int { counts.values.reduce(0, +) }
}
