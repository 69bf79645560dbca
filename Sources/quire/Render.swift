public import ArgumentParser
import Diagnostics
import Foundation
public import Reporting

/// `quire render`: run a template and write the report.
struct Render: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a template and write the finished report.",
    discussion: """
      Steps whose inputs are as they were are taken from the store (.quire/store); the rest runs, \
      independent steps side by side. The report lies at OUTPUT/<template's name>.html.

        quire render sales.md -P from=2025-02-01
        quire render sales.md --explain          why each step ran, or did not
        quire render sales.md --refresh monthly  run 'monthly' again
        quire render sales.md --format json      every table, for machines
        quire render sales.md -o west.html       the report in this file

      '-o s3://team/reports' writes the object reports/sales.html of the bucket 'team', whole or not at \
      all; keys and addresses are found as AWS's own tools find them.
      """
  )

  @Argument(help: "The templates to render.", completion: .file(extensions: ["md"]))
  var templates: [String]

  @OptionGroup var values: ParameterOptions
  @OptionGroup var choice: QueryEngine
  @OptionGroup var limits: EngineLimits

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      The folder the reports are written to, or s3://bucket/prefix; with the ending of its format \
      (.html, .md, .json) the file, or object, of one report.
      """,
      valueName: "path"
    )
  )
  var output = "reports"

  @Option(help: "What to write: html, markdown (with its charts beside it) or json.")
  var format: OutputFormat = .html

  @Flag(help: "Say for each step why it ran or did not.")
  var explain = false

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      """
      Run this step again although nothing changed; what reads it runs when the result differs. \
      'all' for every step. May be repeated.
      """,
      valueName: "label"
    )
  )
  var refresh: [String] = []

  @Flag(
    help: """
      Take results of steps that run every time (cache: false) from the store too: after 'quire run'.
      """
  )
  var reuse = false

  @OptionGroup var telling: TellingOptions

  func run() async throws {
    let options = options
    let progress = Progress(
      style: telling.events != nil ? .json : (telling.quiet ? .silent : .forStandardError)
    )
    let clashes = options.clashes(templates)
    guard clashes.isEmpty else {
      progress.show(clashes)
      throw ExitCode(1)
    }
    var codes: Set<Int32> = []
    for template in templates {
      let outcome = await Interruption.cancelling {
        await Report.render(template, options) { progress.show($0) }
      }
      progress.end()
      progress.show(outcome.diagnostics)
      if telling.events != nil {
        progress.show(.ended(template: template, outcome))
      } else {
        for line in outcome.brokenChecks { Terminal.write(line, to: .standardError) }
        if explain { Terminal.write(outcome.explanation, to: .standardError) }
        Terminal.write(outcome.summary, to: .standardError, unless: telling.quiet)
      }
      if let path = outcome.outputPath { print(path) }
      codes.insert(outcome.exitCode)
      if outcome.exitCode == 130 { break }
    }
    // A mistake weighs more than a failed check.
    if let worst = [130, 1, 2].first(where: codes.contains) { throw ExitCode(worst) }
  }

  private var options: RenderOptions {
    var options = RenderOptions(
      parameters: values.parameters,
      parametersFile: values.file,
      outputFolder: output,
      format: format,
      refresh: refresh.contains("all") ? .all : (refresh.isEmpty ? .none : .labels(refresh)),
      isStrict: telling.strict,
      threads: limits.threads,
      memoryLimit: limits.memory,
      engine: choice.engine,
      stateFolder: limits.state,
      sharedStore: limits.sharedStore
    )
    options.reuses = reuse
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
    if output.hasSuffix(".\(format.fileExtension)"), !(isThere && isFolder.boolValue) {
      options.outputFile = output
    }
    return options
  }
}

/// The values of a template's parameters.
struct ParameterOptions: ParsableArguments {
  @Option(
    name: [.customShort("P"), .customLong("param")],
    parsing: .singleValue,
    help: ArgumentHelp(
      "Give a parameter of the template a value. May be repeated.",
      valueName: "name=value"
    )
  )
  var parameters: [String] = []

  @Option(
    name: .customLong("params"),
    help: ArgumentHelp(
      "A YAML or JSON file with values of parameters; -P wins over it.",
      valueName: "file"
    ),
    completion: .file(extensions: ["yaml", "yml", "json"])
  )
  var file: String?
}

/// Where queries run.
struct QueryEngine: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The engine the queries, and charts of large tables, run on: duckdb (embedded), \(Report.engineNames.joined(separator: ", ")), or \
      one that the template describes under 'engines'. Without it, the template's own 'engine'.
      """,
      valueName: "name"
    )
  )
  var engine: String?
}

/// What a run says while it goes on, and what it takes for a failure.
struct TellingOptions: ParsableArguments {
  @Flag(help: "Take warnings for errors: a warning makes the exit code 1.")
  var strict = false

  @Option(
    help: "Write progress and what is wrong to standard error as one JSON object a line: json."
  )
  var events: EventFormat?

  @Flag(name: .shortAndLong, help: "Write no progress, only what is wrong.")
  var quiet = false
}

/// How much of the machine the engine may take.
struct EngineLimits: ParsableArguments {
  @Option(help: "Threads of the engine (default: one for each core).")
  var threads: Int?

  @Option(help: "Memory limit of the engine, such as 4GB (default: four fifths of the machine's).")
  var memory: String?

  @Option(help: ArgumentHelp("The folder of the store and the ledger.", valueName: "folder"))
  var state = ".quire"

  @Option(
    help: ArgumentHelp(
      """
      Share results with others: look for what the local store lacks in s3://bucket/prefix, and send \
      there what is made (default: the variable QUIRE_STORE). Keys and addresses are found as AWS's \
      own tools find them.
      """,
      valueName: "s3://…"
    )
  )
  var store: String?

  /// What --store or QUIRE_STORE names.
  var sharedStore: String? {
    let named = store ?? ProcessInfo.processInfo.environment["QUIRE_STORE"] ?? ""
    return named.isEmpty ? nil : named
  }

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
  }
}

enum EventFormat: String, ExpressibleByArgument, CaseIterable { case json }

extension OutputFormat: ExpressibleByArgument {}
