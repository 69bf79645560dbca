import Cloud
import Diagnostics
import Options
import Pipeline
import Tables

/// The table of the Glue catalogue that a `store` makes, by Athena, over the set that it wrote to S3.
///
///     to: s3://lake/actions
///     table: school.actions      # database.table
///
/// Workgroup and output are those of the report's Athena engine, or of the environment. The database must
/// be there: making one would hide a misspelled name, and who may read it is not for a report to say.
struct CatalogueTarget: Sendable {
  let name: Spanned<String>
  private let database: String
  private let table: String
  private let settings: AthenaOptions

  /// Nil, with complaints, for a name or a set that cannot be a table's.
  init?(
    _ name: Spanned<String>,
    _ files: StoredFileOptions,
    _ engines: EngineChoice,
    _ reader: inout OptionReader
  ) {
    let parts = name.value.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let count = reader.diagnostics.count
    if parts.count != 2 {
      reader.complain(.tableWithoutDatabase(name))
    } else if !parts.allSatisfy(\.isCatalogueName) {
      reader.complain(.badCatalogueName(name))
    }
    if !files.isFolder {
      reader.complain(.tableOfObject(name, files.to))
    } else if files.format != .parquet {
      reader.complain(.tableOfText(name, files.format))
    }
    for column in files.partitionBy where column.value.lowercased() == "table" {
      reader.complain(.accountColumn(column))
    }
    guard reader.diagnostics.count == count else { return nil }
    self.name = name
    database = parts[0]
    table = parts[1]
    settings = engines.athena ?? AthenaOptions()
  }

  /// The way to the table, after a look at what is there.
  ///
  /// - Throws: `Diagnostic` at the option: no such database, a table of somebody else's.
  func open(
    _ columns: [Output.Column],
    _ options: StoredFileOptions,
    in folder: S3Location
  ) async throws -> Writer {
    // Before anything is written: what Athena has no type for.
    _ = try definition(columns, options, in: folder)
    let read = try settings.read(EnginePlace(span: name.span))
    return try await naming {
      var athena = read.settings
      athena.database = database
      let writer = Writer(
        target: self,
        athena: Athena(try AWSClient(.athena, in: AWSEnvironment()), athena),
        folder: folder
      )
      guard try await writer.athena.hasDatabase(database) else {
        throw Diagnostic.noDatabase(database, at: name.span)
      }
      let there = try await writer.there()
      if let there, options.mode != .replace, there.properties[Self.place] != folder.description {
        throw Diagnostic.foreignTable(name, there.properties[Self.place])
      }
      return writer
    }
  }

  /// The table over a set with these columns.
  private func definition(
    _ columns: [Output.Column],
    _ options: StoredFileOptions,
    in folder: S3Location
  ) throws(Diagnostic) -> ExternalTable {
    var made = try ExternalTable(
      database: database,
      name: table,
      columns,
      partitionedBy: options.partitionBy.map(\.value),
      location: folder,
      of: name
    )
    made.properties = [
      Self.place: folder.description, Self.definition: Fingerprint([made.creation]).hex,
    ]
    return made
  }

  /// Properties of the tables that we make: the set they stand for, and a digest of what they are.
  private static let place = "quire.set"
  private static let definition = "quire.definition"

  /// A table on its way.
  struct Writer: Sendable {
    fileprivate let target: CatalogueTarget
    fileprivate let athena: Athena
    fileprivate let folder: S3Location

    fileprivate func there() async throws -> CatalogueTable? {
      try await athena.table(target.table, in: target.database)
    }

    /// Makes the table that of a set that is whole, with all its partitions.
    ///
    /// One that is as it should be stays; partitions of the set before have no files any more, and no rows.
    ///
    /// - Throws: `Diagnostic`; the next run begins here again.
    func publish(
      _ manifest: StoredManifest,
      _ columns: [Output.Column],
      _ options: StoredFileOptions
    ) async throws {
      let columns = manifest.columns ?? columns
      let table = try target.definition(columns, options, in: folder)
      let partitions = target.partitions(of: manifest, in: folder)
      _ = try table.refusingNulls(in: partitions, of: target.name)
      try await target.naming {
        let there = try await there()
        var statements: [String] = []
        if there?.properties[definition] != table.properties[definition] {
          if there != nil { statements.append(table.removal) }
          statements.append(table.creation)
        }
        for statement in statements + table.additions(partitions) {
          _ = try await athena.run(statement)
        }
      }
    }
  }

  /// Whether the catalogue has the table, over the set.
  func isThere(over folder: S3Location) async throws -> Bool {
    let read = try settings.read(EnginePlace(span: name.span))
    return try await naming {
      let athena = Athena(try AWSClient(.athena, in: AWSEnvironment()), read.settings)
      let there = try await athena.table(table, in: database)
      return there?.properties[Self.place] == folder.description
    }
  }

  /// The partitions of a set's files, each once.
  private func partitions(
    of manifest: StoredManifest,
    in folder: S3Location
  ) -> [ExternalTable.Partition] {
    var seen: Set<String> = []
    return manifest.partitionBy.isEmpty
      ? []
      : manifest.files.compactMap { file in
        let inner = file.path.split(separator: "/").dropLast()
        guard seen.insert(inner.joined(separator: "/")).inserted else { return nil }
        return ExternalTable.Partition(
          values: inner.map { HiveFolder.read(String($0))?.value },
          folder: folder.appending(inner.joined(separator: "/")).asFolder
        )
      }
  }

  /// Runs `body` and says at the option what went wrong.
  private func naming<Result>(_ body: () async throws -> Result) async throws -> Result {
    do { return try await body() } catch let error as CloudError {
      throw Diagnostic.catalogueFailed(error, name)
    }
  }
}

extension EngineChoice {
  /// What the front matter says of Athena: the engine of the queries, or else the first by name.
  fileprivate var athena: AthenaOptions? {
    let own = name.flatMap { engines[$0] as? AthenaEngine }
    let others = engines.sorted { $0.key < $1.key }.lazy.compactMap { $0.value as? AthenaEngine }
    return (own ?? others.first)?.options
  }
}

extension String {
  /// What Athena takes without quotes and keeps as it is.
  fileprivate var isCatalogueName: Bool {
    !isEmpty && utf8.count <= 255
      && utf8.allSatisfy {
        (48...57).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "_")
      }
  }
}
