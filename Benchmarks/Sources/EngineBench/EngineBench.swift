import Engines
import Foundation

/// What `Benchmarks/run` measures of the engine from the inside.
///
///     EngineBench queries FILE.sql REPEATS   seconds of each query, one JSON object a line
///     EngineBench memory SQL                 peak memory of reading a result batch by batch
@main
struct EngineBench {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      switch (arguments.first, arguments.count) {
      case ("queries", 3):
        guard let repeats = Int(arguments[2]), repeats > 0 else { fail("REPEATS is a number") }
        try await timeQueries(in: arguments[1], repeats: repeats)
      case ("memory", 2):
        try await readInBatches(arguments[1])
      default:
        fail("usage: EngineBench queries FILE.sql REPEATS | EngineBench memory SQL")
      }
    } catch {
      fail("\(error)")
    }
  }

  /// Runs each query of a file, one a line, and times it from the SQL text to its last row.
  static func timeQueries(in path: String, repeats: Int) async throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let connection = try Engine.duckDB().connect()
    for sql in text.split(separator: "\n") {
      for _ in 0..<repeats {
        let clock = ContinuousClock()
        let start = clock.now
        let rows = try await countRows(sql: String(sql), on: connection).rows
        let seconds = (clock.now - start) / .seconds(1)
        print("{\"seconds\": \(seconds), \"rows\": \(rows)}")
      }
    }
  }

  /// Reads a result to its end, keeping no batch, and says how much memory that took at its peak.
  static func readInBatches(_ sql: String) async throws {
    let connection = try Engine.duckDB().connect()
    // So that the engine's own buffers are there before the measurement starts.
    _ = try await connection.execute("SELECT 1")
    let before = try peakKilobytes()
    let (rows, batches) = try await countRows(sql: sql, on: connection)
    let after = try peakKilobytes()
    print(
      "{\"rows\": \(rows), \"batches\": \(batches), \"before_kb\": \(before), \"peak_kb\": \(after)}"
    )
  }

  static func countRows(
    sql: String,
    on connection: Connection
  ) async throws -> (rows: Int, batches: Int) {
    var (rows, batches) = (0, 0)
    for try await batch in try await connection.query(sql) {
      rows += batch.rowCount
      batches += 1
    }
    return (rows, batches)
  }

  /// The most resident memory this process has had (Linux's VmHWM).
  static func peakKilobytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
      if let number = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({
        Int($0)
      }) {
        return number
      }
    }
    fail("/proc/self/status has no VmHWM")
  }

  static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("EngineBench: \(message)\n".utf8))
    exit(1)
  }
}
