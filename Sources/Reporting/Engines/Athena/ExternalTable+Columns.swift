import Cloud
import Diagnostics
import Pipeline
import Tables

extension ExternalTable {
  /// A table with the columns of the embedded engine's in Athena's types.
  ///
  /// `partitions` are those of the columns that folders say; `source` is where a message points, and what it
  /// calls the table.
  ///
  /// - Throws: `Diagnostic` for a column that Athena has no type for, and for two of one name.
  init(
    database: String? = nil,
    name: String,
    _ columns: [Output.Column],
    partitionedBy partitions: [String] = [],
    location: S3Location,
    of source: Spanned<String>
  ) throws(Diagnostic) {
    self.init(database: database, name: name, columns: [], location: location)
    let divided = Dictionary(
      partitions.enumerated().map { ($1.lowercased(), $0) },
      uniquingKeysWith: { $1 }
    )
    var places: [(place: Int, column: Column)] = []
    var names: Set<String> = []
    for column in columns {
      let place = divided[column.name.lowercased()]
      let type =
        place == nil ? AthenaTypes.type(column.type) : AthenaTypes.partitionType(column.type)
      guard let type else {
        throw Diagnostic(
          .error,
          "engine-type",
          "Athena has no type for column '\(column.name)' of '\(source.value)' (\(column.type))",
          at: source.span,
          hint: "cast it in a query before this one"
        )
      }
      guard names.insert(column.name.lowercased()).inserted else {
        throw Diagnostic(
          .error,
          "doubled-column",
          "'\(source.value)' has two columns '\(column.name.lowercased())' for Athena, which knows no capitals",
          at: source.span,
          hint: "give one of them another name in a query before this one"
        )
      }
      let own = Column(name: column.name, type: type)
      if let place { places.append((place, own)) } else { self.columns.append(own) }
    }
    partitionColumns = places.sorted { $0.place < $1.place }.map(\.column)
  }

  /// The same table, if its partitions can be told to Athena.
  ///
  /// - Throws: `Diagnostic` for a null in a column that is no text: its folder's name is none of its values.
  func refusingNulls(
    in partitions: [Partition],
    of source: Spanned<String>
  ) throws(Diagnostic) -> ExternalTable {
    for (index, column) in partitionColumns.enumerated() where column.type != "string" {
      guard partitions.contains(where: { $0.values[index] == nil }) else { continue }
      throw Diagnostic(
        .error,
        "bad-partition",
        "'\(column.name)' is null in a folder of '\(source.value)', and Athena knows that of texts alone",
        at: source.span,
        hint: "divide by a text, or replace the null in a query"
      )
    }
    return self
  }
}
