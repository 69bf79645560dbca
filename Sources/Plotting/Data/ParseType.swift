import Tables

/// What a column of text, or of anything else, is read as.
///
/// Source: https://vega.github.io/vega-lite/docs/data.html#format (`parse`).
enum ParseType: Hashable, Sendable {
  case number, boolean, string, date
  /// By a d3 time format.
  case dateFormat(String)

  /// `number`, `boolean`, `string`, `date`, `date:'%d.%m.%Y'`, `utc:'…'`.
  init?(_ text: String) {
    switch text {
    case "number", "integer": self = .number
    case "boolean": self = .boolean
    case "string": self = .string
    case "date", "utc": self = .date
    default:
      guard text.hasPrefix("date:") || text.hasPrefix("utc:"),
        let colon = text.firstIndex(of: ":")
      else { return nil }
      var format = text[text.index(after: colon)...]
      for quote in ["'", "\""]
      where format.count >= 2 && format.hasPrefix(quote) && format.hasSuffix(quote) {
        format = format.dropFirst().dropLast()
        break
      }
      self = .dateFormat(String(format))
    }
  }

  static let names = ["number", "boolean", "string", "date", "date:'%Y-%m-%d'"]
}

extension Series {
  /// The values read as a type, by JavaScript's rules; what cannot be read is null, and so is empty
  /// text.
  func parsed(as type: ParseType) -> Series {
    switch (type, self) {
    case (.number, .numbers), (.date, .instants), (.dateFormat, .instants): return self
    case (.number, .instants(let values)): return .numbers(values)
    case (.date, .numbers(let values)): return .instants(values)
    case (.number, .levels(let codes, let levels)):
      let numbers = levels.map(\.number)
      return .numbers(codes.map { numbers[Int($0)] })
    case (.date, .levels(let codes, let levels)):
      return Self.instants(codes, levels) { ScriptDate.milliseconds($0) }
    case (.dateFormat(let specifier), _):
      let format = try? TimeFormat(specifier)
      let (codes, levels) = coded
      let texts = levels.map { level -> Level in
        if case .number(let number) = level { .text(number.scriptText) } else { level }
      }
      return Self.instants(codes, texts) { format?.milliseconds(parsing: $0) }
    case (.string, _):
      let (codes, levels) = coded
      let texts = levels.map { level -> Level in
        switch level {
        case .null, .text(""): .null
        case .instant(let instant): .text(Value(instant: instant).displayText)
        default: .text(level.scriptText)
        }
      }
      return Series(recoding: codes, levels: texts)
    case (.boolean, _):
      let (codes, levels) = coded
      return Series(recoding: codes, levels: levels.map(Self.truth))
    }
  }

  private static func instants(
    _ codes: [Int32],
    _ levels: [Level],
    _ read: (String) -> Double?
  ) -> Series {
    let instants = levels.map { level -> Double in
      switch level {
      case .number(let number), .instant(let number): number
      case .text(let text): read(text) ?? .nan
      case .null, .bool, .nested: .nan
      }
    }
    return .instants(codes.map { instants[Int($0)] })
  }

  private static func truth(_ level: Level) -> Level {
    switch level {
    case .null, .text(""): .null
    case .text(let text): .bool(text != "false" && text != "0")
    case .number(let number): .bool(number != 0)
    case .bool: level
    case .instant, .nested: .bool(true)
    }
  }
}

extension Frame {
  /// The frame with some columns read as types; a nested field (`a.b`) becomes a column of its own.
  func parsed(as types: [String: ParseType]) -> Frame {
    var out = self
    for (field, type) in types.sorted(by: { $0.key < $1.key }) {
      guard let series = series(field), !names.isEmpty else { continue }
      out[self[field] == nil ? FieldPath.unescaped(field) : field] = series.parsed(as: type)
    }
    return out
  }
}
