import Diagnostics
import Engines
import Files
import NativeLibraries
import Pipeline
import Tables

/// Steps on Spark, by Spark Connect.
///
/// The tables a query reads are Parquet files that Spark reads where they lie. Its rows come back as
/// Arrow, or, when it reads much, as Parquet files that Spark writes beside the store and that are
/// moved into it.
actor SparkEngine: SQLEngine {
  nonisolated let dialect = SQLDialect.spark
  nonisolated let chartDialect: ChartDialect?
  nonisolated let readsObjects = true
  nonisolated let identity: EngineIdentity
  private let options: SparkOptions
  private let place: EnginePlace
  private var opened: Opened?
  private var idle: [SparkSession] = []

  private struct Opened: Sendable {
    let remote: SparkRemote
    let library: NativeLibrary
    let exchange: any SparkExchange
    /// By which Spark knows S3.
    let scheme: String
  }

  /// Queries that read at least so many rows of one table write files.
  ///
  /// Measured with Spark 4.3 on two cores, rows of five columns: 100 rows take 0.15 s as Arrow and 0.47 s
  /// as files, 100,000 take 0.46 and 0.70, 2 million take 1.0 both ways, 10 million 9.9 and 6.4.
  static let rowsOfBulk = 2_000_000

  /// Or so many bytes of objects, whose rows nobody has counted: about as much in Parquet.
  static let bytesOfBulk: Int64 = 32_000_000

  init(_ options: SparkOptions, _ place: EnginePlace) {
    self.options = options
    self.place = place
    chartDialect = options.isDialectOurs ? .spark : nil
    // Two versions of Spark may differ, but asking needs the server: the version is a fact of the step.
    let own = options.settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    identity = EngineIdentity(
      name: SparkKind.name,
      version: (["dialect 1"] + own).joined(separator: " ")
    )
  }

  func run(_ query: EngineQuery) async throws {
    let opened = try open()
    let session = try await take(opened)
    do {
      try await withTaskCancellationHandler {
        try await session.perform(query, opened.exchange, scheme: opened.scheme)
      } onCancel: {
        // The driver lets go of a cancelled query at once, its job would go on.
        Task.detached { await session.end() }
      }
      idle.append(session)
    } catch {
      // What went wrong may have left the session in any state, and a job in it.
      await session.end()
      throw told(error, query)
    }
  }

  func close() async -> [Diagnostic] {
    let sessions = idle
    idle = []
    for session in sessions { await session.end() }
    return await opened?.exchange.remove() ?? []
  }

  private func take(_ opened: Opened) async throws -> SparkSession {
    if let session = idle.popLast() { return session }
    do {
      return try await SparkSession.open(
        opened.remote,
        opened.library,
        settings: options.allSettings
      )
    } catch {
      throw told(error, nil)
    }
  }

  /// The driver, the address and the exchange, each found once.
  private func open() throws(Diagnostic) -> Opened {
    if let opened { return opened }
    let remote = try options.remote(place)
    let library: NativeLibrary
    do throws(NativeLibraryError) {
      library = try NativeLibrary.open("adbc_driver_spark")
    } catch {
      throw place.unavailable(
        "the driver of Spark is not installed: no library libadbc_driver_spark.so",
        hint: "run scripts/setup --cloud, or set QUIRE_ADBC_DRIVER_SPARK to its path"
      )
    }
    let new = Opened(
      remote: remote,
      library: library,
      exchange: try options.exchange(place),
      scheme: try options.objectScheme(place)
    )
    opened = new
    return new
  }

  /// An error of the driver as the template's author should read it.
  private func told(_ error: any Error, _ query: EngineQuery?) -> any Error {
    guard let error = error as? EngineError, error.kind != .cancelled else { return error }
    let redaction = Redaction(opened?.remote.secrets ?? [])
    let problem = SparkProblem(error, redaction)
    if let complaint = problem.ofFiles(opened?.exchange, place) { return complaint }
    if let complaint = problem.ofServer(opened?.remote, place, isQuery: query != nil) {
      return complaint
    }
    return problem.error
  }
}

extension SparkSession {
  /// Runs a query in the session.
  ///
  /// - Throws: `EngineError` with its offset in the query's own text, `Diagnostic`.
  fileprivate func perform(
    _ query: EngineQuery,
    _ exchange: any SparkExchange,
    scheme: String
  ) async throws {
    var views: [String: String] = [:]
    for output in query.inputs {
      let paths = try await exchange.paths(of: output, query)
      let view = SparkView(output, paths: paths, place: query.place)
      try await make(view)
      views[output.table.lowercased()] = view.name
    }
    var objects: [(range: Range<Int>, name: String)] = []
    var byteCount: Int64 = 0
    for reference in ObjectReference.of(query.sql) {
      let lake = try LakeReference(reference, query, engine: "Spark")
      let view = SparkView(lake, try await lake.columns(query), scheme: scheme)
      try await make(view)
      objects.append((reference.range, view.name))
      byteCount += lake.byteCount
    }
    let translated = TranslatedSQL(
      query.sql,
      quote: Self.quote,
      escapesBackslashes: true,
      objects: objects
    ) { views[$0.lowercased()] }
    if let version = try await connection.serverVersion() { query.note("server", .text(version)) }
    let isLarge =
      query.inputs.contains { $0.rowCount >= SparkEngine.rowsOfBulk }
      || byteCount >= SparkEngine.bytesOfBulk
    let isBulk = isLarge && !query.makesFewRows
    query.note("results", .text(isBulk ? "parquet" : "arrow"))
    if isBulk {
      try await writeFiles(translated, query, exchange)
    } else {
      try await readRows(translated, query)
    }
  }

  private func readRows(_ translated: TranslatedSQL, _ query: EngineQuery) async throws {
    do {
      let rows = try await connection.query(translated.sql)
      try await query.write(Batch.empty(rows.schema).withTypesOfFiles)
      for try await batch in rows { try await query.write(batch.withTypesOfFiles) }
    } catch let error as EngineError {
      throw SparkProblem.located(error, translated, lead: 0, in: translated.sql)
    }
  }

  private func writeFiles(
    _ translated: TranslatedSQL,
    _ query: EngineQuery,
    _ exchange: any SparkExchange
  ) async throws {
    let folder = try await exchange.resultFolder(query)
    let lead = "INSERT OVERWRITE DIRECTORY \(Self.literal(folder)) USING parquet\n"
    let sql = lead + translated.sql
    do {
      try await connection.execute(sql)
    } catch let error as EngineError {
      throw SparkProblem.located(error, translated, lead: lead.utf8.count, in: sql)
    }
    for file in try await exchange.finishedFiles(folder, query) { try query.adopt(file) }
  }
}

extension Batch {
  /// Without types that no Parquet file holds: a column of nothing but NULL is one of integers, as the
  /// embedded engine has it.
  fileprivate var withTypesOfFiles: Batch {
    guard schema.fields.contains(where: { $0.type == .null }) else { return self }
    var fields = schema.fields
    var columns = columns
    for (index, field) in fields.enumerated() where field.type == .null {
      let nulls = [Value](repeating: .null, count: rowCount)
      guard let column = try? Column(.int32, nulls) else { continue }
      fields[index] = Field(field.name, .int32)
      columns[index] = column
    }
    return Batch(schema: Schema(fields), columns: columns, rowCount: rowCount)
  }
}
