import Foundation
import Reporting
import Testing

/// The numbers of templates/academy.md, against two counts that were made without it.
@Suite struct `The flagship report` {
  @Test(arguments: [
    "registration_trend", "repeat_rate", "retention", "monthly_active_users", "sales_by_subject",
    "sales_by_channel", "sales_by_campaign", "study_by_grade",
  ])
  func `gives the numbers that Python counted from the invented academy`(table: String) async throws
  {
    let report = try await JSONReport.flagship(data: Flagship.invented)
    let expected = try JSONReport.object(Flagship.expected)
    try report.expect(table, toHold: try #require(expected[table] as? [[String: Any]]))
  }

  @Test(arguments: ["records", "accounts", "actions", "logins"])
  func `counts as many as Python did`(name: String) async throws {
    let report = try await JSONReport.flagship(data: Flagship.invented)
    let expected = try JSONReport.object(Flagship.expected)
    let facts = try #require(try report.rows(of: "facts").first)
    #expect(facts[name] as? Int == expected[name] as? Int)
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: Flagship.reference),
      "needs the academy's own records in ../shared/data/academy, which are not part of the project"
    ),
    arguments: [("registration_trend", 1), ("repeat_rate", 203), ("retention", 12)]
  )
  func `gives the numbers that Spark gave on the academy's own records`(
    table: String,
    rowCount: Int
  ) async throws {
    let report = try await JSONReport.flagship(data: Flagship.real)
    let expected = try JSONReport.object(Flagship.reference)
    let rows = try #require(expected[table] as? [[String: Any]])
    #expect(rows.count == rowCount)
    try report.expect(table, toHold: rows)
  }

  @Test func `splits the active users in three that add up`() async throws {
    let report = try await JSONReport.flagship(data: Flagship.invented)
    let months = try report.rows(of: "active_by_month")
    #expect(!months.isEmpty)
    for month in months {
      let parts = ["new_users", "repeat_users", "comeback_users"].compactMap { month[$0] as? Int }
      #expect(parts.count == 3 && parts.reduce(0, +) == month["active"] as? Int)
    }
  }
}

/// Where the flagship and its records are.
enum Flagship {
  static let project = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  static let template = project + "/templates/academy.md"
  static let invented = project + "/Tests/Fixtures/academy"
  static let expected = project + "/Tests/Fixtures/academy_expected.json"
  static let real = project + "/../shared/data/academy"
  static let reference = real + "/spark_reference.json"
}
