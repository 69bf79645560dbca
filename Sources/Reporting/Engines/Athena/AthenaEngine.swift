import Cloud
import Diagnostics
import Engines
import Pipeline
import Tables

/// Steps on Athena.
///
/// The tables that a query reads are put into S3 under the digest of their rows, each once and for all
/// reports, and Athena is told of them as external tables; what lies in S3 already, `FROM 's3://lake/study'`,
/// is read there. The rows come back by pages. What a query has scanned, and is paid for, stands in the
/// step's facts.
actor AthenaEngine: SQLEngine {
  nonisolated let dialect = SQLDialect.standard
  nonisolated let identity: EngineIdentity
  nonisolated let readsObjects = true
  nonisolated let options: AthenaOptions
  private let place: EnginePlace
  private var opened: Opened?

  private struct Opened: Sendable {
    let athena: Athena
    let s3: S3
    let tables: AthenaTables
  }

  init(_ options: AthenaOptions, _ place: EnginePlace) {
    self.options = options
    self.place = place
    // The database decides what a name means that is none of the report's tables.
    let database = (try? options.databaseName()) ?? ""
    identity = EngineIdentity(name: AthenaKind.name, version: "dialect 1 \(database)")
  }

  func run(_ query: EngineQuery) async throws {
    let opened = try open()
    do {
      var names: [String: String] = [:]
      for output in query.inputs {
        names[output.table.lowercased()] = try await opened.tables.name(of: output, query)
      }
      var lake: [(range: Range<Int>, table: LakeTable)] = []
      for reference in ObjectReference.of(query.sql) {
        let table = try await LakeTable(reference, query, opened.s3)
        try await opened.tables.make(table)
        lake.append((reference.range, table))
      }
      let translated = TranslatedSQL(
        query.sql,
        quote: SQL.quote(identifier:),
        objects: lake.map { ($0.range, $0.table.table.name) }
      ) { names[$0.lowercased()] }
      let execution = try await perform(translated, opened.athena)
      query.note("bytes scanned", .count(execution.bytesScanned))
      query.note("query", .text(execution.id))
      if let engine = execution.engine { query.note("server", .text(engine)) }
      for read in lake { try await read.table.checkUnchanged(opened.s3) }
      let rows = try await AthenaRows(opened.athena.pages(of: execution))
      for batch in try rows.batches() { try await query.write(batch) }
    } catch let error as CloudError {
      throw AthenaProblem.ofService(error, place)
    }
  }

  /// Runs a query; what is wrong with it comes as an `EngineError` with its place in the author's text.
  private func perform(_ translated: TranslatedSQL, _ athena: Athena) async throws
    -> AthenaExecution
  {
    do {
      return try await athena.run(translated.sql)
    } catch let error as CloudError
      where error.code == Athena.queryFailed || error.code == "InvalidRequestException"
    {
      throw AthenaProblem(error.message, in: translated).error
    }
  }

  private func open() throws -> Opened {
    if let opened { return opened }
    let read = try options.read(place)
    do throws(CloudError) {
      let environment = try AWSEnvironment()
      let athena = Athena(try AWSClient(.athena, in: environment), read.settings)
      let s3 = try S3(in: environment)
      let tables = AthenaTables(athena, s3, below: read.location, place)
      let new = Opened(athena: athena, s3: s3, tables: tables)
      opened = new
      return new
    } catch {
      throw AthenaProblem.ofService(error, place)
    }
  }
}
