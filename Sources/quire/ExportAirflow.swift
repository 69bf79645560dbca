import ArgumentParser
import Diagnostics
import Foundation
import Reporting

/// `quire export`: a template for another program that runs it.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a template's steps for a scheduler.",
    subcommands: [ExportAirflow.self]
  )
}

/// `quire export airflow`: a DAG whose tasks are a template's steps.
struct ExportAirflow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "airflow",
    abstract: "Write a DAG file for Airflow 3, or 2.11, whose tasks are the template's steps.",
    discussion: """
      Each directive that runs becomes a task, named by its label in snake_case, that calls 'quire \
      run --step'; a task renders the report at the end. Tasks share results by the store: they need \
      the same folder --project, on one machine or on a disk that all workers have. Workers without one \
      have each a folder of that path with the same templates and files, and share results by --store; \
      the report goes to --reports s3://…, where all can see it. Charts and the section about a model \
      are left to the report's task. 'shards: 4' of generate or parse makes four mapped tasks.

        quire export airflow sales.md                  to standard output
        quire export airflow sales.md -o dags/         dags/sales.py
        quire export airflow sales.md --schedule '0 6 * * *' -P from=2025-02-01
        quire export airflow sales.md --store s3://team/results \\
          --reports s3://team/reports            workers that share no disk
        quire export airflow sales.md --command \\
          'docker run --rm -v "$PWD":/reports quire'   in a container

      Parameters become typed Params with the values given here, else their defaults; a parameter of \
      type date that is called date or ds, or that --date-param names, gets the day of the run. A \
      step whose result is in the store is shown as skipped, and what follows it runs. Values decide \
      which branches of {% if params.… %} become tasks; a run on other values skips tasks that it \
      leaves out, and what it has more is run by the tasks that need it.

      The same can stand in the template's front matter, where the command line wins:

        airflow:
          schedule: "0 6 * * *"     # cron, @daily and the like; none: only by hand
          start: 2024-01-01         # when the schedule begins
          timezone: Asia/Seoul      # whose clock it is
          retries: 2
          retry_delay: 5m
          timeout: 2h               # of one task
          max_active_runs: 1
          tags: [sales]
          owner: analytics
          date_param: day           # the parameter that is the day of the run

      The file holds no credential: steps find theirs in the environment of Airflow's workers.
      """
  )

  @Argument(help: "The template.", completion: .file(extensions: ["md"]))
  var template: String

  @OptionGroup var values: ParameterOptions
  @OptionGroup var choice: QueryEngine

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write, or a folder that is there or ends in '/' (default: standard output).",
      valueName: "path"
    )
  )
  var output: String?

  @Option(help: ArgumentHelp("Cron, @daily and the like, or none.", valueName: "cron"))
  var schedule: String?

  @Option(
    help: ArgumentHelp("The parameter that is the day of the run, or none.", valueName: "name")
  )
  var dateParam: String?

  @Option(help: ArgumentHelp("The DAG's name (default: the template's).", valueName: "name"))
  var dagID: String?

  @Option(
    help: ArgumentHelp(
      "The folder in which tasks work, to which the template's path is relative (default: this one).",
      valueName: "folder"
    )
  )
  var project: String?

  @Option(help: ArgumentHelp("The program that tasks call (default: quire).", valueName: "path"))
  var program: String?

  @Option(
    help: ArgumentHelp(
      """
      How tasks call it, where a program is not enough: words of the shell, to which the arguments are \
      added, such as 'docker run --rm -v "$PWD":/reports quire'.
      """,
      valueName: "words"
    )
  )
  var command: String?

  @Option(help: ArgumentHelp("The folder of the store and the ledger.", valueName: "folder"))
  var state = ".quire"

  @Option(
    help: ArgumentHelp(
      "Where tasks on several machines share results (default: QUIRE_STORE, as the workers have it).",
      valueName: "s3://…"
    )
  )
  var store: String?

  @Option(
    help: ArgumentHelp(
      "The folder the report is written to, or s3://bucket/prefix; with the ending .html the file.",
      valueName: "path"
    )
  )
  var reports = "reports"

  func validate() throws {
    guard let command else { return }
    if program != nil { throw ValidationError("--program and --command exclude each other") }
    if let complaint = AirflowCommand.complaint(about: command) {
      throw ValidationError("--command is not the beginning of a command: \(complaint)")
    }
  }

  func run() throws {
    var diagnostics: [Diagnostic] = []
    let export = AirflowExport.of(template, options, into: &diagnostics)
    Terminal.printDiagnostics(diagnostics)
    guard let export else { throw ExitCode(1) }
    guard let output else { return print(export.python, terminator: "") }
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
    do {
      print(
        try export.write(
          to: output,
          isFolder: output.hasSuffix("/") || isThere && isFolder.boolValue
        )
      )
    } catch {
      Terminal.printDiagnostics([error])
      throw ExitCode(1)
    }
  }

  private var options: AirflowExport.Options {
    var options = AirflowExport.Options()
    options.parameters = values.parameters
    options.parametersFile = values.file
    options.engine = choice.engine
    options.schedule = schedule
    options.dateParameter = dateParam
    options.identifier = dagID
    options.project = project ?? FileManager.default.currentDirectoryPath
    options.command = command.map(AirflowCommand.shell) ?? .program(program ?? "quire")
    options.stateFolder = state
    options.sharedStore = store
    options.outputFolder = reports
    return options
  }
}
