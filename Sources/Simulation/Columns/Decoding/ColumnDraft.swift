import Diagnostics
import Options
import Tables

/// A column that has been read, before the columns it depends on are there.
struct ColumnDraft {
  /// A column of this table or another, with the place where it is named.
  struct Dependency {
    let table: Int
    let column: Int
    let span: SourceSpan
  }

  let dependencies: [Dependency]
  /// Makes the source once all dependencies have theirs; nil after a complaint.
  let build: (inout Assembly) -> (any ColumnSource)?

  init(_ source: any ColumnSource) {
    dependencies = []
    build = { _ in source }
  }

  init(
    _ dependencies: [Dependency],
    build: @escaping (inout Assembly) -> (any ColumnSource)?
  ) {
    self.dependencies = dependencies
    self.build = build
  }

  /// The draft with something done to its source.
  func then(
    _ change: @escaping (any ColumnSource, inout Assembly) -> (any ColumnSource)?
  ) -> ColumnDraft {
    ColumnDraft(dependencies) { [build] assembly in
      build(&assembly).flatMap { change($0, &assembly) }
    }
  }
}

/// The tables while their columns are put in, each after those it depends on.
struct Assembly {
  var tables: [ColumnTable]
  let seed: UInt64
  var diagnostics: [Diagnostic] = []

  func source(_ dependency: ColumnDraft.Dependency) -> any ColumnSource {
    tables[dependency.table].columns[dependency.column].source
  }
}

/// What a column's reader knows of its surroundings.
struct ColumnContext {
  /// A table whose columns have names, but no sources yet.
  struct Outline {
    let name: Spanned<String>
    let rowCount: Int
    /// The columns with their descriptions; none when they could not be read.
    let columns: [OptionNode.Entry]

    var columnNames: [String] { columns.map(\.key.value) }
  }

  let outlines: [Outline]
  let table: Int
  let column: Spanned<String>
  let seed: UInt64
  let locale: NameLocale
  /// Where the column's description stands.
  let span: SourceSpan
  /// The name of the column's random stream: `orders/price`, with the key of a branch behind it.
  let path: String
  /// The place of `unique: true`; nil when values may come again.
  let unique: SourceSpan?

  var outline: Outline { outlines[table] }
  var rowCount: Int { outline.rowCount }
  var stream: RandomStream { RandomStream(path) }
  /// Stream names of people and places cannot be a column's: no column has an empty name.
  var people: RandomStream { RandomStream("\(outline.name.value)//people") }
  var places: RandomStream { RandomStream("\(outline.name.value)//places") }

  func with(path: String, span: SourceSpan, unique: SourceSpan?) -> ColumnContext {
    ColumnContext(
      outlines: outlines,
      table: table,
      column: column,
      seed: seed,
      locale: locale,
      span: span,
      path: path,
      unique: unique
    )
  }

  func dependency(_ column: Int, at span: SourceSpan) -> ColumnDraft.Dependency {
    ColumnDraft.Dependency(table: table, column: column, span: span)
  }
}
