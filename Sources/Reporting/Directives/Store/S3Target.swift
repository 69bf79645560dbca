import Cloud
import Diagnostics
import Engines
import Files
import Foundation
import Options
import Pipeline
import Tables

/// `store` to S3: an object, or a set of them below a prefix with its manifest.
///
///     to: s3://lake/study.csv        # one object
///     to: s3://lake/study            # a set: see S3Set for what its readers see
///     mode: append                   # adds to the set; its files stay
///     table: school.actions          # and makes this table of the Glue catalogue: see CatalogueTarget
///
/// Files are written to the state folder first and uploaded whole. A run that was killed is finished by
/// the next: what is there already is not sent again, uploads in parts that were begun are given up, and
/// objects that belong to no set are removed.
struct S3Target: StoreTarget {
  let options: StoredFileOptions
  let location: S3Location
  let catalogue: CatalogueTarget?

  /// Nil, with complaints, when an option is wrong.
  init?(_ to: Spanned<String>, _ reader: inout OptionReader, _ engines: EngineChoice) {
    let table = reader.text("table")
    guard let options = StoredFileOptions(to, &reader) else { return nil }
    guard let location = S3Location(to.value) else {
      reader.complain(.noBucket(to))
      return nil
    }
    catalogue = table.flatMap { CatalogueTarget($0, options, engines, &reader) }
    if table != nil, catalogue == nil { return nil }
    self.options = options
    self.location = location
  }

  var identity: [KeyPart] {
    let table = catalogue.map { [KeyPart("option 'table'", $0.name.value)] } ?? []
    return options.identity + [KeyPart("place", location.description)] + table
  }

  var writes: [String] { [location.description] }
  var columns: [Spanned<String>] { options.partitionBy }

  func complaints(about schema: Schema) -> [Diagnostic] { options.complaints(about: schema) }

  func accountSchema(of data: Schema) -> Schema {
    accountOfObjects(options.accountSchema(of: data))
  }

  /// The account of files with the objects' ETags, and before them the table where there is one.
  private func accountOfObjects(_ schema: Schema) -> Schema {
    let table = catalogue == nil ? [] : [Field("table", .utf8)]
    return Schema(schema.fields + table + [Field("etag", .utf8)])
  }

  /// The author's `to` without a slash at its end.
  private var place: String {
    options.to.value.hasSuffix("/") ? String(options.to.value.dropLast()) : options.to.value
  }

  func explain(_ error: EngineError, at span: SourceSpan) -> Diagnostic {
    let spool = Spanned("the copy of '\(place)' in the state folder", at: options.to.span)
    return FileSet.explain(error, spool)
  }

  func store(_ data: String, _ context: StepContext) async throws -> Table {
    let spool = context.temporaryPath()
    defer { FileSystem.remove(spool) }
    do {
      let s3 = try await S3Access.shared.s3()
      try await s3.requireBucket(location.bucket)
      try FileSystem.makeFolder(spool)
      let write = FileSet(data: data, options: options, context: context)
      if options.isFolder { return try await storeSet(s3, write, spool, context) }
      return try await storeObject(s3, write, spool, context)
    } catch let error as CloudError {
      throw Diagnostic(error, at: options.to.span)
    }
  }

  // MARK: The account

  func account(
    _ files: [StoredFile],
    _ schema: Schema,
    etags: [String]
  ) throws -> Table {
    let plain = try files.account(schema, in: place)
    var columns = plain.batches.flatMap(\.columns)
    if let catalogue {
      columns.append(try Column(.utf8, files.map { _ in .string(catalogue.name.value) }))
    }
    columns.append(try Column(.utf8, etags.map { .string($0) }))
    let all = accountOfObjects(schema)
    return Table(
      schema: all,
      batches: [Batch(schema: all, columns: columns, rowCount: files.count)]
    )
  }

  /// Whether every object of the account has the size and the ETag it had.
  func isStillTrue(_ account: Table) async throws -> Bool {
    do {
      let s3 = try await S3Access.shared.s3()
      let objects: [String: S3Object]
      if options.isFolder {
        objects = try await S3Set(s3, at: location).objects()
        if objects[StoredManifest.name] == nil { return false }
      } else {
        objects = try await s3.head(location).map { ["": $0] } ?? [:]
      }
      let last = account.schema.fields.count - 1
      for row in 0..<account.rowCount {
        guard case .string(let name) = account.value(row: row, column: 0),
          case .int(let size) = account.value(row: row, column: 2),
          case .string(let etag) = account.value(row: row, column: last), name.hasPrefix(place),
          let object = objects[String(name.dropFirst(place.count).drop { $0 == "/" })],
          object.byteCount == size, object.etag == etag
        else { return false }
      }
      return try await catalogue?.isThere(over: location.asFolder) ?? true
    } catch let error as CloudError where error.kind == .missing {
      return false
    } catch let error as CloudError {
      throw Diagnostic(error, at: options.to.span)
    }
  }
}

extension Diagnostic {
  fileprivate static func noBucket(_ to: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "no-file",
      "'\(to.value)' names no bucket",
      at: to.span,
      hint: "write s3://bucket/prefix"
    )
  }
}
