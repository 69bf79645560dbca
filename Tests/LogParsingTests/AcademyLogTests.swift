import Foundation
import Tables
import Testing

@testable import LogParsing

/// Beside the project's folder.
private let academyFolder =
  #filePath.components(separatedBy: "/Tests/")[0] + "/../shared/data/academy"

/// The academy's own logs, as they were collected.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: academyFolder + "/login.txt"),
    "needs the academy's own records in ../shared/data/academy, which are not part of the project"
  )
) struct AcademyLogTests {
  @Test(arguments: ["login.txt", "transaction.txt"])
  func `Every collected line is a row or blank`(name: String) async throws {
    let format = try #require(NamedFormat.named("academy")).compiled().format
    let parser = LogParser(formats: [format], columns: format.columns)
    let path = "\(academyFolder)/\(name)"
    var rows: [Batch] = []
    let count = try await LogRun(parser, workers: 2).parse([.file(path)]) { rows.append($0.rows) }
    #expect(count.rejects == 0)
    #expect(count.rows > 0)
    #expect(count.lines == count.rows + count.blank)
    // Counted apart: lines by their ends, rows by what each of them has once.
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    #expect(count.lines == text.split(separator: "\n", omittingEmptySubsequences: false).count - 1)
    #expect(count.rows == text.components(separatedBy: "UserId:").count - 1)
    let table = Table(schema: parser.schema, batches: rows)
    let products = try #require(table.column(named: "product_code"))
    let codes = (0..<table.rowCount).flatMap { row -> [Value] in
      if case .list(let codes) = products.value(at: row) { codes } else { [] }
    }
    #expect(!codes.isEmpty)
    for case .string(let code) in codes { #expect(code.utf8.count == 7, "\(code)") }
  }
}
