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
      """,
    subcommands: [List.self, Show.self],
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
