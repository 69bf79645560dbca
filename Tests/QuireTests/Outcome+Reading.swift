import Foundation
import Testing

extension Workplace {
  /// Runs `quire` with these arguments to its end.
  func quire(_ arguments: [String]) async throws -> Outcome {
    try await start(Self.program, arguments).outcome()
  }
}

extension Outcome {
  /// Standard output as a JSON object.
  func object() throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
  }

  /// Standard output as a JSON array.
  func array() throws -> [Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [Any])
  }

  /// The JSON objects of standard error, one a line.
  func events() throws -> [[String: Any]] {
    try errors.split(separator: "\n").map { line in
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(value as? [String: Any])
    }
  }
}
