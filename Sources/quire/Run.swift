import ArgumentParser
import Diagnostics
import Foundation
import Reporting

/// `quire run`: run steps of a template without writing the report.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run steps of a template without writing the report.",
    discussion: """
      What a scheduler calls, one step at a time, for a report that is rendered at the end: steps \
      find each other's results in the store. A step runs with all it needs that the store has not; \
      results of steps that are not named are taken from the store even if they run every time \
      (cache: false). Run again, it has nothing to do.

        quire run sales.md                       every step
        quire run sales.md --step monthly        that one
        quire run logs.md --step requests --shard 2/4
                                                 a quarter of a step that has 'shards: 4'
        quire render sales.md --reuse            the report from what the steps left

      A check, a model or another directive of several steps is named by its label, or as messages \
      name it (check-1). Nothing is written to the ledger, which remembers reports.

      Exit codes: 0 a step ran, 99 every step named had its result in the store, or stands in a part \
      of the template that these parameters leave out, 1 a mistake or a failed step, 2 a failed \
      check, 64 wrong usage, 130 interrupted. Without --step it is 0 also when nothing ran.
      """
  )

  @Argument(help: "The template.", completion: .file(extensions: ["md"]))
  var template: String

  @OptionGroup var values: ParameterOptions
  @OptionGroup var choice: QueryEngine
  @OptionGroup var limits: EngineLimits

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Run this step. May be repeated; without it every step.", valueName: "label")
  )
  var step: [String] = []

  @Option(help: ArgumentHelp("Run only this shard of the step, counted from 1.", valueName: "i/n"))
  var shard: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Run this step again although nothing changed; 'all' for every step. May be repeated.",
      valueName: "label"
    )
  )
  var refresh: [String] = []

  @OptionGroup var telling: TellingOptions

  func validate() throws {
    guard shard != nil else { return }
    if step.count != 1 { throw ValidationError("--shard needs one --step") }
    if piece == nil { throw ValidationError("--shard takes i/n, as in 2/5") }
  }

  /// The shard's number, from 1, and how many there are.
  private var piece: (number: Int, count: Int)? {
    let numbers = shard?.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard let numbers, numbers.count == 2, let number = numbers[0], let count = numbers[1],
      count >= 1, (1...count).contains(number)
    else { return nil }
    return (number, count)
  }

  func run() async throws {
    let progress = Progress(style: telling.events != nil ? .json : .silent)
    let (template, options, isJSON, isQuiet) = (
      template, options, telling.events != nil, telling.quiet
    )
    let outcome = await Interruption.cancelling {
      await Report.run(template, options) { event in
        if isJSON { return progress.show(event) }
        if !isQuiet, let line = event.logLine { Terminal.write(line, to: .standardError) }
      }
    }
    progress.show(outcome.diagnostics)
    if isJSON {
      progress.show(.ended(template: template, outcome))
    } else {
      for line in outcome.brokenChecks { Terminal.write(line, to: .standardError) }
      Terminal.write(outcome.summary, to: .standardError, unless: telling.quiet)
    }
    if outcome.exitCode != 0 { throw ExitCode(outcome.exitCode) }
  }

  private var options: RunOptions {
    RunOptions(
      RenderOptions(
        parameters: values.parameters,
        parametersFile: values.file,
        refresh: refresh.contains("all") ? .all : (refresh.isEmpty ? .none : .labels(refresh)),
        isStrict: telling.strict,
        threads: limits.threads,
        memoryLimit: limits.memory,
        engine: choice.engine,
        stateFolder: limits.state,
        sharedStore: limits.sharedStore
      ),
      labels: step,
      shard: piece
    )
  }
}
