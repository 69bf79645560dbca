import Diagnostics
import Engines
import Files
import Foundation
import Options
import Pipeline
import Tables

/// `store` to local files: one, or a folder of them with its manifest.
///
/// Everything is written beside the place it goes to and takes its place at once: a file by a rename, a
/// folder by a swap. Without `mode`, only what a `store` wrote itself makes way. With `mode: append` the files
/// join those of the folder, and its manifest lists them when they are all there.
struct FolderTarget: StoreTarget {
  private let options: StoredFileOptions
  /// As the system opens it.
  private let path: String

  init?(_ to: Spanned<String>, _ reader: inout OptionReader, _ planning: Planning) {
    guard let options = StoredFileOptions(to, &reader) else { return nil }
    self.options = options
    path = Self.withoutSlash(planning.outputPath(to.value))
  }

  var identity: [KeyPart] { options.identity + [KeyPart("place", path)] }
  var writes: [String] { [path] }
  var columns: [Spanned<String>] { options.partitionBy }

  func complaints(about schema: Schema) -> [Diagnostic] { options.complaints(about: schema) }
  func accountSchema(of data: Schema) -> Schema { options.accountSchema(of: data) }

  func explain(_ error: EngineError, at span: SourceSpan) -> Diagnostic {
    FileSet.explain(error, options.to)
  }

  func store(_ data: String, _ context: StepContext) async throws -> Table {
    let place = StoredPlace(path: path, options: options)
    // Before the work, so that an hour of it is not for nothing; what is then found to be the same
    // as what would be written is no obstacle.
    let obstacle = try await place.obstacle(context)
    let set = FileSet(data: data, options: options, context: context)
    let spool = try NewFolder(options.isFolder ? path : "\(path).spool") { _ in true }
    var (files, schema) = try await set.write(in: spool.temporaryPath)
    if options.keepsFiles, options.isFolder, let there = StoredManifest(inFolder: path) {
      files = there.known(files, options) { file in
        (try? Fingerprint.ofFile("\(path)/\(file.path)").digest.hex) == file.sha256
      }
    }
    let columns = context.input(data)?.columns
    if try !place.holds(files, columns) {
      if let obstacle { throw obstacle }
      try await place.publish(files, columns, spool, context)
    }
    return try files.account(schema, in: Self.withoutSlash(options.to.value))
  }

  /// Whether every file of the account has the size it had.
  func isStillTrue(_ account: Table) async throws -> Bool {
    let shown = Self.withoutSlash(options.to.value)
    for row in 0..<account.rowCount {
      guard case .string(let name) = account.value(row: row, column: 0),
        case .int(let size) = account.value(row: row, column: 2), name.hasPrefix(shown),
        let stamp = try? FileStamp(ofFile: path + name.dropFirst(shown.count)), stamp.size == size
      else { return false }
    }
    guard options.isFolder else { return true }
    // Files of others stand beside those that were added.
    let count = StoredManifest(inFolder: path)?.files.count ?? 0
    return options.mode == .append ? count >= account.rowCount : count == account.rowCount
  }

  private static func withoutSlash(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
