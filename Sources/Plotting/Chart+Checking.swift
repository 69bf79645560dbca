public import Diagnostics
public import Tables

extension Chart {
  /// What is wrong with the chart for tables of these columns: names and types.
  ///
  /// `main`: the table of views that name none, and what messages call it.
  /// `schema`: the columns of a table by its label; nil where they are not known yet.
  public func check(
    main: (name: String, schema: Schema?)? = nil,
    schema: @escaping (String) -> Schema?
  ) -> [Diagnostic] {
    var check = ColumnCheck(schema: schema)
    check.check(
      top.view,
      KnownColumns(name: main?.name ?? "data", types: main?.schema.map(KnownColumns.types))
    )
    return check.diagnostics
  }
}

/// The columns of the rows at a place of a specification, as far as they are known.
struct KnownColumns {
  var name: String
  /// Nil when nothing is known; nil types are those of computed columns.
  var types: [String: ColumnKind?]?

  static func types(_ schema: Schema) -> [String: ColumnKind?] {
    Dictionary(
      schema.fields.map { ($0.name, ColumnKind($0.type)) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  func knows(_ field: String) -> Bool {
    guard let types else { return true }
    if types[field] != nil || types[FieldPath.unescaped(field)] != nil { return true }
    return FieldPath(field).names.first.map { types[$0] != nil } ?? false
  }

  func kind(_ field: String) -> ColumnKind? { types?[field] ?? nil }
}

/// Compares the fields of a specification with columns, step by step.
struct ColumnCheck {
  let schema: (String) -> Schema?
  private(set) var diagnostics: [Diagnostic] = []

  init(schema: @escaping (String) -> Schema?) { self.schema = schema }

  mutating func check(_ view: Specification, _ around: KnownColumns) {
    var known = around
    switch view.data {
    case .named(let name)?:
      known = KnownColumns(name: name.value, types: schema(name.value).map(KnownColumns.types))
    case .file?, .inline?, .sequence?, .empty?: known.types = nil
    case nil: break
    }
    for transform in view.transforms {
      for field in transform.fields { require(field, known) }
      if transform.dropsOthers { known.types = known.types.map { _ in [:] } }
      for name in transform.produced { known.types?[name] = .some(nil) }
      if transform.producesAnything { known.types = nil }
    }
    for definition in view.encoding { check(definition, known) }
    switch view.body {
    case .unit: break
    case .layer(let views), .concat(let views, _):
      for inner in views { check(inner, known) }
    case .facet(let definitions, let inner):
      for definition in definitions { check(definition, known) }
      check(inner, known)
    case .repeated(_, let inner): check(inner, known)
    }
  }

  private mutating func require(_ field: Spanned<String>, _ known: KnownColumns) {
    guard !known.knows(field.value), let types = known.types else { return }
    let problem = Diagnostic.unknownColumn(field, in: known.name, columns: types.keys.sorted())
    if !diagnostics.contains(problem) { diagnostics.append(problem) }
  }

  private mutating func check(_ definition: ChannelDefinition, _ known: KnownColumns) {
    let column = definition.fieldName.flatMap { known.kind($0.value) }
    diagnostics += Self.formats(of: definition, kind: column)
    if let field = definition.fieldName {
      require(field, known)
      if let kind = known.kind(field.value) { checkType(definition, field, kind) }
    }
    if case .field(let field?, _, _)? = definition.sort { require(field, known) }
    for condition in definition.conditions { check(condition.definition, known) }
  }

  private mutating func checkType(
    _ definition: ChannelDefinition,
    _ field: Spanned<String>,
    _ kind: ColumnKind
  ) {
    if kind == .other, definition.aggregate == nil {
      diagnostics.append(.notDrawable(field, holds: kind.holds))
      return
    }
    let isTime = definition.timeUnit != nil || definition.type?.value == .temporal
    let operation: AggregateOperation? =
      if case .operation(let operation)? = definition.aggregate?.value { operation } else { nil }
    if operation?.takesAnything ?? false { return }
    if isTime {
      if kind == .number, definition.timeUnit?.value.isBinned != true {
        diagnostics.append(.numbersAsTime(field))
      }
      if kind == .bool {
        diagnostics.append(.wrongColumnType(field, holds: kind.holds, wanted: "dates", hint: nil))
      }
      return
    }
    var isBinning = false
    if case .options? = definition.bin { isBinning = true }
    let needsNumbers =
      isBinning
      || operation.map { !(kind == .instant && $0.keepsInstants) }
        ?? (definition.type?.value == .quantitative)
    guard needsNumbers,
      kind == .text || kind == .bool || (kind == .instant && !isBinning && operation != nil)
    else { return }
    let hint =
      kind == .text
      ? "write '\(field.value):N', or cast it in SQL, as in CAST(\(field.value) AS DOUBLE)" : nil
    diagnostics.append(.wrongColumnType(field, holds: kind.holds, wanted: "numbers", hint: hint))
  }
}
