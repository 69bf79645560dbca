import Foundation
import Reporting
import Testing

/// A report as `--format json` writes it.
struct JSONReport {
  private let object: [String: Any]

  /// The flagship over a folder of records; rendered once for each folder.
  static func flagship(data: String) async throws -> JSONReport {
    try JSONReport(object: object(try await FlagshipPages.shared.page(data: data)))
  }

  /// A report's JSON.
  init(page: String) throws { object = try Self.object(Data(page.utf8)) }

  private init(object: [String: Any]) { self.object = object }

  static func object(_ path: String) throws -> [String: Any] {
    try object(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private static func object(_ data: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// The rows of a table, each by the names of its columns.
  func rows(of table: String) throws -> [[String: Any]] {
    let tables = try #require(object["tables"] as? [String: [String: Any]])
    let found = try #require(tables[table], "the report has no table \(table)")
    let columns = try #require(found["columns"] as? [[String: Any]])
    let names = columns.compactMap { $0["name"] as? String }
    return try #require(found["rows"] as? [[Any]]).map { row in
      Dictionary(zip(names, row)) { first, _ in first }
    }
  }

  /// Compares a table with rows of some of its columns, in their order.
  func expect(_ table: String, toHold expected: [[String: Any]]) throws {
    let rows = try rows(of: table)
    #expect(rows.count == expected.count)
    for (index, (row, wanted)) in zip(rows, expected).enumerated() {
      for (name, value) in wanted {
        let found = try #require(row[name], "\(table) has no column \(name)")
        #expect(Self.areEqual(found, value), "\(table)[\(index)].\(name): \(found), not \(value)")
      }
    }
  }

  /// Whether two JSON values are the same; numbers to the last but one of a double's digits.
  private static func areEqual(_ one: Any, _ other: Any) -> Bool {
    switch (one, other) {
    case (is NSNull, is NSNull): true
    case (let one as String, let other as String): one == other
    case (let one as NSNumber, let other as NSNumber):
      abs(one.doubleValue - other.doubleValue) <= 1e-14 * max(1, abs(other.doubleValue))
    default: false
    }
  }
}

/// Renders the flagship once for each folder of records, in a temporary folder.
private actor FlagshipPages {
  static let shared = FlagshipPages()

  private var pages: [String: Task<Data, any Error>] = [:]

  func page(data: String) async throws -> Data {
    if let page = pages[data] { return try await page.value }
    let page = Task {
      let folder = NSTemporaryDirectory() + "quire-flagship-\(UUID().uuidString)"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let outcome = await Report.render(
        Flagship.template,
        RenderOptions(
          parameters: ["data=\(data)"],
          outputFolder: folder,
          format: .json,
          stateFolder: folder + "/state"
        )
      )
      #expect(outcome.exitCode == 0, "\(outcome.diagnostics)")
      return try Data(contentsOf: URL(fileURLWithPath: try #require(outcome.outputPath)))
    }
    pages[data] = page
    return try await page.value
  }
}
