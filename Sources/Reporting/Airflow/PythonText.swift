import Foundation
import Tables

/// Texts as Python source: whatever they hold, the literal is closed where it should be.
enum PythonText {
  /// A string literal between double quotes, on one line.
  static func literal(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": out += "\\\\"
      case "\"": out += "\\\""
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      default:
        if isPlain(scalar) {
          out.unicodeScalars.append(scalar)
        } else {
          out += "\\U" + String(format: "%08x", scalar.value)
        }
      }
    }
    return out + "\""
  }

  /// What an editor shows, and no reader takes for the end of a line or for another direction of writing.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }

  /// String literals of a line each, which Python takes for one; one literal for a text of one line.
  static func lines(_ text: String, indent: Int) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { "\($0)\n" }
    if lines.last == "\n" { lines.removeLast() } else { lines[lines.count - 1].removeLast() }
    guard lines.count > 1 else { return literal(text) }
    let blank = String(repeating: " ", count: indent)
    let all = lines.map { "\(blank)    \(literal($0))\n" }.joined()
    return "(\n\(all)\(blank))"
  }

  /// A literal of a parameter's value: dates and times are text.
  static func literal(_ value: Value?) -> String {
    switch value {
    case nil, .null?: "None"
    case .bool(let isTrue)?: isTrue ? "True" : "False"
    case .int(let number)?: "\(number)"
    case .double(let number)? where number.isFinite: "\(number)"
    case let value?: literal(value.displayText)
    }
  }

  /// A list of literals on one line.
  static func list(_ items: [String]) -> String { "[" + items.joined(separator: ", ") + "]" }

  /// A text that Jinja leaves as it is, and that Airflow takes for no file's name.
  static func jinja(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var out = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      if scalar == "{", let next, ["{", "%", "#"].contains(next) {
        out += "{{ '{' }}".unicodeScalars
      } else {
        out.append(scalar)
      }
    }
    // A text with the ending of a script would be replaced by what a file of that name holds.
    let isScript = [".sh", ".bash"].contains { text.hasSuffix($0) }
    return String(out) + (isScript ? "{{ '' }}" : "")
  }
}
