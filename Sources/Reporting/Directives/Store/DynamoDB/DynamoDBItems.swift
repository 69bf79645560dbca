import Cloud
import Tables

/// Rows as items of DynamoDB: nothing is rounded, cut or guessed.
///
/// | column | attribute |
/// |---|---|
/// | whole numbers, decimals | N with every digit, up to 38 |
/// | fractions | N in the shortest digits that give the same number again |
/// | text | S |
/// | truth values | BOOL |
/// | bytes | B |
/// | dates, times, moments | S as `2024-03-01`, `09:05:00`, `2024-03-01T09:05:00Z` |
/// | lists | L, a missing element as NULL; a set where `sets` names the column |
/// | structs, maps with text as keys | M |
/// | null | no attribute |
struct DynamoDBItems: Sendable {
  private let schema: Schema
  /// The places of the key's columns.
  private let keys: [Int]
  /// The places of the columns that become sets.
  private let sets: Set<Int>

  /// The most bytes of an item, as DynamoDB counts them.
  static let sizeLimit = 400 << 10
  /// The most bytes of a partition key and of a sort key.
  static let keyLimits = [2_048, 1_024]

  init(_ schema: Schema, keys: [Int], sets: Set<Int>) {
    self.schema = schema
    self.keys = keys
    self.sets = sets
  }

  /// The item of a row.
  ///
  /// - Throws: `Problem`, with the column.
  func item(_ batch: Batch, row: Int) throws(Problem) -> JSONValue {
    var members: [JSONValue.Member] = []
    var sizes: [Int] = []
    for (index, field) in schema.fields.enumerated() {
      let value = batch.columns[index].value(at: row)
      let attribute: ItemAttribute?
      if sets.contains(index) {
        attribute = try Self.set(value, field.type.elementType, field.name)
      } else {
        attribute = try Self.attribute(value, field.type, field.name)
      }
      if let place = keys.firstIndex(of: index) { try check(attribute, value, place, field.name) }
      sizes.append(attribute.map { $0.size + field.name.utf8.count } ?? 0)
      if let attribute { members.append(.init(field.name, attribute.json)) }
    }
    let size = sizes.reduce(0, +)
    if size > Self.sizeLimit {
      let widest = sizes.indices.max { sizes[$0] < sizes[$1] } ?? 0
      throw .itemTooLarge(size, widest: schema.fields[widest].name, sizes[widest])
    }
    return .object(members)
  }

  private func check(
    _ attribute: ItemAttribute?,
    _ value: Value,
    _ place: Int,
    _ column: String
  ) throws(Problem) {
    guard attribute != nil else { throw .keyMissing(column) }
    let size: Int
    switch value {
    case .string(let text): size = text.utf8.count
    case .bytes(let bytes): size = bytes.count
    default: return
    }
    if size == 0 { throw .keyEmpty(column) }
    if size > Self.keyLimits[place] {
      throw .keyTooLong(column, size, limit: Self.keyLimits[place])
    }
  }

  /// What stops a row from being an item.
  enum Problem: Error, Equatable {
    case keyMissing(String)
    case keyEmpty(String)
    case keyTooLong(String, Int, limit: Int)
    /// NaN, an infinity, or a number outside of what DynamoDB counts with, as text.
    case noNumber(String, String)
    case endlessTime(String)
    case missingInSet(String)
    /// Bytes of the item, and of its widest column.
    case itemTooLarge(Int, widest: String, Int)
  }
}

/// An attribute's value, and how many bytes DynamoDB counts for it.
struct ItemAttribute: Sendable {
  let json: JSONValue
  let size: Int

  init(_ letter: String, _ value: JSONValue, size: Int) {
    json = .object([.init(letter, value)])
    self.size = size
  }
}
