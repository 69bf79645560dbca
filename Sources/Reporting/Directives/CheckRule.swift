import Diagnostics
import Engines
import Expressions
import Options
import Tables
import Templates

/// One rule of a `check`: how what breaks it is found, and how it is said in words.
struct CheckRule: Sendable {
  enum Kind: Sendable {
    /// A query for the rows that break it.
    case rows(String)
    case metric(MetricRule)
  }

  let kind: Kind
  /// Columns of the checked table that the rule names.
  let columns: [Spanned<String>]
  let reads: [Spanned<String>]
  let span: SourceSpan
  /// The column of another table that values must stand in.
  var target: (table: String, column: Spanned<String>)?
  fileprivate let english: String
  fileprivate let korean: String
  /// Present when the rule is the author's own SQL.
  fileprivate let rendered: RenderedSQL?

  static let keys = [
    "not_null", "unique", "accepted", "range", "rows", "relationship", "sql", "metrics",
  ]

  func title(_ language: Language) -> String { language == .korean ? korean : english }

  func explain(_ error: EngineError) -> Diagnostic {
    if let rendered { return SQLProblem(error, in: rendered).diagnostic }
    let spot = columns.first { error.name?.lowercased() == $0.value.lowercased() }
    if let spot {
      return .unknownColumn(spot, of: reads.first?.value ?? "", known: error.candidates)
    }
    if let target, error.kind == .binder {
      return .unknownColumn(target.column, of: target.table, known: [])
    }
    let words = SQLWords(error)
    return Diagnostic(.error, "check", words.message, at: span, hint: words.hint)
  }
}

extension CheckRule {
  static func rules(
    _ reader: inout OptionReader,
    data: Spanned<String>?,
    source: DirectiveSource,
    planning: inout Planning
  ) -> [CheckRule] {
    var builder = CheckRuleBuilder(data: data, source: source)
    builder.notNull(&reader)
    builder.unique(&reader)
    builder.accepted(&reader)
    builder.range(&reader)
    builder.rows(&reader)
    builder.relationship(&reader)
    builder.sql(&reader, &planning)
    builder.metrics(&reader, planning.past)
    return builder.rules
  }
}

/// Reads the rules of a check one after another.
private struct CheckRuleBuilder {
  let data: Spanned<String>?
  let source: DirectiveSource
  var rules: [CheckRule] = []

  /// The checked table, quoted; a complaint when a rule needs it and it is not named.
  private func table(_ key: String, _ node: OptionNode, _ reader: inout OptionReader) -> String? {
    guard let data else {
      reader.complain(.dataMissing(for: key, source, at: node.span))
      return nil
    }
    return SQL.quote(path: data.value.tablePath)
  }

  private mutating func add(
    _ query: String,
    _ columns: [Spanned<String>],
    _ span: SourceSpan,
    alsoReads: [Spanned<String>] = [],
    _ english: String,
    _ korean: String
  ) {
    rules.append(
      CheckRule(
        kind: .rows(query),
        columns: columns,
        reads: (data.map { [$0] } ?? []) + alsoReads,
        span: span,
        english: english,
        korean: korean,
        rendered: nil
      )
    )
  }

  mutating func notNull(_ reader: inout OptionReader) {
    guard let node = reader.node("not_null"), let table = table("not_null", node, &reader) else {
      return
    }
    for column in reader.texts(of: node, "not_null") ?? [] {
      add(
        "SELECT * FROM \(table) WHERE \(SQL.quote(identifier: column.value)) IS NULL",
        [column],
        column.span,
        "\(column.value) is never null",
        "\(column.value): 빈 값이 없다"
      )
    }
  }

  /// `unique: a` and `unique: [a, b]` check each column, `unique: [[a, b]]` the pair.
  mutating func unique(_ reader: inout OptionReader) {
    guard let node = reader.node("unique"), let table = table("unique", node, &reader) else {
      return
    }
    var groups: [[Spanned<String>]] = []
    if case .sequence(let items) = node.content {
      for item in items { groups.append(reader.texts(of: item, "unique") ?? []) }
    } else {
      groups = [reader.texts(of: node, "unique") ?? []]
    }
    for columns in groups where !columns.isEmpty {
      let names = columns.map { SQL.quote(identifier: $0.value) }
      let notNull = names.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
      let list = names.joined(separator: ", ")
      let said = columns.map(\.value).joined(separator: ", ")
      add(
        "SELECT \(list), count(*) AS \"rows\" FROM \(table) WHERE \(notNull) "
          + "GROUP BY \(list) HAVING count(*) > 1 ORDER BY \(list)",
        columns,
        columns[0].span,
        "\(said) is unique",
        "\(said): 중복이 없다"
      )
    }
  }

