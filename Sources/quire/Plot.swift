import ArgumentParser
import Diagnostics
import Foundation
import Reporting

/// `quire plot`: a specification becomes a picture.
struct Plot: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw a chart specification as an SVG picture.",
    discussion: """
      A specification is a JSON or YAML file in the grammar of Vega-Lite: data, mark, encoding, \
      transforms, layers, facets. Paths of its data files are relative to its own folder. One \
      specification without --output is written to standard output.

        quire plot sales.vl.json -o sales.svg
        quire plot charts/*.vl.yaml -o pictures/     pictures/NAME.svg for each NAME.vl.yaml
        quire plot sales.vl.yaml --theme report      the look of charts in reports
      """
  )

  @Argument(
    help: "The specifications to draw.",
    completion: .file(extensions: ["json", "yaml", "yml"])
  )
  var specifications: [String]

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The picture's file, or a folder for several.", valueName: "path"),
    completion: .file()
  )
  var output: String?

  @Option(help: "The look: 'plain' as Vega-Lite draws, 'report' as in a page, for light and dark.")
  var theme = PlotTheme.plain

  @Option(help: ArgumentHelp("The language of titles and dates: en or ko.", valueName: "lang"))
  var lang = "en"

  func validate() throws {
    if specifications.count > 1, output == nil {
      throw ValidationError("several specifications need a folder: --output DIR")
    }
  }

  func run() async throws {
    let isFolder = specifications.count > 1 || output.map(Self.isFolder) ?? false
    var failures = 0
    for path in specifications {
      let target = isFolder ? output.map { $0 + "/" + Self.name(of: path) + ".svg" } : output
      let result = PlottedFile.draw(path, to: target, theme: theme, language: lang)
      Terminal.printDiagnostics(result.diagnostics)
      if let text = result.text, target == nil { print(text) }
      if result.text == nil { failures += 1 }
    }
    if failures > 0 {
      if specifications.count > 1 {
        Terminal.printNote("\(failures) of \(specifications.count) could not be drawn")
      }
      throw ExitCode(1)
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return path.hasSuffix("/")
      || FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// The file's name without its folder and `.vl.json`, `.json`, `.vl.yaml` …
  static func name(of path: String) -> String {
    var name = path.split(separator: "/").last.map(String.init) ?? path
    for ending in [".json", ".yaml", ".yml", ".vl"] where name.hasSuffix(ending) {
      name.removeLast(ending.count)
    }
    return name
  }
}

extension PlotTheme: ExpressibleByArgument {}
