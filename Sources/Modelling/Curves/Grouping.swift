/// Rows put into groups, to see whether a model does as well in each.
public struct Grouping: Sendable {
  /// What the rows of a group have in common.
  public enum Group: Sendable, Hashable {
    /// A category's name.
    case level(String)
    /// A feature from one number up to another; the last group holds its upper edge too.
    case interval(lower: Double, upper: Double)
    /// The categories that are too rare for a group of their own.
    case others
    case missing
  }

  public let groups: [Group]
  /// The group of each row, as a place in `groups`.
  public let places: [Int32]

  /// Groups by category, in the categories' order, then what is rare, then what is missing.
  ///
  /// - Parameters:
  ///   - codes: A place in `levels` for each row; a negative one is a missing category.
  ///   - levels: The categories' names.
  ///   - limit: How many categories have groups of their own: those of the most rows, of equals the
  ///     earlier. Groups without rows are left out.
  /// - Throws: `unknown-level`.
  public init(codes: [Int32], levels: [String], limit: Int = 50) throws(ModelError) {
    var counts = [Int](repeating: 0, count: levels.count)
    for (row, code) in codes.enumerated() where code >= 0 {
      guard code < levels.count else {
        throw ModelError(
          "unknown-level",
          "the category of row \(row + 1) is number \(code) of \(levels.count), counted from 0"
        )
      }
      counts[Int(code)] += 1
    }
    let used = levels.indices.filter { counts[$0] > 0 }
    let own = used.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(max(0, limit)).sorted()
    var groups = own.map { Group.level(levels[$0]) }
    var places = [Int32](repeating: Int32(own.count), count: levels.count)
    for (place, level) in own.enumerated() { places[level] = Int32(place) }
    if own.count < used.count { groups.append(.others) }
    let missing = Int32(groups.count)
    if codes.contains(where: { $0 < 0 }) { groups.append(.missing) }
    self.groups = groups
    self.places = codes.map { $0 < 0 ? missing : places[Int($0)] }
  }

  /// Groups by ranges of a number that hold about as many rows each; NaN is missing.
  public init(values: [Double], bins count: Int = 10) {
    guard let bins = QuantileBins(of: values, count: count) else {
      // Infinite numbers alone leave nothing to make bins from.
      groups = values.isEmpty ? [] : [.missing]
      places = values.map { _ in 0 }
      return
    }
    let missing = Int32(bins.count)
    var groups = (0..<bins.count).map { place in
      let edges = bins.edges(of: place)
      return Group.interval(lower: edges.lower, upper: edges.upper)
    }
    if values.contains(where: \.isNaN) { groups.append(.missing) }
    self.groups = groups
    places = values.map { $0.isNaN ? missing : Int32(bins.place(of: $0)) }
  }
}