  mutating func accepted(_ reader: inout OptionReader) {
    guard let node = reader.node("accepted"), let table = table("accepted", node, &reader) else {
      return
    }
    guard case .mapping(let entries) = node.content else {
      reader.complain(.wrongShape("accepted", "a mapping of columns to lists of values", node))
      return
    }
    for entry in entries {
      guard case .sequence(let items) = entry.node.content, !items.isEmpty else {
        reader.complain(.wrongShape("accepted", "a list of values for each column", entry.node))
        continue
      }
      let values = items.compactMap { item -> Value? in
        if case .value(let value) = item.content { value } else { nil }
      }
      let name = SQL.quote(identifier: entry.key.value)
      let list = values.map { SQL.literal(.string($0.displayText)) }.joined(separator: ", ")
      let said = values.map(\.displayText).joined(separator: ", ")
      add(
        "SELECT * FROM \(table) WHERE \(name) IS NOT NULL AND CAST(\(name) AS VARCHAR) NOT IN (\(list))",
        [entry.key],
        entry.key.span,
        "\(entry.key.value) is one of \(said)",
        "\(entry.key.value): \(said) 가운데 하나"
      )
    }
  }

  mutating func range(_ reader: inout OptionReader) {
    guard let node = reader.node("range"), let table = table("range", node, &reader) else { return }
    guard case .mapping(let entries) = node.content else {
      reader.complain(.wrongShape("range", "a mapping of columns to {min: …, max: …}", node))
      return
    }
    for entry in entries {
      var inner = OptionReader(entry.node, of: "a range")
      let bounds = (bound("min", &inner), bound("max", &inner))
      for diagnostic in inner.finish() { reader.complain(diagnostic) }
      let name = SQL.quote(identifier: entry.key.value)
      var broken: [String] = []
      if let low = bounds.0 { broken.append("\(name) < \(SQL.literal(low))") }
      if let high = bounds.1 { broken.append("\(name) > \(SQL.literal(high))") }
      guard !broken.isEmpty else {
        if inner.diagnostics.isEmpty { reader.complain(.rangeWithoutBound(entry.key)) }
        continue
      }
      let said = Self.said(bounds.0?.displayText, bounds.1?.displayText)
      add(
        "SELECT * FROM \(table) WHERE \(broken.joined(separator: " OR "))",
        [entry.key],
        entry.key.span,
        "\(entry.key.value) is \(said.english)",
        "\(entry.key.value): \(said.korean)"
      )
    }
  }

  /// A range in words: "at least 1", "from 1 to 5".
  private static func said(
    _ low: String?,
    _ high: String?
  ) -> (english: String, korean: String) {
    switch (low, high) {
    case (let low?, let high?) where low == high: (low, low)
    case (let low?, let high?): ("from \(low) to \(high)", "\(low) 이상 \(high) 이하")
    case (let low?, nil): ("at least \(low)", "\(low) 이상")
    case (nil, let high?): ("at most \(high)", "\(high) 이하")
    case (nil, nil): ("", "")
    }
  }

  private func bound(_ key: String, _ reader: inout OptionReader) -> Value? {
    guard let node = reader.node(key) else { return nil }
    if case .value(let value) = node.content { return value }
    _ = reader.number(key)
    return nil
  }

