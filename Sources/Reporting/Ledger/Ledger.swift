public import Foundation

/// The folder of past runs: `.quire/runs/<id>/run.json` with the page as it was.
public struct Ledger: Sendable {
  /// `.quire/runs`.
  public let folder: URL

  public init(folder: URL) { self.folder = folder }

  /// All runs that can be read, the newest first; a folder that is half-written is passed over.
  public func runs() -> [RunRecord] {
    let ids =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted(by: >) ?? []
    return ids.filter { !$0.hasSuffix(".partial") }.compactMap { try? read($0) }
  }

  /// One run by its id, or by the beginning of it when no other begins so.
  ///
  /// - Throws: `LedgerError` with the runs that were meant.
  public func run(_ id: String) throws -> RunRecord {
    let ids = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let matches = ids.filter { $0.hasPrefix(id) && !$0.hasSuffix(".partial") }.sorted()
    guard let match = matches.count == 1 ? matches.first : matches.first(where: { $0 == id }) else {
      throw matches.isEmpty ? LedgerError.unknown(id) : LedgerError.several(id, matches)
    }
    return try read(match)
  }

  private func read(_ id: String) throws -> RunRecord {
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
  /// `page` is the rendered file, linked rather than copied where the file system can.
  public func write(_ record: RunRecord, page: URL?) throws {
    let files = FileManager.default
    let partial = folder.appendingPathComponent("\(record.id).partial")
    try files.createDirectory(at: partial, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    try encoder.encode(record).write(to: partial.appendingPathComponent("run.json"))
    if let page {
      try files.copyItem(at: page, to: partial.appendingPathComponent(page.lastPathComponent))
    }
    try files.moveItem(at: partial, to: folder.appendingPathComponent(record.id))
  }
}

/// A run that was asked for and cannot be told.
public enum LedgerError: Error, Sendable {
  case unknown(String)
  case several(String, [String])

  public var message: String {
    switch self {
    case .unknown(let id): "no run '\(id)'; 'quire runs list' shows the runs there are"
    case .several(let id, let ids): "'\(id)' may mean \(ids.joined(separator: " or "))"
    }
  }
}
