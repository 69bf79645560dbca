/// What the text of a field is read as.
///
/// A text that is not of the type makes its line a reject; nothing becomes null in silence.
public enum FieldType: Sendable, Hashable {
  /// Text as it stands.
  case string
  /// A whole number of 64 bits: `-12`, `+3`; also `0x1f`.
  case int
  /// A number: `1`, `-2.5`, `1e9`, `nan`, `inf`.
  case float
  /// `true`/`false`, `t`/`f`, `yes`/`no`, `on`/`off`, `1`/`0` in any case.
  case bool
  /// A date and time by a format, as an instant when the format has a zone.
  case timestamp(TimestampFormat)
  /// A length of time as a number of seconds: `250ms`, `1.5s`, `1h2m3s`, `00:01:30`, `0.004`.
  case duration
  /// A size as a number of bytes: `512`, `12KB`, `1.5 MiB`.
  case bytes
  /// Texts between separators.
  case list(separator: [UInt8])
  /// A record of the parts of a URL, percent-decoded.
  case url

  /// The type of a word, as in `%{status:int}`; nil when there is none of that name.
  ///
  /// `timestamp` reads ISO 8601, `list` what stands between commas.
  init?(_ word: String) {
    switch word {
    case "string", "text", "keyword": self = .string
    case "int", "integer", "long": self = .int
    case "float", "double", "number": self = .float
    case "bool", "boolean": self = .bool
    case "timestamp", "date": self = .timestamp(.iso8601)
    case "duration": self = .duration
    case "bytes": self = .bytes
    case "list": self = .list(separator: [UInt8(ascii: ",")])
    case "url": self = .url
    default: return nil
    }
  }

  /// Whether the texts are times that do not say their year.
  public var needsYear: Bool {
    if case .timestamp(let format) = self { !format.hasYear } else { false }
  }

  static let names = [
    "string", "int", "float", "bool", "timestamp", "duration", "bytes", "list", "url",
  ]

  /// How rejects name it.
  var name: String {
    switch self {
    case .string: "text"
    case .int: "whole number"
    case .float: "number"
    case .bool: "truth value"
    case .timestamp(let format): "time like '\(format.text)'"
    case .duration: "duration"
    case .bytes: "size"
    case .list: "list"
    case .url: "URL"
    }
  }
}
