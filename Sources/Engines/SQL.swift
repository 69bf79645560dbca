public import Tables

/// Text for SQL statements in DuckDB's dialect, which nothing inside a value or a name can leave.
public enum SQL {
  /// A name in double quotes.
  ///
  /// A NUL, which no statement can hold, is left out.
  public static func quote(identifier: String) -> String {
    "\"" + identifier.filter { $0 != "\0" }.replacing("\"", by: "\"\"") + "\""
  }

  /// A name of several parts, such as schema and table.
  public static func quote(path: [String]) -> String {
    path.map { quote(identifier: $0) }.joined(separator: ".")
  }

  /// A value as an expression of its type.
  ///
  ///     SQL.literal(.string("it's"))   // 'it''s'
  ///     SQL.literal(.int(-5))          // (-5), so that `1 -` before it is no comment
  ///
  /// Days and times outside the years 1 to 9999 are written as counts. A duration or interval is held
  /// in microseconds, a finer rest is cut off. A table is the list of its rows; a record without
  /// fields, which SQL has not, is NULL.
  public static func literal(_ value: Value) -> String {
    switch value {
    case .null: "NULL"
    case .bool(let flag): flag ? "TRUE" : "FALSE"
    case .int(let number): integer(number)
    case .double(let number): double(number)
    case .decimal(let number, let scale): decimal(number, scale: scale)
    case .string(let text): string(text)
    case .bytes(let bytes): "'" + bytes.map { hex($0) }.joined() + "'::BLOB"
    case .date(let days): date(days)
    case .time(let nanoseconds): time(nanoseconds)
    case .timestamp(let point): timestamp(point)
    case .duration(let count, let unit): "to_microseconds(\(integer(microseconds(count, unit))))"
    case .interval(let months, let days, let nanoseconds):
      "(to_months(\(integer(Int64(months)))) + to_days(\(integer(Int64(days))))"
        + " + to_microseconds(\(integer(nanoseconds / 1_000))))"
    case .list(let items): "[" + items.map { literal($0) }.joined(separator: ", ") + "]"
    case .record(let record): Self.record(record)
    case .table(let table): rows(table)
    }
  }

  private static func integer(_ number: Int64) -> String {
    // The parser reads a minus sign and then a number, which for the least one is too large.
    if number == .min { return "(-9223372036854775808)::BIGINT" }
    return number < 0 ? "(\(number))" : String(number)
  }

  private static func double(_ number: Double) -> String {
    if number.isNaN { return "'NaN'::DOUBLE" }
    if number.isInfinite { return number < 0 ? "'-Infinity'::DOUBLE" : "'Infinity'::DOUBLE" }
    // Without an exponent it would be a decimal.
    let digits = number.description
    let text = digits.contains("e") ? digits : digits + "e0"
    return number.sign == .minus ? "(\(text))" : text
  }

  private static func decimal(_ number: Int128, scale: Int) -> String {
    let digits = String(number.magnitude)
    guard scale >= 0, scale <= 38, digits.count <= 38 else {
      if scale == 0 { return "'\(number)'::HUGEINT" }
      return double(Value.decimal(number, scale: scale).number ?? .nan)
    }
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    let whole = padded.dropLast(scale)
    let text = scale == 0 ? String(whole) : "\(whole).\(padded.suffix(scale))"
    let sign = number < 0 ? "-" : ""
    return "'\(sign)\(text)'::DECIMAL(\(max(digits.count, scale, 1)),\(scale))"
  }

  private static func string(_ text: String) -> String {
    let parts = text.split(separator: "\0", omittingEmptySubsequences: false).map {
      "'" + $0.replacing("'", by: "''") + "'"
    }
    return parts.count == 1 ? parts[0] : "(" + parts.joined(separator: " || chr(0) || ") + ")"
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = Array("0123456789ABCDEF")
    return "\\x\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
  }

  private static func record(_ record: Record) -> String {
    if record.names.isEmpty { return "NULL" }
    let fields = zip(record.names, record.values).map { name, value in
      string(name.filter { $0 != "\0" }) + ": " + literal(value)
    }
    return "{" + fields.joined(separator: ", ") + "}"
  }

  private static func rows(_ table: Table) -> String {
    literal(.list((0..<table.rowCount).map { .record(table.row($0)) }))
  }
}

extension StringProtocol {
  /// This text with every `character` doubled or otherwise replaced; by bytes, so that a combining
  /// mark after a quote cannot hide it.
  func replacing(_ character: Unicode.Scalar, by replacement: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar == character {
        result.append(contentsOf: replacement.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
