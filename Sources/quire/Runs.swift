import ArgumentParser
import Foundation
import Reporting

/// `quire runs`: what was rendered, when and from what.
struct Runs: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look at past runs.",
    discussion: """
      Every render is remembered with its parameters, steps, files, checks and the page as it was.

        quire runs              the last ones, the newest first
        quire runs show         the newest: steps and why each ran, files, checks
        quire runs show --json  the same for machines
        quire runs diff         what differs between the last two
      """,
    subcommands: [List.self, Show.self, RunsDiff.self],
    defaultSubcommand: List.self
  )

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the runs, the newest first.")

    @Option(help: ArgumentHelp("The folder of the store and the ledger.", valueName: "folder"))
    var state = ".quire"

    @Option(name: .shortAndLong, help: "How many to list.")
    var number = 20

    @Flag(help: "As JSON.")
    var json = false

    func run() throws {
      let runs = Ledger(stateFolder: state).runs().prefix(max(0, number))
      if json {
        print(try RunText.json(Array(runs)))
      } else if runs.isEmpty {
        Terminal.write("no runs yet in \(state)/runs", to: .standardError)
      } else {
        print(RunText.list(Array(runs)))
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one run: parameters, steps and why each ran, checks."
    )

    @Argument(help: "The run's id, or the beginning of it; the newest run when left out.")
    var id: String?

    @Option(help: ArgumentHelp("The folder of the store and the ledger.", valueName: "folder"))
    var state = ".quire"

    @Flag(help: "As JSON.")
    var json = false

    func run() throws {
      let ledger = Ledger(stateFolder: state)
      let found: RunRecord?
      do { found = try id.map { try ledger.run($0) } ?? ledger.runs().first } catch let error
        as LedgerError
      {
        throw Terminal.fail(error.message)
      }
      guard let run = found else {
        throw Terminal.fail("no runs yet in \(state)/runs")
      }
      print(json ? try RunText.json(run) : RunText.show(run))
    }
  }
}

/// `quire runs diff`: what differs between two runs.
struct RunsDiff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what differs between two runs.",
    discussion: """
      The metrics of models first, then number cards, checks, parameters, data files, the \
      definitions of steps, the tables they made, and how many paragraphs and charts of the page. A \
      metric that changed by less than its spread \
      over the folds is marked: it may be chance.

        quire runs diff                          the last two runs of the template that ran last
        quire runs diff --template academy.md    the last two runs of that one
        quire runs diff 20261123-0814            that run against the newest of its template
        quire runs diff 20261122 20261123-0814   two runs, the older first
        quire runs diff --format markdown        for a message or an issue

      'quire runs list' shows the runs there are; the beginning of an id is enough.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }

  @Argument(help: "The run to compare with, by its id or the beginning of it.")
  var old: String?

  @Argument(help: "The run that is compared.")
  var new: String?

  @Option(help: ArgumentHelp("Compare the last two runs of this template.", valueName: "file"))
  var template: String?

  @Option(help: "What to write: text, markdown or json.")
  var format: Format = .text

  @Flag(help: "Show what is equal too, and every row.")
  var all = false

  @Option(help: ArgumentHelp("The folder of the store and the ledger.", valueName: "folder"))
  var state = ".quire"

  func validate() throws {
    if template != nil, old != nil {
      throw ValidationError("--template chooses the runs: give it, or ids, not both")
    }
  }

  func run() async throws {
    let ledger = Ledger(stateFolder: state)
    do {
      let pair = try ledger.pair(old, new, template: template)
      let before = try await RunSnapshot(pair.old, in: ledger)
      let comparison = RunComparison(before, try await RunSnapshot(pair.new, in: ledger))
      switch format {
      case .text: print(comparison.text(isWhole: all))
      case .markdown: print(comparison.markdown(isWhole: all))
      case .json: print(try comparison.json(isWhole: all))
      }
    } catch LedgerError.none {
      throw Terminal.fail("no runs yet in \(state)/runs")
    } catch let error as LedgerError {
      throw Terminal.fail(error.message)
    }
  }
}
