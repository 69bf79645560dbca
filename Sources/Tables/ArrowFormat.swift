/// The format strings of the Arrow C data interface.
///
/// https://arrow.apache.org/docs/format/CDataInterface.html#data-type-description-format-strings
enum ArrowFormat {
  /// Types whose format never varies.
  private static let plain: [(String, DataType)] = [
    ("n", .null), ("b", .bool),
    ("c", .int8), ("s", .int16), ("i", .int32), ("l", .int64),
    ("C", .uint8), ("S", .uint16), ("I", .uint32), ("L", .uint64),
    ("f", .float32), ("g", .float64),
    ("u", .utf8), ("U", .largeUtf8), ("z", .binary), ("Z", .largeBinary),
    ("tdD", .date32), ("tdm", .date64),
    ("tts", .time(.second)), ("ttm", .time(.millisecond)),
    ("ttu", .time(.microsecond)), ("ttn", .time(.nanosecond)),
    ("tDs", .duration(.second)), ("tDm", .duration(.millisecond)),
    ("tDu", .duration(.microsecond)), ("tDn", .duration(.nanosecond)),
    ("tin", .interval),
  ]

  private static let types = Dictionary(uniqueKeysWithValues: plain)
  private static let units: [Character: TimeUnit] = [
    "s": .second, "m": .millisecond, "u": .microsecond, "n": .nanosecond,
  ]

  /// The format string of a type; a dictionary column's is that of its indices.
  static func string(_ type: DataType) -> String {
    switch type {
    case .decimal128(let precision, let scale): return "d:\(precision),\(scale)"
    case .fixedSizeBinary(let width): return "w:\(width)"
    case .timestamp(let unit, let zone):
      let letter = units.first { $0.value == unit }?.key ?? "u"
      return "ts\(letter):\(zone ?? "")"
    case .list: return "+l"
    case .largeList: return "+L"
    case .fixedSizeList(_, let width): return "+w:\(width)"
    case .structure: return "+s"
    case .map: return "+m"
    case .dictionary(let index, _, _): return string(index)
    default: return plain.first { $0.1 == type }?.0 ?? "n"
    }
  }

  /// The type that a format string and the fields of the children describe.
  ///
  /// - Throws: `TableError.unsupportedFormat`, also for numbers that make no sense.
  static func type(
    _ format: String,
    children: [Field],
    field: String
  ) throws(TableError) -> DataType {
    if let type = types[format] { return type }
    let unsupported = TableError.unsupportedFormat(format, field: field)
    func only() throws(TableError) -> Field {
      guard children.count == 1 else {
        throw .malformed("column '\(field)': format '\(format)' with \(children.count) children")
      }
      return children[0]
    }
    switch format {
    case "+s": return .structure(children)
    case "+l": return .list(try only())
    case "+L": return .largeList(try only())
    case "+m":
      let entries = try only()
      guard case .structure(let fields) = entries.type, fields.count == 2 else {
        throw .malformed("column '\(field)': a map whose entries are not key and value")
      }
      // Value semantics promise these names, whatever the producer calls them.
      let named = [
        Field("key", fields[0].type, isNullable: fields[0].isNullable),
        Field("value", fields[1].type, isNullable: fields[1].isNullable),
      ]
      return .map(Field(entries.name, .structure(named), isNullable: entries.isNullable))
    default: break
    }
    guard let colon = format.firstIndex(of: ":") else { throw unsupported }
    let head = format[..<colon]
    let tail = format[format.index(after: colon)...]
    switch head {
    case "w":
      guard let width = Int(tail), (0...Int(Int32.max)).contains(width) else { throw unsupported }
      return .fixedSizeBinary(width)
    case "+w":
      guard let width = Int(tail), (0...Int(Int32.max)).contains(width) else { throw unsupported }
      return .fixedSizeList(try only(), width)
    case "d":
      let parts = tail.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2 || (parts.count == 3 && parts[2] == 128),
        let precision = parts[0], let scale = parts[1],
        (1...38).contains(precision), (-38...38).contains(scale)
      else { throw unsupported }
      return .decimal128(precision: precision, scale: scale)
    default:
      guard head.count == 3, head.hasPrefix("ts"), let letter = head.last, let unit = units[letter]
      else { throw unsupported }
      return .timestamp(unit, zone: tail.isEmpty ? nil : String(tail))
    }
  }
}
