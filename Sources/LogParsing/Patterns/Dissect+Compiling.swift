import Diagnostics

extension Dissect {
  /// Compiles a pattern; nil, with complaints at their places, when it is none.
  init?(_ pattern: PatternText, diagnostics: inout [Diagnostic]) {
    var compiler = DissectCompiler(pattern)
    compiler.compile()
    diagnostics += compiler.diagnostics
    guard compiler.diagnostics.isEmpty else { return nil }
    self = compiler.result
  }
}

/// Turns the text of a dissect pattern into pieces.
private struct DissectCompiler {
  private let pattern: PatternText
  private(set) var diagnostics: [Diagnostic] = []
  private var start: [UInt8] = []
  private var pieces: [Dissect.Piece] = []
  private var fields: [MatchedField] = []
  /// The fields that pieces are appended to, by name, with the order each piece asks for.
  private var appended: [(name: String, parts: [(order: Int, part: Dissect.Part)])] = []
  private var plainParts: [String: Int] = [:]
  private var keys: [(name: String, part: Int, range: Range<Int>)] = []
  private var values: [(name: String, part: Int, range: Range<Int>)] = []
  private var partCount = 0

  init(_ pattern: PatternText) { self.pattern = pattern }

  mutating func compile() {
    let sections = self.sections()
    guard diagnostics.isEmpty else { return }
    if sections.isEmpty {
      diagnostics.append(.patternWithoutFields(at: pattern.span(0..<pattern.bytes.count)))
    }
    let names = sections.map { DissectField($0.inside, of: pattern) }
    let joined = Set(names.filter { $0.kind == .appended }.map(\.name))
    var before: [UInt8] = []
    for (index, section) in sections.enumerated() {
      let field = names[index]
      if section.end.isEmpty, index + 1 < sections.count {
        diagnostics.append(.fieldsWithoutText(between: pattern.span(section.outside)))
      }
      // The first piece has none before it: should others be put before it, what follows joins them.
      let target = target(
        of: field,
        joined: joined.contains(field.name),
        before: index == 0 ? section.end : before
      )
      pieces.append(
        Dissect.Piece(target: target, end: Literal(section.end), isPadded: field.isPadded)
      )
      before = section.end
    }
    checkPairs()
  }

  var result: Dissect {
    let joined = appended.map { entry in
      Dissect.Joined(
        field: fields.firstIndex { $0.name == entry.name } ?? 0,
        parts: entry.parts.enumerated()
          .sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
          .map(\.element.part)
      )
    }
    let pairs = keys.compactMap { key in
      values.first { $0.name == key.name }.map { Dissect.Pair(key: key.part, value: $0.part) }
    }
    return Dissect(
      fields: fields,
      start: Literal(start),
      pieces: pieces,
      joined: joined,
      pairs: pairs,
      pairsField: fields.firstIndex { $0.name == "pairs" && !pairs.isEmpty },
      partCount: partCount
    )
  }

  private struct Section {
    /// `%{…}` with its braces, and what is between them.
    let outside: Range<Int>
    let inside: Range<Int>
    var end: [UInt8]
  }

  /// The fields of the pattern with the text that follows each; text before the first is `start`.
  private mutating func sections() -> [Section] {
    let bytes = pattern.bytes
    var sections: [Section] = []
    var place = 0
    while place < bytes.count {
      if bytes[place...].starts(with: [UInt8(ascii: "%"), UInt8(ascii: "{")]) {
        guard let close = bytes[place...].firstIndex(of: UInt8(ascii: "}")) else {
          diagnostics.append(.fieldNotClosed(at: pattern.span(place..<place + 2)))
          return []
        }
        sections.append(Section(outside: place..<close + 1, inside: place + 2..<close, end: []))
        place = close + 1
      } else {
        if sections.isEmpty {
          start.append(bytes[place])
        } else {
          sections[sections.count - 1].end.append(bytes[place])
        }
        place += 1
      }
    }
    return sections
  }

  private mutating func target(
    of field: DissectField,
    joined: Bool,
    before: [UInt8]
  ) -> Dissect.Target {
    if let complaint = field.complaint { diagnostics.append(complaint) }
    func newPart() -> Int {
      partCount += 1
      return partCount - 1
    }
    switch field.kind {
    case .skipped: return .skipped
    case .key:
      keys.append((field.name, newPart(), field.range))
      addField("pairs", field)
      return .part(partCount - 1)
    case .value:
      values.append((field.name, newPart(), field.range))
      addField("pairs", field)
      return .part(partCount - 1)
    case .plain where !joined:
      if fields.contains(where: { $0.name == field.name }) {
        diagnostics.append(.fieldTwice(field.name, at: pattern.span(field.range)))
      }
      return .field(addField(field.name, field))
    case .plain, .appended:
      let isFirst = !appended.contains { $0.name == field.name }
      if field.kind == .plain, plainParts.updateValue(0, forKey: field.name) != nil {
        diagnostics.append(.fieldTwice(field.name, at: pattern.span(field.range)))
      }
      addField(field.name, field)
      if isFirst { appended.append((field.name, [])) }
      let part = Dissect.Part(index: newPart(), separator: before)
      if let index = appended.firstIndex(where: { $0.name == field.name }) {
        // A plain piece stands before those that are appended to it.
        let order = field.kind == .plain ? 0 : field.order ?? 1_000 + appended[index].parts.count
        appended[index].parts.append((order, part))
      }
      return .part(partCount - 1)
    }
  }

  @discardableResult
  private mutating func addField(_ name: String, _ field: DissectField) -> Int {
    if let index = fields.firstIndex(where: { $0.name == name }) {
      fields[index].type = fields[index].type ?? field.type
      return index
    }
    fields.append(MatchedField(name: name, type: field.type))
    return fields.count - 1
  }

  private mutating func checkPairs() {
    for key in keys where !values.contains(where: { $0.name == key.name }) {
      diagnostics.append(.pairIncomplete("%{&\(key.name)}", at: pattern.span(key.range)))
    }
    for value in values where !keys.contains(where: { $0.name == value.name }) {
      diagnostics.append(.pairIncomplete("%{*\(value.name)}", at: pattern.span(value.range)))
    }
  }
}
