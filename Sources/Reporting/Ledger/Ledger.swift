import Diagnostics
import Files
public import Foundation
import Glibc

/// The folder of past runs: `.quire/runs/<id>/run.json` with the page as it was, `page-parts.json` with
/// its words, and in `tables` the small tables of its results.
public struct Ledger: Sendable {
  /// `.quire/runs`.
  public let folder: URL

  public init(folder: URL) { self.folder = folder }

  /// All runs that can be read, the newest first; a folder that is half-written is passed over.
  public func runs() -> [RunRecord] {
    newestFirst().map { $0 }
  }

  /// The runs that can be read, the newest first, each read when it is asked for.
  func newestFirst() -> some Sequence<RunRecord> {
    ids.sorted(by: >).lazy.compactMap { try? read($0) }
  }

  /// The names of all runs in no order, those that cannot be read among them.
  package var ids: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasSuffix(Self.unfinished) }
  }

  /// One run by its id, or by the beginning of it when no other begins so.
  ///
  /// - Throws: `LedgerError` with the runs that were meant.
  public func run(_ id: String) throws -> RunRecord {
    let matches = ids.filter { $0.hasPrefix(id) }.sorted()
    guard let match = matches.count == 1 ? matches.first : matches.first(where: { $0 == id }) else {
      throw matches.isEmpty ? LedgerError.unknown(id) : LedgerError.several(id, matches)
    }
    do { return try read(match) } catch { throw LedgerError.unreadable(match) }
  }

  /// The two runs to compare, the older one first as it is given.
  ///
  /// Without names they are the last two runs of `template`, or of the template that ran last. One
  /// name alone is compared with the newest run of its template; the newest itself, with the run
  /// before it.
  ///
  /// - Throws: `LedgerError`.
  public func pair(
    _ old: String?,
    _ new: String?,
    template: String? = nil
  ) throws -> (old: RunRecord, new: RunRecord) {
    if let old, let new { return (try run(old), try run(new)) }
    if let old {
      let named = try run(old)
      let others = runs().filter { $0.isOf(template: named.template) && $0.id != named.id }
      guard let newest = others.first else { throw LedgerError.single(named.template) }
      if newest.id > named.id { return (named, newest) }
      return (newest, named)
    }
    let all = runs()
    guard let path = template ?? all.first?.template else { throw LedgerError.none }
    let last = all.filter { $0.isOf(template: path) }.prefix(2)
    guard last.count == 2 else {
      if last.isEmpty { throw LedgerError.noneOf(path, known: all.map(\.template)) }
      throw LedgerError.single(path)
    }
    return (last[1], last[0])
  }

  /// One run by the name that it has in `ids`; the folder is not looked through.
  package func read(_ id: String) throws -> RunRecord {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    let file = folder.appendingPathComponent(id).appendingPathComponent("run.json")
    return try decoder.decode(RunRecord.self, from: Data(contentsOf: file))
  }

  /// A name for a run that begins now: the time, and what tells apart two runs of one second.
  public static func newID(at date: Date, process: Int32) -> String {
    var seconds = time_t(date.timeIntervalSince1970)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let fraction = Int(date.timeIntervalSince1970 * 1_000) % 1_000
    func padded(_ value: some BinaryInteger, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let day =
      padded(parts.tm_year + 1900, 4) + padded(parts.tm_mon + 1, 2) + padded(parts.tm_mday, 2)
    let time = padded(parts.tm_hour, 2) + padded(parts.tm_min, 2) + padded(parts.tm_sec, 2)
    return "\(day)-\(time)-\(padded(fraction, 3))-\(String(process, radix: 36))"
  }

  /// Writes a run's folder under a temporary name and gives it its own when it is whole.
  ///
  /// - Parameters:
  ///   - record: The run; its id names the folder.
  ///   - page: The rendered file, which is copied: an author may edit the original.
  ///   - parts: The words and charts of the page, by which it can be compared.
  ///   - tables: Files of the store by their names in the folder `tables`; linked where the file
  ///     system can, since they are never changed.
  /// - Throws: What the system says; nothing of the run is left then.
  public func write(
    _ record: RunRecord,
    page: URL?,
    parts: PageParts? = nil,
    tables: [String: String] = [:]
  ) throws {
    let partial = folder.appendingPathComponent("\(record.id)\(Self.unfinished)")
    removeRemains()
    do { try fill(partial, record, page, parts, tables) } catch {
      FileSystem.remove(partial.path)
      throw error
    }
  }

  private func fill(
    _ partial: URL,
    _ record: RunRecord,
    _ page: URL?,
    _ parts: PageParts?,
    _ tables: [String: String]
  ) throws {
    let files = FileManager.default
    try files.createDirectory(at: partial, withIntermediateDirectories: true)
    let kept = partial.appendingPathComponent(KeptTables.folder).path
    if !tables.isEmpty { try FileSystem.makeFolder(kept) }
    for (name, path) in tables.sorted(by: { $0.key < $1.key }) {
      try FileSystem.link(path, as: "\(kept)/\(name)")
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    try encoder.encode(record).write(to: partial.appendingPathComponent("run.json"))
    if let parts {
      try Data(parts.bytes).write(to: partial.appendingPathComponent(PageParts.fileName))
    }
    if let page {
      try files.copyItem(at: page, to: partial.appendingPathComponent(page.lastPathComponent))
    }
    try files.moveItem(at: partial, to: folder.appendingPathComponent(record.id))
  }

  /// How the folder of a run ends that is still being written.
  private static let unfinished = ".partial"

  /// Removes what processes that were killed while they wrote have left.
  private func removeRemains() {
    for name in (try? FileSystem.names(inFolder: folder.path)) ?? []
    where name.hasSuffix(Self.unfinished) {
      let process = name.dropLast(Self.unfinished.count).split(separator: "-").last
      guard let process = process.flatMap({ Int32($0, radix: 36) }) else { continue }
      if kill(process, 0) != 0, errno == ESRCH {
        FileSystem.remove(folder.appendingPathComponent(name).path)
      }
    }
  }
}

/// A run that was asked for and cannot be told.
public enum LedgerError: Error, Sendable {
  case unknown(String)
  case several(String, [String])
  /// Its `run.json` is damaged.
  case unreadable(String)
  /// There is no run at all.
  case none
  case noneOf(String, known: [String])
  /// There is only one run of the template.
  case single(String)
  /// The tables of runs cannot be read without an engine.
  case noEngine(String)

  public var message: String {
    switch self {
    case .unknown(let id): "no run '\(id)'; 'quire runs list' shows the runs there are"
    case .several(let id, let ids):
      "'\(id)' may mean \(ids.prefix(6).joined(separator: " or "))"
        + (ids.count > 6 ? " or \(ids.count - 6) more" : "")
    case .unreadable(let id): "the record of run '\(id)' cannot be read"
    case .noEngine(let reason): reason
    case .none: "no runs yet"
    case .noneOf(let template, let known):
      "no run of '\(template)'"
        + (NearMatch.hint(template, in: known, kind: "there are runs of").map { "; \($0)" } ?? "")
    case .single(let template):
      "there is only one run of '\(template)'; render it again to have two to compare"
    }
  }
}