  /// `rows: 992` or `rows: {min: 1, max: 10}`.
  mutating func rows(_ reader: inout OptionReader) {
    guard let node = reader.node("rows"), let table = table("rows", node, &reader) else { return }
    let limit = 0...Int(Int64.max >> 1)
    var bounds: (Int?, Int?)
    if case .mapping = node.content {
      var inner = OptionReader(node, of: "option 'rows'")
      bounds = (inner.integer("min", in: limit), inner.integer("max", in: limit))
      for diagnostic in inner.finish() { reader.complain(diagnostic) }
    } else {
      let exact = reader.integer("rows", in: limit)
      bounds = (exact, exact)
    }
    guard bounds.0 != nil || bounds.1 != nil else { return }
    var broken: [String] = []
    if let low = bounds.0 { broken.append("\"rows\" < \(low)") }
    if let high = bounds.1 { broken.append("\"rows\" > \(high)") }
    let said = Self.said(bounds.0.map(String.init), bounds.1.map(String.init))
    add(
      "SELECT * FROM (SELECT count(*) AS \"rows\" FROM \(table)) "
        + "WHERE \(broken.joined(separator: " OR "))",
      [],
      node.span,
      "the row count of \(data?.value ?? "") is \(said.english)",
      "\(data?.value ?? ""): 행 수 \(said.korean)"
    )
  }

  /// `relationship: {column: user_id, to: students.user_id}`: every value has its partner there.
  mutating func relationship(_ reader: inout OptionReader) {
    guard let node = reader.node("relationship"),
      let table = table("relationship", node, &reader)
    else { return }
    var items = [node]
    if case .sequence(let nodes) = node.content { items = nodes }
    for item in items {
      var inner = OptionReader(item, of: "a relationship")
      let column = inner.required("column").flatMap { inner.text(of: $0, "column") }
      let target = inner.required("to").flatMap { inner.text(of: $0, "to") }
      for diagnostic in inner.finish() { reader.complain(diagnostic) }
      guard let column, let target else { continue }
      let parts = target.value.split(separator: ".").map(String.init)
      guard parts.count >= 2, let last = parts.last else {
        reader.complain(.relationshipTarget(target))
        continue
      }
      let other = parts.dropLast().joined(separator: ".")
      let mine = SQL.quote(identifier: column.value)
      let theirs = SQL.quote(identifier: last)
      add(
        "SELECT * FROM \(table) AS q WHERE q.\(mine) IS NOT NULL AND NOT EXISTS "
          + "(SELECT 1 FROM \(SQL.quote(path: other.tablePath)) AS r WHERE r.\(theirs) = q.\(mine))",
        [column],
        column.span,
        alsoReads: [Spanned(other, at: target.span)],
        "every \(column.value) stands in \(target.value)",
        "\(column.value): 모두 \(target.value)에 있다"
      )
      let place =
        target.span.text.hasSuffix(last)
        ? target.span.sub(target.span.range.count - last.utf8.count, target.span.range.count)
        : target.span
      rules[rules.count - 1].target = (other, Spanned(last, at: place))
    }
  }

  /// `metrics: {mae: {max: 2}}`: limits on what a model's evaluation says.
  mutating func metrics(_ reader: inout OptionReader, _ past: PastRuns) {
    rules += MetricRule.rules(&reader, data: data, past: past).map { rule in
      CheckRule(
        kind: .metric(rule),
        columns: [],
        reads: [rule.table],
        span: rule.span,
        english: rule.title(.english),
        korean: rule.title(.korean),
        rendered: nil
      )
    }
  }

  /// `sql: SELECT …` or a list of queries; each must return no row.
  mutating func sql(_ reader: inout OptionReader, _ planning: inout Planning) {
    guard reader.node("sql") != nil, let node = source.directive.options["sql"] else { return }
    // As written: in the options read here, parameters have become bare text, not literals.
    let nodes = if case .sequence(let items) = node.content { items } else { [node] }
    for node in nodes {
      let written: Interpolation
      if case .interpolation(let interpolation) = node.content {
        written = interpolation
      } else if let text = reader.text(of: node, "sql") {
        written = Interpolation(parts: node.lines(of: text.value), span: node.span)
      } else {
        continue
      }
      guard let sql = planning.sql(written) else { continue }
      let said = sql.statement.split(whereSeparator: \.isNewline).joined(separator: " ")
      rules.append(
        CheckRule(
          kind: .rows(sql.statement),
          columns: [],
          reads: planning.tables(in: sql.rendered),
          span: node.span,
          english: "no row: \(said)",
          korean: "해당 행이 없다: \(said)",
          rendered: sql.rendered
        )
      )
    }
  }
}
