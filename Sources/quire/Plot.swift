public import ArgumentParser
import Diagnostics
import Foundation
public import Reporting

/// `quire plot`: a specification becomes a picture.
struct Plot: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw chart specifications as SVG pictures.",
    discussion: """
      A specification is a JSON or YAML file in the grammar of Vega-Lite: data, transforms, a mark \
      and its encoding; layers, facets and concatenations of those. Paths of data files start from \
      the specification's own folder. One specification without --output is written to standard \
      output.

        quire plot sales.vl.json -o sales.svg
        quire plot charts/*.vl.yaml -o pictures/     pictures/NAME.svg for each NAME.vl.yaml
        quire plot sales.vl.yaml --theme report      as charts look in a page, light and dark

      A small one, sales.vl.yaml:

        data: {url: sales.csv}
        mark: bar
        encoding: {x: "yearmonth(day):O", y: "sum(amount):Q", color: "region:N"}

      Exit codes: 0 fine, 1 a specification that could not be drawn (the others are), 64 wrong \
      usage.
      """
  )

  @Argument(
    help: "The specifications to draw.",
    completion: .file(extensions: ["json", "yaml", "yml"])
  )
  var specifications: [String]

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The picture's file; for several, or with a '/' at its end, a folder.",
      valueName: "path"
    ),
    completion: .file()
  )
  var output: String?

  @Option(help: "The look: plain, as Vega-Lite draws, or report, as in a page.")
  var theme = PlotTheme.plain

  @Option(help: ArgumentHelp("The language of titles and dates: en or ko.", valueName: "language"))
  var lang = "en"

  @Flag(name: .shortAndLong, help: "Write no progress, only what is wrong.")
  var quiet = false

  func validate() throws {
    if specifications.count > 1, output == nil {
      throw ValidationError("several specifications need a folder: --output DIR")
    }
    let names = specifications.map(Self.name)
    if let doubled = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw ValidationError("two specifications would both be drawn as '\(doubled).svg'")
    }
    if !["en", "ko"].contains(lang) { throw ValidationError("--lang must be en or ko") }
  }

  func run() async throws {
    let plotter = Plotter(theme: theme, language: lang)
    let results = await drawn { path in plotter.draw(path, to: target(of: path)) }
    let failures = results.count { $0.text == nil }
    if specifications.count == 1, let text = results[0].text, output == nil { print(text) }
    if failures > 0, specifications.count > 1 {
      Terminal.write(
        "\(failures) of \(specifications.count) could not be drawn",
        to: .standardError
      )
    }
    if failures > 0 { throw ExitCode(1) }
  }

  /// Draws all, one on each core, and says what is wrong in the order they were given.
  private func drawn(_ draw: @escaping @Sendable (String) -> PlottedFile) async -> [PlottedFile] {
    let laneCount = min(ProcessInfo.processInfo.activeProcessorCount, specifications.count)
    let bar = CountBar(total: specifications.count, isSilent: quiet)
    return await withTaskGroup(of: (Int, PlottedFile).self) { group in
      var results: [PlottedFile?] = Array(repeating: nil, count: specifications.count)
      var (next, told) = (0, 0)
      func add() {
        guard next < specifications.count else { return }
        let (index, path) = (next, specifications[next])
        group.addTask { (index, draw(path)) }
        next += 1
      }
      for _ in 0..<laneCount { add() }
      while let (index, result) = await group.next() {
        results[index] = result
        add()
        while told < results.count, let result = results[told] {
          if !result.diagnostics.isEmpty { bar.clear() }
          Terminal.printDiagnostics(result.diagnostics)
          told += 1
          bar.show(told)
        }
      }
      bar.clear()
      return results.compactMap(\.self)
    }
  }

  private func target(of path: String) -> String? {
    guard let output else { return nil }
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
    guard specifications.count > 1 || output.hasSuffix("/") || exists && isFolder.boolValue else {
      return output
    }
    return (output.hasSuffix("/") ? output : output + "/") + Self.name(of: path) + ".svg"
  }

  /// The file's name without its folder and `.vl.json`, `.json`, `.vl.yaml`.
  static func name(of path: String) -> String {
    var name = path.split(separator: "/").last.map(String.init) ?? path
    for ending in [".json", ".yaml", ".yml", ".vl"] where name.hasSuffix(ending) {
      name.removeLast(ending.count)
    }
    return name
  }
}

extension PlotTheme: ExpressibleByArgument {}

/// How many of several things are done, on a line that is drawn over; nothing but on a terminal.
private struct CountBar {
  private let total: Int
  private let isShown: Bool

  init(total: Int, isSilent: Bool) {
    self.total = total
    isShown = total > 1 && !isSilent && Terminal.isErrorATerminal
  }

  func show(_ done: Int) { if isShown { write("\r\u{1B}[K\(done)/\(total)") } }

  func clear() { if isShown { write("\r\u{1B}[K") } }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
