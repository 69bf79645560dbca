import ArgumentParser
import Reporting

/// `quire doctor`: whether this machine has what Quire needs.
struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say whether everything Quire needs is in place, and what to do if not."
  )

  func run() async throws {
    let findings = await Diagnosis.all()
    for finding in findings { print(finding.line) }
    if findings.contains(where: { !$0.isFine }) { throw ExitCode(1) }
  }
}
