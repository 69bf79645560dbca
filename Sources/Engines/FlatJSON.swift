/// Reads a JSON object whose values are all strings, which is how DuckDB writes errors.
enum FlatJSON {
  /// The members of the object that `text` begins with; nil when it is anything else.
  static func object(_ text: Substring) -> [String: String]? {
    var rest = Array(text.unicodeScalars)[...]
    guard take("{", &rest) else { return nil }
    var members: [String: String] = [:]
    if take("}", &rest) { return members }
    repeat {
      guard let key = string(&rest), take(":", &rest), let value = string(&rest) else { return nil }
      members[key] = value
    } while take(",", &rest)
    return take("}", &rest) ? members : nil
  }

  private static func take(
    _ scalar: Unicode.Scalar,
    _ rest: inout ArraySlice<Unicode.Scalar>
  ) -> Bool {
    rest = rest.drop { $0.properties.isWhitespace }
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private static func string(_ rest: inout ArraySlice<Unicode.Scalar>) -> String? {
    guard take("\"", &rest) else { return nil }
    var units: [UInt16] = []
    while let scalar = rest.popFirst() {
      if scalar == "\"" { return String(decoding: units, as: UTF16.self) }
      guard scalar == "\\" else {
        units.append(contentsOf: UTF16.encode(scalar).map { Array($0) } ?? [])
        continue
      }
      guard let escape = rest.popFirst() else { return nil }
      switch escape {
      case "n": units.append(10)
      case "t": units.append(9)
      case "r": units.append(13)
      case "b": units.append(8)
      case "f": units.append(12)
      case "u":
        let digits = String(String.UnicodeScalarView(rest.prefix(4)))
        guard let unit = UInt16(digits, radix: 16) else { return nil }
        rest = rest.dropFirst(4)
        units.append(unit)
      default: units.append(contentsOf: UTF16.encode(escape).map { Array($0) } ?? [])
      }
    }
    return nil
  }
}
