extension Athena {
  /// Whether the Glue catalogue has a database.
  package func hasDatabase(_ name: String) async throws -> Bool {
    try await found(
      "GetDatabase",
      ["CatalogName": .string(Self.catalogue), "DatabaseName": .string(name)]
    ) != nil
  }

  /// A table of the Glue catalogue; nil when there is none.
  package func table(_ name: String, in database: String) async throws -> CatalogueTable? {
    let answer = try await found(
      "GetTableMetadata",
      [
        "CatalogName": .string(Self.catalogue), "DatabaseName": .string(database),
        "TableName": .string(name),
      ]
    )
    let table = answer?["TableMetadata"].map(CatalogueTable.init)
    // Some stand-ins make up an empty one for any name; a table has columns.
    return table?.columnNames.isEmpty == false ? table : nil
  }

  /// The Glue catalogue of the account.
  private static let catalogue = "AwsDataCatalog"

  /// The answer; nil when Athena says that what is asked for is not there.
  private func found(_ operation: String, _ body: JSONValue) async throws -> JSONValue? {
    do { return try await call(operation, body) } catch let error as CloudError
      where error.code == "MetadataException"
    {
      let words = error.message.lowercased()
      if words.contains("not found") || words.contains("entitynotfound") { return nil }
      throw error
    }
  }
}

/// What the catalogue says of a table.
package struct CatalogueTable: Sendable, Hashable {
  package let columnNames: [String]
  package let partitionNames: [String]
  /// Its properties, those of `TBLPROPERTIES` among them.
  package let properties: [String: String]

  init(_ json: JSONValue) {
    func names(_ key: String) -> [String] {
      (json[key]?.items ?? []).compactMap { $0["Name"]?.text }
    }
    columnNames = names("Columns")
    partitionNames = names("PartitionKeys")
    let members = json["Parameters"]?.members ?? []
    properties = Dictionary(
      members.compactMap { member in member.value.text.map { (member.name, $0) } },
      uniquingKeysWith: { $1 }
    )
  }
}
