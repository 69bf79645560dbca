import Diagnostics

/// A pattern as a database runs it: an expression of RE2 and what is made of its groups.
struct SQLMatch {
  /// The expression; its first group is all of it.
  let expression: String
  /// The names of the groups in their order; SQL refers to them as `m.NAME`.
  let groups: [String]
  /// Whether a match can be an empty text, which databases give for no match too.
  let canBeEmpty: Bool
  /// The text of each field of the matcher as SQL; null when the field is absent.
  let fields: [String]
  /// Conditions in SQL beside the match.
  let conditions: [String]
}

/// A matcher whose lines a database finds as well.
protocol SQLMatching: LineMatcher {
  /// The pattern in SQL.
  ///
  /// - Parameters:
  ///   - dialect: The database's SQL.
  ///   - span: Where the pattern is, for complaints.
  ///   - diagnostics: Takes what has no counterpart.
  /// - Returns: Nil when something has no counterpart.
  func sqlMatch(
    for dialect: LogDialect,
    at span: SourceSpan?,
    diagnostics: inout [Diagnostic]
  ) -> SQLMatch?
}

extension RegularExpression: SQLMatching {
  func sqlMatch(
    for dialect: LogDialect,
    at span: SourceSpan?,
    diagnostics: inout [Diagnostic]
  ) -> SQLMatch? {
    let node: RE2Node
    do throws(RE2Translation.Missing) {
      node = try RE2Translation.node(of: text)
    } catch {
      // An expression as its author wrote it has its places; one written out from grok has not.
      let isAuthors = span.map { $0.range.count == text.count } ?? false
      let place = isAuthors ? span?.sub(error.range.lowerBound, error.range.upperBound) : span
      diagnostics.append(.notInRE2(error.what, at: place))
      return nil
    }
    let writing = RE2Writing(node)
    // Named groups are numbered as they open, and so are those of fields.
    let owners = (groups.enumerated().map { (field: $0.offset, group: $0.element) } + others)
      .sorted { $0.group < $1.group }
      .map(\.field)
    for number in writing.untold {
      diagnostics.append(.absentOrEmpty(fields[owners[number]].name, at: span))
    }
    guard writing.untold.isEmpty else { return nil }
    let values = fields.indices.map { field -> String in
      let all = owners.indices.filter { owners[$0] == field }.compactMap { writing.values[$0] }
      return all.count == 1 ? all[0] : "coalesce(\(all.joined(separator: ", ")))"
    }
    return SQLMatch(
      expression: writing.text,
      groups: writing.groups,
      canBeEmpty: node.minimum == 0,
      fields: values,
      conditions: []
    )
  }
}

extension Dissect: SQLMatching {
  /// A piece that ends with a text of several characters is the shortest that lets the rest match;
  /// conditions see to it that it ends at the first occurrence of that text, as dissect has it.
  func sqlMatch(
    for dialect: LogDialect,
    at span: SourceSpan?,
    diagnostics: inout [Diagnostic]
  ) -> SQLMatch? {
    guard pairsField == nil else {
      diagnostics.append(.notInSQL("a pair of key and value", at: span))
      return nil
    }
    func group(_ index: Int) -> String { "m.g\(index)" }
    var expression = "(?s)(^" + RE2Text.literal(start.bytes[...])
    var conditions: [String] = []
    for (index, piece) in pieces.enumerated() {
      let end = RE2Text.literal(piece.end.bytes[...])
      let quoted = SQLText.literal(piece.end.text)
      switch piece.end.bytes.count {
      case 0: expression += "(.*)"
      case 1:
        expression += piece.end.text == "^" ? #"([^\^]*)"# : "([^\(end)]*)"
        expression += end
      default:
        expression += "(.*?)" + end
        conditions.append(
          "\(dialect.place(of: quoted, in: "\(group(index)) || \(quoted)")) = length(\(group(index))) + 1"
        )
      }
      guard piece.isPadded, !piece.end.bytes.isEmpty else { continue }
      expression += "(?:\(end))*"
      let rest = pieces.indices.filter { $0 > index }
        .map { "\(group($0)) || \(SQLText.literal(pieces[$0].end.text))" }
      if !rest.isEmpty {
        conditions.append("NOT \(dialect.starts(rest.joined(separator: " || "), with: quoted))")
      }
    }
    expression += "$)"
    var values = Array(repeating: "NULL", count: fields.count)
    var parts: [Int: String] = [:]
    for (index, piece) in pieces.enumerated() {
      switch piece.target {
      case .skipped: break
      case .field(let field): values[field] = group(index)
      case .part(let part): parts[part] = group(index)
      }
    }
    for field in joined {
      values[field.field] = field.parts.enumerated().map { position, part in
        let before =
          position == 0
          ? "" : SQLText.literal(String(decoding: part.separator, as: UTF8.self)) + " || "
        return before + (parts[part.index] ?? "''")
      }.joined(separator: " || ")
    }
    return SQLMatch(
      expression: expression,
      groups: ["m"] + pieces.indices.map { "g\($0)" },
      canBeEmpty: false,
      fields: values,
      conditions: conditions
    )
  }
}
