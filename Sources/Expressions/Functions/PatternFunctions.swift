import Tables

extension FunctionLibrary {
  /// Functions that take a regular expression; one written as a literal is compiled only once.
  static let patterns: [Function] = [
    Function("regexp", 1...2) { values, _ throws(Complaint) in
      let flags = values.count > 1 && !values[1].isNull ? Coercion.text(values[1]) : ""
      let source = Pattern.parts(of: values[0])?.source ?? Coercion.text(values[0])
      _ = try pattern(source, flags, argument: 0)
      return Pattern.value(source, flags)
    },
    Function("test", 2...2, preparing: 0) { literal throws(Complaint) in
      let pattern = try pattern(literal, argument: 0)
      return { values, _ throws(Complaint) in
        let text = Array(Coercion.text(values[1]).unicodeScalars)
        return .bool(try search(pattern, text) != nil)
      }
    },
    Function("match", 2...2, preparing: 1) { literal throws(Complaint) in
      let pattern = try pattern(literal, argument: 1)
      return { values, _ throws(Complaint) in
        let text = Array(Coercion.text(values[0]).unicodeScalars)
        guard let match = try search(pattern, text) else { return .null }
        return .list(match.groups.map { $0.map { .string(string(text[$0])) } ?? .null })
      }
    },
    Function("replace", 3...3, preparing: 1) { literal throws(Complaint) in
      guard Pattern.parts(of: literal) != nil else {
        return { values, _ in
          .string(replacingFirst(of: values[1], in: values[0], by: values[2]))
        }
      }
      let pattern = try pattern(literal, argument: 1)
      return { values, _ throws(Complaint) in
        .string(try replacing(pattern, in: values[0], by: Coercion.text(values[2])))
      }
    },
    Function("split", 2...3, preparing: 1) { literal throws(Complaint) in
      guard Pattern.parts(of: literal) != nil else {
        return { values, _ in
          limited(parts(of: Coercion.text(values[0]), at: Coercion.text(values[1])), values)
        }
      }
      let pattern = try pattern(literal, argument: 1)
      return { values, _ throws(Complaint) in
        limited(try split(Coercion.text(values[0]), at: pattern), values)
      }
    },
  ]

  private static func pattern(_ value: Value, argument: Int) throws(Complaint) -> Pattern {
    let (source, flags) = Pattern.parts(of: value) ?? (Coercion.text(value), "")
    return try pattern(source, flags, argument: argument)
  }

  private static func pattern(
    _ source: String,
    _ flags: String,
    argument: Int
  ) throws(Complaint) -> Pattern {
    do throws(PatternError) {
      return try Pattern(source, flags: flags)
    } catch {
      throw Complaint(argument: argument, reason: .pattern(error))
    }
  }

  private static func search(
    _ pattern: Pattern,
    _ text: [Unicode.Scalar],
    from start: Int = 0
  ) throws(Complaint) -> Pattern.Match? {
    do throws(PatternError) {
      return try pattern.firstMatch(in: text, from: start)
    } catch {
      throw Complaint(argument: nil, reason: .pattern(error))
    }
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  /// With a text instead of a pattern, the first occurrence is replaced.
  private static func replacingFirst(of part: Value, in value: Value, by new: Value) -> String {
    let text = Array(Coercion.text(value).unicodeScalars)
    let wanted = Array(Coercion.text(part).unicodeScalars)
    for start in 0..<max(0, text.count - wanted.count + 1)
    where text[start...].starts(with: wanted) {
      let match = Pattern.Match(groups: [start..<start + wanted.count])
      let replacement = Replacement(match: match, text: text, names: [:]).expanded(
        Coercion.text(new)
      )
      return string(text[..<start]) + replacement + string(text[(start + wanted.count)...])
    }
    return Coercion.text(value)
  }

  private static func replacing(
    _ pattern: Pattern,
    in value: Value,
    by template: String
  ) throws(Complaint) -> String {
    let text = Array(Coercion.text(value).unicodeScalars)
    var out = ""
    var copied = 0
    var from = 0
    while from <= text.count, let match = try search(pattern, text, from: from) {
      out += string(text[copied..<match.range.lowerBound])
      out += Replacement(match: match, text: text, names: pattern.groupNames).expanded(template)
      copied = match.range.upperBound
      from = match.range.isEmpty ? copied + 1 : copied
      if !pattern.isGlobal { break }
    }
    return out + string(text[copied...])
  }

  private static func parts(of text: String, at separator: String) -> [Value] {
    if separator.isEmpty { return text.map { .string(String($0)) } }
    let text = Array(text.unicodeScalars)
    let separator = Array(separator.unicodeScalars)
    var parts: [Value] = []
    var start = 0
    var index = 0
    while index + separator.count <= text.count {
      if text[index...].starts(with: separator) {
        parts.append(.string(string(text[start..<index])))
        index += separator.count
        start = index
      } else {
        index += 1
      }
    }
    return parts + [.string(string(text[start...]))]
  }

  /// The parts between matches, with the matches' groups between them, as in JavaScript.
  private static func split(_ text: String, at pattern: Pattern) throws(Complaint) -> [Value] {
    let text = Array(text.unicodeScalars)
    if text.isEmpty { return try search(pattern, text) == nil ? [.string("")] : [] }
    var parts: [Value] = []
    var start = 0
    var from = 0
    while from < text.count, let match = try search(pattern, text, from: from) {
      if match.range.isEmpty,
        match.range.lowerBound == start || match.range.lowerBound >= text.count
      {
        from += 1
        if match.range.lowerBound >= text.count { break }
        continue
      }
      if match.range.lowerBound >= text.count { break }
      parts.append(.string(string(text[start..<match.range.lowerBound])))
      parts += match.groups.dropFirst().map { $0.map { .string(string(text[$0])) } ?? .null }
      start = match.range.upperBound
      from = max(start, from + 1)
      if match.range.isEmpty { from = start + 1 }
    }
    return parts + [.string(string(text[start...]))]
  }

  private static func limited(_ parts: [Value], _ values: [Value]) -> Value {
    guard values.count > 2, !values[2].isNull else { return .list(parts) }
    let limit = number(values[2])
    return .list(Array(parts.prefix(limit >= 0 && limit < 1e9 ? Int(limit) : parts.count)))
  }
}
