import Diagnostics
import Engines
import Files
import Tables

/// What the rows become.
public enum ExportFormat: Sendable {
  case text(any RowFormat)
  case parquet

  /// The ending of the files' names, without the dot.
  public var fileExtension: String {
    switch self {
    case .text(let format): format.fileExtension
    case .parquet: "parquet"
    }
  }
}

/// Where a table is written to.
public enum ExportTarget: Sendable {
  /// A file; a pipe or a device takes its bytes as they come.
  case file(String)
  /// The standard output, as text.
  case standardOutput
  /// `part-00001-of-00005.csv` … in a folder, of nearly as many units each.
  case parts(folder: String, count: Int)
  /// One of several parts as a file of any name; `-` is the standard output.
  case shard(String, index: Int, count: Int)
  /// One of those parts: `index` counts from 0.
  case part(folder: String, index: Int, count: Int)
  /// A folder for each day, `dt=2024-01-31/part-00001-of-00001.csv`; of one part only, if given.
  case partitions(folder: String, PartitionKey, shard: (index: Int, count: Int)?)

  /// The file or folder, for messages.
  fileprivate var path: String {
    switch self {
    case .standardOutput: "standard output"
    case .file(let path), .shard(let path, _, _), .parts(let path, _), .part(let path, _, _),
      .partitions(let path, _, _):
      path
    }
  }
}

/// Writing a table to files, on several threads and in memory that does not grow with the table.
///
/// Files appear under their names when all of them are complete and on the disk; after a failure none
/// does. Their bytes do not depend on the number of threads.
public struct Export: Sendable {
  private let source: RowSource
  private let format: ExportFormat
  private let target: ExportTarget
  private let workers: Int

  public init(_ source: RowSource, as format: ExportFormat, to target: ExportTarget, workers: Int) {
    self.source = source
    self.format = format
    self.target = target
    self.workers = max(1, workers)
  }

  /// Writes the table.
  ///
  /// - Parameter onProgress: Told a few times a second, by any thread, and once at the end.
  /// - Returns: What was written.
  /// - Throws: `Diagnostic`, or `CancellationError`.
  @discardableResult
  public func run(
    onProgress: @escaping @Sendable (ExportProgress) -> Void = { _ in }
  ) async throws -> ExportProgress {
    let meter = ProgressMeter(source, onProgress)
    do {
      switch (format, target) {
      case (_, .partitions(let folder, let key, let shard)):
        try await write(in: folder, by: key, shard, meter)
      case (.text(let format), _): try await write(format, meter)
      case (.parquet, _): try await writeParquet(meter)
      }
    } catch let error as SystemError {
      throw Diagnostic.cannotWrite(error)
    } catch let error as EngineError {
      throw Diagnostic.exportFailed(error, target.path)
    } catch is PageTooLarge {
      throw Diagnostic.pageTooLarge(target.path)
    }
    return meter.finish()
  }

  private func write(
    in path: String,
    by key: PartitionKey,
    _ shard: (index: Int, count: Int)?,
    _ meter: ProgressMeter
  ) async throws {
    let piece = shard.map { source.piece($0.index, of: $0.count) } ?? source
    let name = Self.partName(shard?.index ?? 0, of: shard?.count ?? 1, format.fileExtension)
    // Other shards put their files into the same folders.
    let folder = try NewFolder(path) { shard != nil || $0.hasPrefix(key.name + "=") }
    switch format {
    case .text(let format):
      try await PartitionExport(piece, by: key, name: name, in: folder, as: format)
        .run(workers: workers, meter)
    case .parquet:
      let export = ParquetExport(piece, workers: workers, meter)
      try await export.write(in: folder.temporaryPath, by: key, name: name)
    }
    if shard == nil { try folder.publish() } else { try folder.merge() }
  }

  private func write(_ format: any RowFormat, _ meter: ProgressMeter) async throws {
    let files = try files()
    let export = TextExport(
      files.map(\.piece),
      to: files.map { file in { try Self.sink(file.path) } },
      as: format
    )
    try await export.run(workers: workers, meter)
  }

  private func writeParquet(_ meter: ProgressMeter) async throws {
    var written: [@Sendable () throws -> Void] = []
    for file in try files() {
      let export = ParquetExport(file.piece, workers: workers, meter)
      written.append(try await export.written(to: file.path))
    }
    for publish in written { try publish() }
  }

  /// The files with what goes into each; an empty path is the standard output.
  private func files() throws(SystemError) -> [(piece: RowSource, path: String)] {
    switch target {
    case .file(let path): return [(source, path)]
    case .standardOutput: return [(source, "")]
    case .shard(let path, let index, let count):
      return [(source.piece(index, of: count), path == "-" ? "" : path)]
    case .parts(let folder, let count):
      return (0..<count).map { index in
        (source.piece(index, of: count), path(index, of: count, in: folder))
      }
    case .part(let folder, let index, let count):
      return [(source.piece(index, of: count), path(index, of: count, in: folder))]
    case .partitions: return []
    }
  }

  private func path(_ index: Int, of count: Int, in folder: String) -> String {
    folder + "/" + Self.partName(index, of: count, format.fileExtension)
  }

  /// `part-00001-of-00005.csv` for the first of five.
  static func partName(_ index: Int, of count: Int, _ ending: String) -> String {
    func five(_ number: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }
    return "part-\(five(index + 1))-of-\(five(count)).\(ending)"
  }

  static func sink(_ path: String) throws(SystemError) -> TextPart.Sink {
    if path.isEmpty { return .stream(try OpenFile.standardOutput()) }
    if FileSystem.kind(of: path) == .other { return .stream(try OpenFile.existing(path)) }
    return .file(try NewFile(path))
  }
}
