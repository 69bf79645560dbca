/// One of AWS's settings files, `~/.aws/config` or `~/.aws/credentials`: sections of `key = value`.
///
/// A key without a value of its own heads a group of indented ones (`s3 =` and below it
/// `  endpoint_url = …`); those are found as `s3.endpoint_url`. Lines that begin with `#` or `;` are
/// comments. Keys are read without regard to case.
struct SettingsFile: Sendable {
  private(set) var sections: [String: [String: String]] = [:]

  init(_ bytes: [UInt8]) {
    var section: String?
    var group: String?
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let text = Self.trimmed(line)
      if text.isEmpty || text.hasPrefix("#") || text.hasPrefix(";") { continue }
      if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
        let name = Self.trimmed(text[text.index(after: text.startIndex)..<end])
        section = name
        group = nil
        sections[name, default: [:]] = sections[name] ?? [:]
        continue
      }
      guard let section, let equals = text.firstIndex(of: "=") else { continue }
      let key = Self.trimmed(text[..<equals]).lowercased()
      let value = Self.withoutComment(Self.trimmed(text[text.index(after: equals)...]))
      if line.first?.isWhitespace == true, let group {
        sections[section]?["\(group).\(key)"] = value
      } else {
        sections[section]?[key] = value
        group = value.isEmpty ? key : nil
      }
    }
  }

  /// What a profile says: the section `[profile name]` of the config file, `[name]` of the credentials.
  func profile(_ name: String) -> [String: String]? {
    if let found = sections["profile \(name)"] { return found }
    return sections[name]
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    guard let start = text.firstIndex(where: { !$0.isWhitespace }),
      let end = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[start...end])
  }

  /// A comment begins at a `#` or `;` that follows a blank.
  private static func withoutComment(_ value: String) -> String {
    var previous: Character = "x"
    for index in value.indices {
      if previous.isWhitespace, value[index] == "#" || value[index] == ";" {
        return trimmed(value[..<index])
      }
      previous = value[index]
    }
    return value
  }
}
