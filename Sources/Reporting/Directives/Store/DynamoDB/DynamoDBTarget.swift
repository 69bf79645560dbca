import Cloud
import Diagnostics
import Engines
import Files
import Options
import Pipeline
import Tables

/// `store` to a table of DynamoDB, which is made when it is not there.
///
///     to: dynamodb
///     table: students
///     key: [user_id, day]    # the partition key, and the sort key if there is one
///     sets: [tags]           # lists that become sets
///     verify: true           # count the items even of a table that was not empty before
///     mode: upsert           # it has no other: an item replaces the one of the same key
///
/// Credentials, region and address are those of the environment, as AWS's own tools find them. Rows become
/// items as `DynamoDBItems` says; every row is looked at before the first is written. Of several rows
/// of one key the last is kept. Items that are in the table and not in the data stay there.
///
/// A run that was broken off is finished by the next one, which writes the same items again. When the
/// table held nothing before, a scan proves that it holds every item afterwards.
struct DynamoDBTarget: StoreTarget {
  /// What `to` says.
  static let word = "dynamodb"

  let to: Spanned<String>
  let table: Spanned<String>
  let key: [Spanned<String>]
  let sets: [Spanned<String>]
  let verifies: Bool

  init?(_ to: Spanned<String>, _ reader: inout OptionReader) {
    let before = reader.diagnostics.count
    let table = reader.required("table").flatMap { reader.text(of: $0, "table") }
    let key = reader.required("key").flatMap { reader.texts(of: $0, "key") } ?? []
    sets = reader.texts("sets") ?? []
    verifies = reader.bool("verify") ?? false
    if let mode = reader.text("mode"), mode.value != "upsert" {
      reader.complain(.modeOfDynamoDB(mode))
    }
    if let table, !Self.isName(table.value) { reader.complain(.nameOfDynamoDB(table)) }
    if key.isEmpty, reader.diagnostics.count == before { reader.complain(.noKeys(to)) }
    if key.count > 2 { reader.complain(.tooManyKeys(key[2])) }
    for (option, columns) in [("key", key), ("sets", sets)] {
      for (index, column) in columns.enumerated()
      where columns[..<index].contains(where: { $0.value.lowercased() == column.value.lowercased() }
      ) {
        reader.complain(.doubledColumn(column, option))
      }
    }
    guard let table, reader.diagnostics.count == before else { return nil }
    self.to = to
    self.table = table
    self.key = key
  }

  /// The service that is asked, as far as the environment says; of another one the result is another.
  private var place: String {
    guard let environment = try? AWSEnvironment(),
      let endpoint = try? AWSEndpoint(.dynamoDB, in: environment)
    else { return "" }
    return "\(endpoint.url) \(endpoint.region)"
  }

  var served: [ServedTable] {
    [ServedTable(server: "dynamodb \(place)", path: [table.value], isWritten: true)]
  }

  var identity: [KeyPart] {
    [
      KeyPart("option 'to'", to.value), KeyPart("option 'table'", table.value),
      KeyPart("option 'key'", "\(key.map(\.value))"),
      KeyPart("option 'sets'", "\(sets.map(\.value))"),
      KeyPart("option 'verify'", "\(verifies)"), KeyPart("place", place),
    ]
  }

  var columns: [Spanned<String>] { key + sets }

  func complaints(about schema: Schema) -> [Diagnostic] {
    var complaints: [Diagnostic] = []
    for column in key {
      guard let field = schema.field(column), field.type.keyKind == nil else { continue }
      complaints.append(.keyOfDynamoDB(column, field.type.name))
    }
    for column in sets {
      guard let field = schema.field(column), !field.type.isListOfScalars else { continue }
      complaints.append(.setOfDynamoDB(column, field.type.name))
    }
    if key.count + sets.count > Set((key + sets).map { $0.value.lowercased() }).count,
      let both = sets.first(where: { set in
        key.contains { $0.value.lowercased() == set.value.lowercased() }
      })
    {
      complaints.append(.setInKey(both))
    }
    for field in schema.fields where !field.type.isOfDynamoDB {
      complaints.append(.typeOfDynamoDB(field.name, field.type.name, at: to.span))
    }
    return complaints
  }

  /// The account, one row: the table and the identity DynamoDB gave it; how many items were written, how
  /// many rows gave way to a later one of the same key, and how many items a scan found (null where
  /// nothing was to be proved).
  func accountSchema(of data: Schema) -> Schema { Self.account }

  static let account = Schema([
    Field("table", .utf8), Field("items", .int64), Field("doubled", .int64),
    Field("counted", .int64), Field("table_id", .utf8),
  ])

  func store(_ data: String, _ context: StepContext) async throws -> Table {
    do {
      let database = try DynamoDB(in: AWSEnvironment())
      return try await DynamoDBStoring(
        target: self,
        database: database,
        data: data,
        context: context
      )
      .run()
    } catch let error as CloudError {
      throw Diagnostic.dynamoDB(error, at: error.kind == .missing ? table.span : to.span)
    }
  }

  /// Whether the table is still the one that was written.
  ///
  /// A service that cannot be asked now is no reason to write again.
  func isStillTrue(_ account: Table) async throws -> Bool {
    guard account.rowCount == 1,
      let database = try? DynamoDB(in: AWSEnvironment(), attempts: 1)
    else { return true }
    do {
      guard let table = try await database.table(table.value) else { return false }
      guard case .string(let id) = account.value(row: 0, column: 4), let now = table.id else {
        return true
      }
      return id == now
    } catch is CloudError {
      return true
    }
  }

  /// Three to 255 letters, digits, dots, dashes and underscores, as DynamoDB asks for.
  private static func isName(_ name: String) -> Bool {
    (3...255).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
          || "-_.".utf8.contains(byte)
      }
  }
}
