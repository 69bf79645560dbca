import Diagnostics
import Options
import Pipeline

/// Steps that stand for the pieces of another, so that several processes may make them.
///
/// The step `academy` of `shards: 4` gathers the tables of the steps `academy#1` to `academy#4`. They are part of
/// the graph of every run, so that the result is the same whoever made them. A label holds no `#`, and so is no
/// shard.
struct Shards: Sendable {
  /// The id of the step that gathers.
  let id: String
  let count: Int

  /// Nil when the step is not divided.
  init?(_ id: String, _ reader: inout OptionReader) {
    guard let count = reader.integer(Self.key, in: 1...Self.most), count > 1 else { return nil }
    self.id = id
    self.count = count
  }

  static let key = "shards"
  /// More would cost more to gather than to make.
  static let most = 1_000

  /// The id of a shard, counted from 0.
  func id(_ index: Int) -> String { "\(id)#\(index + 1)" }

  /// The name of a shard's table: of `academy.students` it is `academy#1.students`.
  func table(_ name: String, of index: Int) -> String {
    self.id(index) + name.dropFirst(id.count)
  }

  /// For each table the names of its pieces, in order.
  func parts(of tables: [String]) -> [String: [String]] {
    let pairs = tables.map { name in (name, (0..<count).map { table(name, of: $0) }) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// All tables of all shards, as the gathering step reads them.
  func reads(_ tables: [String], at span: SourceSpan) -> [Spanned<String>] {
    (0..<count).flatMap { index in tables.map { Spanned(table($0, of: index), at: span) } }
  }

  /// The step and the number of a shard's id; nil for the id of another step.
  static func parse(_ id: String) -> (step: Substring, number: Int)? {
    let parts = id.split(separator: "#")
    guard parts.count == 2, let number = Int(parts[1]) else { return nil }
    return (parts[0], number)
  }
}
