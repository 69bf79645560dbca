public import Diagnostics
public import Options
import Tables

extension ColumnGenerator {
  /// Reads the description of one table, or of several.
  ///
  /// - Parameters:
  ///   - node: A mapping with `rows` and `columns`, or with `tables`.
  ///   - name: What a table that stands alone is called.
  ///   - owner: What is read, for messages: "directive 'generate'".
  ///   - accepting: Keys of the mapping that somebody else reads.
  ///   - diagnostics: All that is wrong is added here.
  /// - Returns: Nil after complaints, or when an expression of the description has no value yet.
  public static func decode(
    _ node: OptionNode,
    named name: String = "table",
    of owner: String = "a generated table",
    accepting: [String] = [],
    into diagnostics: inout [Diagnostic]
  ) -> ColumnGenerator? {
    var reader = GeneratorReader(node, name: name, owner: owner, accepting: accepting)
    let generator = reader.generator()
    diagnostics += reader.diagnostics
    return generator
  }
}

/// Reads tables: their outlines first, so that columns may refer to any of them, then the columns, and
/// puts these together in the order in which they depend on each other.
struct GeneratorReader {
  private static let mostRows = 1_000_000_000_000_000

  var diagnostics: [Diagnostic] = []
  private let node: OptionNode
  private let name: String
  private var options: OptionReader

  init(_ node: OptionNode, name: String, owner: String, accepting: [String]) {
    self.node = node
    self.name = name
    options = OptionReader(node, of: owner)
    options.accept(accepting)
  }

  mutating func generator() -> ColumnGenerator? {
    let seed = options.integer("seed", in: 0...Int.max)
    let locale = options.choice("locale", as: NameLocale.self) ?? .english
    let outlines = outlines()
    diagnostics += options.finish()
    guard let outlines else { return nil }
    let isSeedKnown = options.node("seed") == nil || seed != nil
    let value = UInt64(seed ?? 0)
    var drafts: [[ColumnDraft?]] = []
    for (table, outline) in outlines.enumerated() {
      drafts.append(
        outline.columns.map { entry in
          var reader = ColumnReader(
            ColumnContext(
              outlines: outlines,
              table: table,
              column: entry.key,
              seed: value,
              locale: locale,
              span: entry.node.span,
              path: "\(outline.name.value)/\(entry.key.value)",
              unique: nil
            )
          )
          let draft = reader.draft(entry.node)
          diagnostics += reader.diagnostics
          return draft
        }
      )
    }
    let order = order(drafts, outlines)
    let isReadable = outlines.allSatisfy { !$0.columns.isEmpty }
    guard isSeedKnown, isReadable, let order, diagnostics.allSatisfy({ $0.severity != .error })
    else {
      return nil
    }
    return assembled(drafts, order, outlines, seed: value)
  }

  /// Names, sizes and columns' descriptions; nil when one of them is not known.
  private mutating func outlines() -> [ColumnContext.Outline]? {
    guard let tables = options.node("tables") else {
      let name = Spanned(name, at: node.span)
      var reader = options
      let found = outline(name, node, &reader, owner: "the table")
      options = reader
      return found.map { [$0] }
    }
    for key in ["rows", "columns"] where options.node(key) != nil {
      if let entry = node.entries.first(where: { $0.key.value == key }) {
        diagnostics.append(.tablesAndColumns(entry.key))
      }
    }
    let list = OptionReader(tables, of: "'tables'")
    guard list.isMapping, !tables.entries.isEmpty else {
      diagnostics += list.diagnostics
      if list.isMapping { diagnostics.append(.noTables(at: tables.span)) }
      return nil
    }
    checkNames(tables.entries, of: "table")
    var outlines: [ColumnContext.Outline] = []
    for entry in tables.entries {
      let owner = "table '\(entry.key.value)'"
      var reader = OptionReader(entry.node, of: owner)
      let found = outline(entry.key, entry.node, &reader, owner: owner)
      diagnostics += reader.finish()
      outlines.append(found ?? ColumnContext.Outline(name: entry.key, rowCount: 1, columns: []))
    }
    return outlines
  }

  private mutating func outline(
    _ name: Spanned<String>,
    _ node: OptionNode,
    _ reader: inout OptionReader,
    owner: String
  ) -> ColumnContext.Outline? {
    let isSized = reader.required("rows") != nil
    let rows = isSized ? reader.integer("rows", in: 0...Self.mostRows) : nil
    guard let columns = reader.required("columns") else { return nil }
    let list = OptionReader(columns, of: "'columns' of \(owner)")
    guard list.isMapping, !columns.entries.isEmpty else {
      diagnostics += list.diagnostics
      if list.isMapping { diagnostics.append(.noColumns(name.value, at: columns.span)) }
      return nil
    }
    checkNames(columns.entries, of: "column")
    // With a size that cannot be read the columns are checked all the same.
    if !isSized || rows == nil, reader.diagnostics.isEmpty { return nil }
    return ColumnContext.Outline(name: name, rowCount: rows ?? 1, columns: columns.entries)
  }

  private mutating func checkNames(_ entries: [OptionNode.Entry], of kind: String) {
    var seen: [String: String] = [:]
    for entry in entries {
      let name = entry.key.value
      if name.isEmpty { diagnostics.append(.emptyName(of: kind, at: entry.key.span)) }
      if let other = seen[name.lowercased()] {
        diagnostics.append(.doubledName(entry.key, of: kind, like: other))
      }
      seen[name.lowercased()] = name
    }
  }

  private mutating func assembled(
    _ drafts: [[ColumnDraft?]],
    _ order: [(table: Int, column: Int)],
    _ outlines: [ColumnContext.Outline],
    seed: UInt64
  ) -> ColumnGenerator? {
    let empty = ConstantSource(type: .utf8, value: .null)
    var assembly = Assembly(
      tables: outlines.map { outline in
        ColumnTable(
          name: outline.name.value,
          rowCount: outline.rowCount,
          columns: outline.columnNames.map { ColumnTable.Planned(name: $0, source: empty) }
        )
      },
      seed: seed
    )
    for place in order {
      guard let source = drafts[place.table][place.column]?.build(&assembly) else {
        // What depends on it would complain of what it is not.
        diagnostics += assembly.diagnostics
        return nil
      }
      assembly.tables[place.table].columns[place.column].source = source
    }
    diagnostics += assembly.diagnostics
    guard assembly.diagnostics.isEmpty else { return nil }
    return ColumnGenerator(assembly.tables, seed: seed)
  }
}
