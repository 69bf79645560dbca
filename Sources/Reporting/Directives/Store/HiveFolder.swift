import Tables

/// Names of folders that say a column's value, as Hive writes them: `dt=2022-03-01`.
///
/// Letters of any script stand as they are; what has a meaning in paths or patterns is written `%2F`, and
/// null has a name of its own. DuckDB, Spark and Athena read them back.
enum HiveFolder {
  static let null = "__HIVE_DEFAULT_PARTITION__"

  static func name(_ column: String, _ value: String?) -> String {
    "\(escaped(column))=\(value.map(escaped) ?? null)"
  }

  /// What a folder's name says; nil for one that says nothing.
  ///
  /// A value of nil is null.
  static func read(_ name: String) -> (column: String, value: String?)? {
    guard let sign = name.firstIndex(of: "="), sign > name.startIndex else { return nil }
    let value = String(name[name.index(after: sign)...])
    return (plain(String(name[..<sign])), value == null ? nil : plain(value))
  }

  /// The text before it was escaped; `%` before anything but two digits stands for itself.
  private static func plain(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let code = UInt8(digits, radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let special = Set("\"#%'*/:=?\\{}[]^".unicodeScalars)

  private static func escaped(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.value < 32 || scalar.value == 127 || special.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        out += "%\(digits.count < 2 ? "0" : "")\(digits)".unicodeScalars
      } else {
        out.append(scalar)
      }
    }
    return String(out)
  }
}
