import Engines
import Exporting
import Files
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Tables

/// A table of a run on its way to the browser, a batch at a time.
struct TableDownload: Sendable {
  enum Format: String, Sendable { case csv, parquet }

  var name: String
  /// Its Parquet files, in order.
  var files: [String]
  var format: Format

  /// - Throws: `EngineError`, `SystemError`: the files have gone since they were found.
  func response() async throws -> Response {
    switch format {
    case .csv: try await csv()
    case .parquet: files.count == 1 ? try file(files[0], isOurs: false) : try await joined()
    }
  }

  private var headers: HTTPFields {
    let type = format == .csv ? "text/csv; charset=utf-8" : "application/vnd.apache.parquet"
    return [.contentType: type, .contentDisposition: Self.attachment("\(name).\(format.rawValue)")]
  }

  /// A file's name as headers take it (RFC 6266 with RFC 8187).
  private static func attachment(_ name: String) -> String {
    let plain = String(
      name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "_" }
    )
    return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(Address.query(name))"
  }

  private func rows() async throws -> BatchStream {
    let list = files.map { SQL.literal(.string($0)) }.joined(separator: ", ")
    let connection = try Engine.duckDB().connect()
    return try await connection.query("FROM read_parquet([\(list)])")
  }

  private func csv() async throws -> Response {
    let rows = try await rows()
    return Response(
      status: .ok,
      headers: headers,
      body: ResponseBody { writer in
        let format = CSVFormat()
        let header = ByteWriter()
        format.appendHeader(rows.schema, to: header)
        try await writer.write(header.buffer)
        var isFirst = true
        for try await batch in rows {
          let bytes = ByteWriter()
          format.appendRows(batch, firstRow: isFirst, to: bytes)
          isFirst = false
          try await writer.write(bytes.buffer)
        }
        try await writer.finish(nil)
      }
    )
  }

  /// Several files as one, through a temporary one.
  private func joined() async throws -> Response {
    let rows = try await rows()
    let path = NSTemporaryDirectory() + "quire-\(UUID().uuidString).parquet"
    let file = try TableFile(path, .parquet, rows.schema)
    for try await batch in rows { try await file.append(batch) }
    try await file.finish()
    return try self.file(path, isOurs: true)
  }

  /// A file's bytes, a piece at a time; one of our own is removed when it is open.
  private func file(_ path: String, isOurs: Bool) throws -> Response {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    if isOurs { FileSystem.remove(path) }
    let size = Int(try handle.seekToEnd())
    try handle.seek(toOffset: 0)
    return Response(
      status: .ok,
      headers: headers,
      body: ResponseBody(contentLength: size) { writer in
        while let piece = try handle.read(upToCount: 1 << 18), !piece.isEmpty {
          try await writer.write(ByteBuffer(bytes: piece))
        }
        try handle.close()
        try await writer.finish(nil)
      }
    )
  }
}

extension ByteWriter {
  var buffer: ByteBuffer { withUnsafeBytes { ByteBuffer(bytes: $0) } }
}
