import Cloud
import Tables

extension DynamoDBItems {
  /// The attribute of a value of a column's type; nil for null.
  static func attribute(
    _ value: Value,
    _ type: DataType,
    _ column: String
  ) throws(Problem) -> ItemAttribute? {
    switch value {
    case .null: return nil
    case .bool(let bool): return ItemAttribute("BOOL", .bool(bool), size: 1)
    case .int, .double, .decimal:
      let digits = try number(value, type, column)
      return ItemAttribute("N", .string(digits), size: numberSize(digits))
    case .string(let text): return ItemAttribute("S", .string(text), size: text.utf8.count)
    case .bytes(let bytes):
      return ItemAttribute("B", .string(Base64.encoded(bytes)), size: bytes.count)
    case .date, .time, .timestamp:
      let text = try time(value, column)
      return ItemAttribute("S", .string(text), size: text.utf8.count)
    case .list(let values):
      if case .map(let entries) = type { return try map(values, entries.type, column) }
      return try list(values, type, column)
    case .record(let record): return try record.attribute(type, column)
    // `complaints(about:)` lets no such column through.
    case .duration, .interval, .table: return nil
    }
  }

  /// A list; a missing element is kept as NULL, so that the others stay in their places.
  private static func list(
    _ values: [Value],
    _ type: DataType,
    _ column: String
  ) throws(Problem) -> ItemAttribute {
    var items: [JSONValue] = []
    var size = 3
    for value in values {
      let item =
        try attribute(value, type.elementType, column) ?? ItemAttribute("NULL", true, size: 1)
      items.append(item.json)
      size += item.size + 1
    }
    return ItemAttribute("L", .array(items), size: size)
  }

  /// A map: one whose keys are text as M, any other as a list of its entries.
  private static func map(
    _ entries: [Value],
    _ type: DataType,
    _ column: String
  ) throws(Problem) -> ItemAttribute {
    guard case .structure(let fields) = type, fields.count == 2, fields[0].type.isText else {
      return try list(entries, .list(Field("item", type)), column)
    }
    var members: [JSONValue.Member] = []
    var size = 3
    for case .record(let entry) in entries {
      guard case .string(let name)? = entry.values.first else { continue }
      let value =
        try attribute(entry.values[1], fields[1].type, "\(column).\(name)")
        ?? ItemAttribute("NULL", true, size: 1)
      members.append(.init(name, value.json))
      size += name.utf8.count + value.size + 1
    }
    return ItemAttribute("M", .object(members), size: size)
  }

  /// A set: its elements once each; nil for null and for an empty one, which DynamoDB has not.
  static func set(_ value: Value, _ element: DataType, _ column: String) throws(Problem)
    -> ItemAttribute?
  {
    guard case .list(let values) = value, !values.isEmpty else { return nil }
    // By their bytes, as DynamoDB tells them apart: the same letter may be composed or not.
    var seen: Set<[UInt8]> = []
    var items: [JSONValue] = []
    var letter = ""
    var size = 3
    for value in values {
      guard let item = try attribute(value, element, column), let member = item.json.members?.first,
        let text = member.value.text
      else { throw .missingInSet(column) }
      letter = member.name + "S"
      guard seen.insert(Array(text.utf8)).inserted else { continue }
      items.append(member.value)
      size += item.size + 1
    }
    return ItemAttribute(letter, .array(items), size: size)
  }

  /// A number's digits.
  private static func number(
    _ value: Value,
    _ type: DataType,
    _ column: String
  ) throws(Problem) -> String {
    guard case .double(let number) = value else { return value.displayText }
    // A column of single precision has fewer digits, and those are the number's own.
    let text = type.valueType == .float32 ? Float(number).description : number.description
    if number == 0 { return "0" }
    let magnitude = number.magnitude
    guard number.isFinite, magnitude >= 1e-130, magnitude < 1e126 else {
      throw .noNumber(column, text)
    }
    return text
  }

  /// Two digits a byte, and one byte more for the exponent and one for a minus; at most 21.
  private static func numberSize(_ digits: String) -> Int {
    let count = digits.utf8.prefix { $0 != UInt8(ascii: "e") }.filter { $0 >= 48 && $0 <= 57 }.count
    return min(21, (count + 1) / 2 + 1 + (digits.hasPrefix("-") ? 1 : 0))
  }

  private static func time(_ value: Value, _ column: String) throws(Problem) -> String {
    switch value {
    // DuckDB's infinities are the ends of what the type counts.
    case .date(let days) where days.magnitude >= Int64(Int32.max): throw .endlessTime(column)
    case .timestamp(let time) where time.value.magnitude >= UInt64(Int64.max):
      throw .endlessTime(column)
    case .timestamp: return value.displayText.replacing(" ", with: "T", maxReplacements: 1)
    default: return value.displayText
    }
  }
}

extension Record {
  /// A struct as M; a field that is null has no attribute.
  fileprivate func attribute(
    _ type: DataType,
    _ column: String
  ) throws(DynamoDBItems.Problem) -> ItemAttribute {
    var members: [JSONValue.Member] = []
    var size = 3
    for (index, name) in names.enumerated() {
      let field: DataType
      if case .structure(let fields) = type.valueType {
        field = fields[index].type
      } else {
        field = .null
      }
      guard
        let value = try DynamoDBItems.attribute(values[index], field, "\(column).\(name)")
      else { continue }
      members.append(.init(name, value.json))
      size += name.utf8.count + value.size + 1
    }
    return ItemAttribute("M", .object(members), size: size)
  }
}

extension DataType {
  fileprivate var isText: Bool { valueType == .utf8 || valueType == .largeUtf8 }

  /// The type of a list's elements; null for what is no list.
  var elementType: DataType {
    switch valueType {
    case .list(let item), .largeList(let item), .fixedSizeList(let item, _): item.type
    default: .null
    }
  }
}
