import Cloud
import Diagnostics
import Pipeline

/// The report's tables, and what lies in S3, as Athena's external tables.
///
/// A table of the report is uploaded; its files and its name go by the digest of the rows, so that what is
/// there need not be put there again, by this report or another. What is uploaded is never removed: give
/// `location` a rule that lets old objects expire. What lies in S3 already is read where it lies.
actor AthenaTables {
  private let athena: Athena
  private let s3: S3
  private let location: S3Location?
  private let place: EnginePlace
  /// The tables that are there or on their way, by name.
  private var known: [String: Task<Void, any Error>] = [:]

  /// `location`: where to upload to; nil where nobody says it, which the first upload tells.
  init(_ athena: Athena, _ s3: S3, below location: S3Location?, _ place: EnginePlace) {
    self.athena = athena
    self.s3 = s3
    self.location = location
    self.place = place
  }

  /// Athena's name of a table, which is there from then on.
  ///
  /// - Throws: `CloudError`; `Diagnostic` for a column that Athena has no type for.
  func name(of output: Output, _ query: EngineQuery) async throws -> String {
    let name = Self.name(of: output)
    guard let location else { throw AthenaOptions.noLocation(place) }
    let folder = location.appending("tables").appending(name).asFolder
    let source = Spanned(output.table, at: query.span)
    let table = try ExternalTable(name: name, output.columns, location: folder, of: source)
    try await once(name) { [s3] in
      let there = Dictionary(
        try await s3.list(below: folder).map { ($0.location, $0.byteCount) },
        uniquingKeysWith: { $1 }
      )
      for (number, path) in output.paths.enumerated() {
        let object = folder.appending("part-\(number).parquet")
        // An object appears whole, so one of that name is the file.
        if there[object] == nil { try await s3.put(file: path, to: object) }
      }
      try await self.run([table.creation])
    }
    return name
  }

  static func name(of output: Output) -> String { "quire_\(output.digest.hex.prefix(24))" }

  /// Makes the table over what lies in S3, with all its partitions.
  ///
  /// - Throws: `CloudError`, `Diagnostic`.
  func make(_ lake: LakeTable) async throws {
    try await once(lake.table.name) {
      try await self.run([lake.table.creation] + lake.table.additions(lake.files.partitions))
    }
  }

  /// Does something that others may wait for, and that need not be done again.
  private func once(
    _ key: String,
    _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    if let task = known[key] { return try await task.value }
    let task = Task { try await body() }
    known[key] = task
    do {
      try await withTaskCancellationHandler {
        try await task.value
      } onCancel: {
        task.cancel()
      }
    } catch {
      known[key] = nil
      throw error
    }
  }

  private func run(_ statements: [String]) async throws {
    for statement in statements {
      do { _ = try await athena.run(statement) } catch let error as CloudError
        where error.code == Athena.queryFailed
      {
        throw place.unavailable(
          "Athena cannot make a table: \(AthenaProblem.oneLine(error.message))",
          hint:
            "see that the engine's 'database' is there, and that Athena may read what lies in S3"
        )
      }
    }
  }
}
