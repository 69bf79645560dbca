import ArgumentParser
import Diagnostics
import Foundation
import Reporting

/// `quire build`: render all templates of a folder, with a page that lists and searches the reports.
struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Render all templates of a folder, with an index page and a search.",
    discussion: """
      Templates are the .md files of the folder, and of folders in it, that have front matter or a \
      directive; names that begin with '.' or '_' and node_modules are passed over. The paths of the \
      reports mirror the folder: templates/sales/week.md becomes reports/sales/week.html. They are \
      made side by side and share the store: a step that several need runs once. \
      OUTPUT/index.html lists the reports of this build and searches their prose; files of earlier \
      builds stay where they are and are not listed.

        quire build                              every template in templates/
        quire build sales.md churn.md            these two
        quire build -P region='[north, south]'   each template that has 'region' twice
        quire build sales.md --each regions.csv  a report for each row

      One template, several reports: --each names a file of rows (.csv, .tsv, .json, .jsonl, .yaml or \
      .parquet) whose columns are parameters, and a list as a parameter's value, by -P or in the file \
      of --params, makes a report for each of its values; of several lists, for each combination. An \
      empty cell leaves the default. Reports are then named by the values, \
      OUTPUT/sales/north_2025-01-01.html, and by a piece of their digest where a value does not fit \
      into a file's name as it is, or differs from another only in case. A row with a wrong value is \
      an error that costs its own report alone; equal rows make one report. A build makes 10,000 \
      reports at most.

      A value is given to the templates that have the parameter. Exit codes are those of render, the \
      worst of all reports.
      """
  )

  @Argument(help: "Folders and templates (default: templates, or this folder if there is none).")
  var sources: [String] = []

  @OptionGroup var values: ParameterOptions
  @OptionGroup var choice: QueryEngine
  @OptionGroup var limits: EngineLimits

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The folder the reports are written to, or s3://bucket/prefix.",
      valueName: "path"
    )
  )
  var output = "reports"

  @Option(
    help: ArgumentHelp("Render one report for each row of this file.", valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "json", "jsonl", "yaml", "yml", "parquet"])
  )
  var each: String?

  @Option(name: .shortAndLong, help: "Reports made at the same time (default: cores, at least 2).")
  var jobs: Int?

  @OptionGroup var telling: TellingOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  func run() async throws {
    let progress = BuildProgress(
      style: telling.events != nil ? .json : (telling.quiet ? .silent : .forStandardError)
    )
    let outcome = await Interruption.cancelling { [folders, options] in
      await ReportBuild.run(folders, options) { progress.show($0) }
    }
    progress.end(outcome)
    if let path = outcome.indexPath { print(path) }
    if outcome.exitCode != 0 { throw ExitCode(outcome.exitCode) }
  }

  private var folders: [String] {
    if !sources.isEmpty { return sources }
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: "templates", isDirectory: &isFolder)
    return [isThere && isFolder.boolValue ? "templates" : "."]
  }

  private var options: BuildOptions {
    BuildOptions(
      render: RenderOptions(
        parameters: values.parameters,
        parametersFile: values.file,
        outputFolder: output,
        isStrict: telling.strict,
        threads: limits.threads,
        memoryLimit: limits.memory,
        engine: choice.engine,
        stateFolder: limits.state,
        sharedStore: limits.sharedStore
      ),
      rowsFile: each,
      jobs: jobs
    )
  }
}
