import Diagnostics
import Foundation
import Tables
import Testing

@testable import LogParsing

/// A system of Loghub (https://github.com/logpai/loghub), whose logs are not part of the project.
struct LoghubSystem: CustomTestStringConvertible {
  let name: String
  /// In the order in which they are tried.
  let patterns: [String]

  var testDescription: String { name }

  /// Beside the project's folder.
  static let folder = #filePath.components(separatedBy: "/Tests/")[0] + "/../shared/data/loghub"
  static let isHere = FileManager.default.fileExists(atPath: folder + "/LICENSE")

  static let all = [
    LoghubSystem(
      name: "Android",
      patterns: ["%{Date} %{Time->} %{Pid->} %{Tid} %{Level} %{Component}: %{Content}"]
    ),
    LoghubSystem(name: "Apache", patterns: ["[%{Time}] [%{Level}] %{Content}"]),
    LoghubSystem(
      name: "HDFS",
      patterns: ["%{Date} %{Time} %{Pid} %{Level} %{Component}: %{Content}"]
    ),
    LoghubSystem(
      name: "Hadoop",
      patterns: ["%{Date} %{Time} %{Level} [%{Process}] %{Component}: %{Content}"]
    ),
    LoghubSystem(
      name: "Linux",
      patterns: [
        // A process number tells this format from the next: `kernel: [drm] x` has none.
        "%{Month->} %{Date} %{Time} %{Level->} %{Component}[%{PID:int}]:%{->} %{Content}",
        "%{Month->} %{Date} %{Time} %{Level->} %{Component}:%{->} %{Content}",
      ]
    ),
    LoghubSystem(
      name: "OpenSSH",
      patterns: ["%{Date->} %{Day} %{Time} %{Component} sshd[%{Pid}]: %{Content}"]
    ),
    LoghubSystem(name: "Spark", patterns: ["%{Date} %{Time} %{Level} %{Component}: %{Content}"]),
    LoghubSystem(
      name: "Zookeeper",
      patterns: [
        "%{Date} %{Time} - %{Level->} [%{Node}:%{Component}@%{Id}] - %{Content}"
      ]
    ),
  ]
}

/// The logs of eight systems have the fields that Loghub found in them.
struct LoghubTests {
  @Test(
    .enabled(
      if: LoghubSystem.isHere,
      "needs the logs of Loghub in ../shared/data/loghub, which are not part of the project"
    ),
    arguments: LoghubSystem.all
  )
  func `A system's log has the fields of Loghub on every line`(system: LoghubSystem) throws {
    let formats = try system.patterns.map { pattern in
      var diagnostics: [Diagnostic] = []
      let matcher = try #require(
        Dissect(PatternText(pattern, name: system.name), diagnostics: &diagnostics)
      )
      return LogFormat(name: "dissect", matcher: matcher)
    }
    let log = try parsed("\(system.name)_2k.log", formats)
    let header = try bytes("\(system.name)_2k.log_structured.csv").prefix {
      $0 != 0x0D && $0 != 0x0A
    }
    var diagnostics: [Diagnostic] = []
    let csv = try #require(
      Delimited(
        header: PatternText(String(decoding: header, as: UTF8.self), name: "csv"),
        diagnostics: &diagnostics
      )
    )
    let structured = try parsed(
      "\(system.name)_2k.log_structured.csv",
      [LogFormat(name: "csv", matcher: csv)]
    )
    #expect(log.rejects.map { String(decoding: $0.text, as: UTF8.self) } == [])
    #expect(structured.rejects.isEmpty)
    #expect(log.rows.rowCount == 2_000)
    #expect(structured.rows.rowCount == 2_000)
    #expect(log.blankCount == 0)
    #expect(structured.headerCount == 1)

    var compared = 0
    for (index, field) in structured.rows.schema.fields.enumerated() {
      // What Loghub made of the content, and not what stands in the line.
      if ["LineId", "EventId", "EventTemplate"].contains(field.name) { continue }
      let column = try #require(log.rows.schema.fields.firstIndex { $0.name == field.name })
      compared += 1
      for row in 0..<min(log.rows.rowCount, structured.rows.rowCount) {
        // Loghub takes white space off the end of a line, and has no text where we have no value.
        let ours = text(log.rows.columns[column].value(at: row))
        let theirs = text(structured.rows.columns[index].value(at: row))
        #expect(ours == theirs, "line \(row + 1), \(field.name)")
      }
    }
    #expect(compared == log.rows.schema.fields.count)
  }

  private func text(_ value: Value) -> String {
    switch value {
    case .string(let text): text.replacing(/\s+$/, with: "")
    case .int(let number): "\(number)"
    default: ""
    }
  }

  private func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: "\(LoghubSystem.folder)/\(name)"))
  }

  private func parsed(_ name: String, _ formats: [LogFormat]) throws -> ParsedBlock {
    let columns = formats.flatMap(\.columns).reduce(into: [LogColumn]()) { columns, column in
      if !columns.contains(where: { $0.name == column.name }) { columns.append(column) }
    }
    let parser = LogParser(formats: formats, columns: columns)
    return try bytes(name).withUnsafeBytes { parser.parse($0, latest: .max) }
  }
}
