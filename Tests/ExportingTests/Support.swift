import Diagnostics
import Exporting
import Files
import Foundation
import Tables

/// A folder for one test, removed with it.
final class Folder: Sendable {
  let path = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID())").path

  init() throws { try FileSystem.makeFolder(path) }

  deinit { FileSystem.remove(path) }

  func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  func bytes(_ name: String) throws -> [UInt8] {
    try FileSystem.contents(of: path + "/" + name) ?? []
  }

  /// All files below the folder by their paths in it.
  func files() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    let names = FileManager.default.enumerator(atPath: path)
    while let name = names?.nextObject() as? String {
      if FileSystem.kind(of: path + "/" + name) == .file { files[name] = try bytes(name) }
    }
    return files
  }
}

extension RowFormat {
  /// A whole file of one batch.
  func text(_ table: Table) -> String {
    let bytes = ByteWriter()
    appendHeader(table.schema, to: bytes)
    for batch in table.batches { appendRows(batch, firstRow: true, to: bytes) }
    appendFooter(to: bytes)
    return bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }
}

/// Visits: unit i has i % 4 rows, so blocks of a unit or two may have none.
enum Visits {
  static func batch(_ units: Range<Int>) -> Batch {
    let unit = FixedWidthBuilder<Int64>()
    let names = BytesBuilder()
    let times = FixedWidthBuilder<Int64>()
    let amounts = FixedWidthBuilder<Double>()
    for number in units {
      for visit in 0..<(number % 4) {
        unit.append(Int64(number))
        names.append(number % 5 == 0 ? nil : "학생 \(number), \"\(visit)\"")
        times.append((Int64(number) * 977 + Int64(visit) * 100_000) * 1_000_000)
        amounts.append(Double(number * visit) / 8)
      }
    }
    let time = DataType.timestamp(.microsecond, zone: nil)
    let visit = Column.structure([
      (Field("at", time), times.finish(as: time)), (Field("amount", .float64), amounts.finish()),
    ])
    return Table([("unit", unit.finish()), ("name", names.finish()), ("visit", visit)]).batches[0]
  }

  static func source(
    _ units: Int,
    inBlock: Int,
    _ rows: @escaping @Sendable (Range<Int>) throws(Diagnostic) -> Batch = { Visits.batch($0) }
  ) -> RowSource {
    RowSource(
      name: "visits",
      schema: batch(0..<0).schema,
      units: 0..<units,
      unitsInBlock: inBlock,
      rows: rows
    )
  }
}
