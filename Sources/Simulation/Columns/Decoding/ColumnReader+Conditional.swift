import Diagnostics
import Options
import Tables

/// Columns that depend on the value of another one of the same row.
extension ColumnReader {
  /// `{column: grade, A: …, B: …, else: …}`.
  mutating func conditional(
    _ node: OptionNode,
    _ context: ColumnContext,
    _ type: DataType?
  ) -> ColumnDraft? {
    var options = OptionReader(node, of: "'by' of column '\(context.column.value)'")
    guard options.isMapping else {
      diagnostics += options.finish()
      return nil
    }
    let name = options.required("column").flatMap { options.text(of: $0, "column") }
    options.accept(node.entries.map(\.key.value))
    diagnostics += options.finish()
    var branches: [(key: Spanned<String>, draft: ColumnDraft)] = []
    var otherwise: ColumnDraft?
    var isComplete = true
    for entry in node.entries where entry.key.value != "column" {
      let path = "\(context.path)/\(entry.key.value)"
      var reader = ColumnReader(
        context.with(path: path, span: entry.node.span, unique: nil)
      )
      let draft = reader.draft(entry.node)
      diagnostics += reader.diagnostics
      guard let draft else {
        isComplete = false
        continue
      }
      if entry.key.value == "else" {
        otherwise = draft
      } else {
        branches.append((entry.key, draft))
      }
    }
    guard let name else { return nil }
    guard let place = context.outline.columnNames.firstIndex(of: name.value) else {
      complain(
        .unknownColumn(
          name,
          table: context.outline.name.value,
          columns: context.outline.columnNames
        )
      )
      return nil
    }
    guard isComplete else { return nil }
    let drafts = branches.map(\.draft) + [otherwise].compactMap { $0 }
    let key = context.dependency(place, at: name.span)
    return ColumnDraft([key] + drafts.flatMap(\.dependencies)) { assembly in
      ConditionalSource.planned(key, branches, otherwise, context, type, &assembly)
    }
  }
}

extension ConditionalSource {
  static func planned(
    _ key: ColumnDraft.Dependency,
    _ drafts: [(key: Spanned<String>, draft: ColumnDraft)],
    _ otherwise: ColumnDraft?,
    _ context: ColumnContext,
    _ type: DataType?,
    _ assembly: inout Assembly
  ) -> (any ColumnSource)? {
    let column = context.column.value
    checkKeys(key, drafts.map(\.key), context, &assembly)
    var sources: [any ColumnSource] = []
    for draft in drafts.map(\.draft) + [otherwise].compactMap({ $0 }) {
      guard let source = draft.build(&assembly) else { return nil }
      sources.append(source)
    }
    let types = sources.map(\.type)
    guard let common = type ?? commonType(types) else {
      let other = types.first { $0 != types[0] } ?? types[0]
      assembly.diagnostics.append(
        .differentTypes(column, types[0].name, other.name, at: context.span)
      )
      return nil
    }
    var cast: [any ColumnSource] = []
    for source in sources {
      guard source.type.canBecome(common) else {
        assembly.diagnostics.append(
          .cannotBecome(column, source.type.name, common.name, at: context.span)
        )
        return nil
      }
      cast.append(
        source.type == common
          ? source : CastSource(source: source, type: common, name: column, span: context.span)
      )
    }
    return ConditionalSource(
      type: common,
      column: key.column,
      branches: zip(drafts, cast).map { Branch(key: Array($0.key.value.utf8), source: $1) },
      otherwise: otherwise == nil ? nil : cast.last
    )
  }

  /// The type of all branches; doubles where whole numbers meet them.
  private static func commonType(_ types: [DataType]) -> DataType? {
    guard let first = types.first else { return .utf8 }
    if types.allSatisfy({ $0 == first }) { return first }
    return types.allSatisfy(\.isNumeric) ? .float64 : nil
  }

  /// Complains about branches for values that the other column never has.
  private static func checkKeys(
    _ key: ColumnDraft.Dependency,
    _ keys: [Spanned<String>],
    _ context: ColumnContext,
    _ assembly: inout Assembly
  ) {
    var source = assembly.source(key)
    if let nullable = source as? NullableSource { source = nullable.source }
    guard let values = source as? ValuesSource, case .texts(let words) = values.choices else {
      return
    }
    let known = (0..<words.count).map { words.text(of: $0) }
    let column = context.outline.columnNames[key.column]
    for key in keys where !known.contains(key.value) {
      assembly.diagnostics.append(.noSuchBranch(key, column: column, values: known))
    }
  }
}
