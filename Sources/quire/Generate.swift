import ArgumentParser
import Diagnostics
import Exporting
import Files
import Foundation
import Options
import Reporting
import Simulation

/// `quire generate`: made-up rows as files.
struct Generate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Generate made-up data: the academy, or tables described column by column.",
    discussion: """
      The rows depend on the options and the seed only: any number of workers makes the same bytes, \
      and so do shards, made on any machines, put together. Files appear under their names when they \
      are complete.

        quire generate academy -o data          a file for each table
        quire generate academy --table logins --partition dt -o s3://lake/raw/
        quire generate academy --students 1e6 --table logins -o logins.parquet
        quire generate academy --table transactions --format log -o app.log
        quire generate academy --table logins --partition dt -o lake
        quire generate academy --shard 2/5 -o data     a fifth of each table
        quire generate academy --table students -o - | head
        quire generate academy --print-config > my.yaml
        quire generate academy --config my.yaml -o data

      A table of one's own, orders.yaml:

        rows: 100000
        columns:
          id: sequence
          customer: {name: {locale: ko}}
          amount: {lognormal: {mu: 3, sigma: 1}}

        quire generate orders.yaml -o orders.csv
        quire generate --print-kinds            all that a column can be

      Exit codes: 0 fine, 1 a mistake in a description or a file that could not be written, 64 wrong \
      usage, 130 interrupted.
      """
  )

  @Argument(
    help: "A scenario (academy), or a YAML or JSON file that describes tables.",
    completion: .file(extensions: ["yaml", "yml", "json"])
  )
  var what = ""

  @OptionGroup var figures: GenerateFigures
  @OptionGroup var files: GenerateFiles

  @Flag(help: "Print all figures of the scenario as YAML, with what they mean.")
  var printConfig = false

  @Flag(help: "Print the reference of column descriptions, with an example, as Markdown.")
  var printKinds = false

  @Flag(name: .shortAndLong, help: "Write no progress, only what is wrong.")
  var quiet = false

  func validate() throws {
    if printKinds { return }
    if what.isEmpty {
      throw ValidationError("name a scenario (academy) or a file that describes tables")
    }
    if Recipe.Scenario(rawValue: what) == nil {
      if printConfig { throw ValidationError("--print-config needs a scenario: academy") }
      guard what.contains(".") || what.contains("/") else {
        let names = Recipe.Scenario.allCases.map(\.rawValue)
        let hint = NearMatch.of(what, in: names).map { "; did you mean '\($0)'?" } ?? ""
        throw ValidationError("'\(what)' is neither a scenario (academy) nor a file\(hint)")
      }
      if let option = figures.given.first {
        throw ValidationError("--\(option) belongs to scenarios; write it into '\(what)'")
      }
    }
    if !printConfig { try files.check() }
  }

  func run() async throws {
    if printKinds { return print(ColumnReference.markdown) }
    if printConfig, let scenario = Recipe.Scenario(rawValue: what) {
      return print(scenario.defaultText, terminator: "")
    }
    var diagnostics: [Diagnostic] = []
    let recipe = recipe(&diagnostics)
    Terminal.printDiagnostics(diagnostics)
    guard let recipe else {
      let isUsage = diagnostics.contains { $0.span?.file.name == GenerateFigures.place }
      throw isUsage ? ExitCode(64) : ExitCode(1)
    }
    var files = files
    let upload = try files.divertToS3()
    let exports: [GenerateFiles.Planned]
    do { exports = try files.exports(of: recipe, named: what) } catch {
      throw ValidationError(error.message)
    }
    let meter = GenerateProgress(isSilent: quiet, tables: exports.map(\.table))
    let outcome = await Interruption.cancelling { () -> Result<Void, any Error> in
      do {
        for export in exports {
          meter.begin(export.table)
          meter.end(try await export.run { meter.show($0) })
        }
        try await upload?.send(setFolders: exports.compactMap(\.setFolder))
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    meter.finish()
    switch outcome {
    case .success: return
    case .failure(let error as Diagnostic):
      Terminal.printDiagnostics([error])
      throw ExitCode(1)
    case .failure(is CancellationError): throw ExitCode(130)
    case .failure(let error): throw error
    }
  }

  private func recipe(_ diagnostics: inout [Diagnostic]) -> Recipe? {
    if let scenario = Recipe.Scenario(rawValue: what) {
      let file = figures.config.flatMap { Self.node($0, &diagnostics) }
      if figures.config != nil, file == nil { return nil }
      return .scenario(
        scenario,
        options: figures.node(into: &diagnostics),
        file: file,
        diagnostics: &diagnostics
      )
    }
    guard let node = Self.node(what, &diagnostics) else { return nil }
    return .columns(node, named: Self.name(what), of: "'\(what)'", diagnostics: &diagnostics)
  }

  /// A table is called as its file is, without folder and ending.
  private static func name(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.split(separator: ".").first.map(String.init) ?? file
  }

  private static func node(_ path: String, _ diagnostics: inout [Diagnostic]) -> OptionNode? {
    do throws(SystemError) {
      guard let bytes = try FileSystem.contents(of: path) else { throw SystemError.absent(path) }
      let file = SourceFile(name: path, bytes: bytes)
      return OptionNode.parse(yaml: file.span(0..<bytes.count), into: &diagnostics)
    } catch {
      diagnostics.append(
        Diagnostic(.error, "cannot-read", "cannot read '\(path)': \(error.words)", at: nil)
      )
      return nil
    }
  }
}
