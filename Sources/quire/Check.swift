import ArgumentParser
import Diagnostics
import Reporting

/// `quire check`: everything that is wrong with a template.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find everything that is wrong with a template, running nothing.",
    discussion: """
      Reads the templates and only the first rows of their files, so that misspelled columns are \
      found too. Exits with 1 when there is an error, and with --strict also for a warning.

        quire check sales.md
        quire check sales.md --strict
      """
  )

  @Argument(help: "The templates to check.", completion: .file(extensions: ["md"]))
  var templates: [String]

  @OptionGroup var values: ParameterOptions
  @OptionGroup var choice: QueryEngine

  @Flag(help: "Take warnings for errors.")
  var strict = false

  func run() async throws {
    var isWrong = false
    for template in templates {
      let diagnostics = await Report.check(
        template,
        parameters: values.parameters,
        parametersFile: values.file,
        engine: choice.engine
      )
      Terminal.printDiagnostics(diagnostics)
      let isFine = diagnostics.allSatisfy {
        !($0.severity == .error || strict && $0.severity == .warning)
      }
      let counts = diagnostics.isEmpty ? [] : [diagnostics.counts]
      print("\(template): " + ((isFine ? ["fine"] : []) + counts).joined(separator: ", "))
      if !isFine { isWrong = true }
    }
    if isWrong { throw ExitCode(1) }
  }
}
