import ArgumentParser
import Diagnostics
import Options

/// What a scenario is made with: its figures that the command line may give.
struct GenerateFigures: ParsableArguments {
  @Option(help: ArgumentHelp("How many students (academy), as in 5000 or 1e6.", valueName: "n"))
  var students: String?

  @Option(help: ArgumentHelp("Another seed makes other rows.", valueName: "n"))
  var seed: String?

  @Option(help: ArgumentHelp("The first day of registration.", valueName: "date"))
  var from: String?

  @Option(help: ArgumentHelp("The last day of registration.", valueName: "date"))
  var to: String?

  @Option(help: ArgumentHelp("How many days students register, instead of --to.", valueName: "n"))
  var days: String?

  @Option(help: ArgumentHelp("How many days logins are kept.", valueName: "n"))
  var period: String?

  @Option(help: ArgumentHelp("Names and search words: ko, en or mixed.", valueName: "locale"))
  var locale: String?

  @Option(help: ArgumentHelp("The share of actions that fail, as in 0.032.", valueName: "share"))
  var errors: String?

  @Option(help: ArgumentHelp("Attendance 'during' or 'after' an event.", valueName: "when"))
  var event: String?

  @Option(help: ArgumentHelp("The share of doubled user ids.", valueName: "share"))
  var duplicates: String?

  @Option(
    help: ArgumentHelp("A YAML or JSON file with further figures.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"])
  )
  var config: String?

  private var values: [(name: String, value: String?)] {
    [
      ("students", students), ("seed", seed), ("from", from), ("to", to), ("days", days),
      ("period", period), ("locale", locale), ("errors", errors), ("event", event),
      ("duplicates", duplicates),
    ]
  }

  /// The names of the options that were given.
  var given: [String] { (values + [("config", config)]).filter { $0.value != nil }.map(\.name) }

  /// What messages about the options name as their place.
  static let place = "command line"

  /// The options as a mapping, in which messages point at what was written.
  func node(into diagnostics: inout [Diagnostic]) -> OptionNode? {
    let lines = values.compactMap { name, value in value.map { "\(name): \($0)\n" } }
    guard !lines.isEmpty else { return nil }
    let source = SourceFile(name: Self.place, text: lines.joined())
    return OptionNode.parse(yaml: source.span(0..<source.bytes.count), into: &diagnostics)
  }
}
