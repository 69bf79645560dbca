public import Diagnostics
import Expressions
import Files
import Options
import Plotting
import Tables

/// The looks of `quire plot`.
public enum PlotTheme: String, Sendable, CaseIterable {
  case plain, report

  var theme: Theme { self == .plain ? .plain : .report }
}

/// Draws specifications that stand in files of their own.
///
///     let plotter = Plotter(theme: .plain, language: "en")
///     let result = plotter.draw("charts/sales.vl.json", to: "sales.svg")
///
/// Data files that several specifications name are read once.
public struct Plotter: Sendable {
  private let theme: PlotTheme
  private let language: String
  private let cache = DataCache()

  /// `language`: of titles and dates: `en`, `ko`.
  public init(theme: PlotTheme, language: String) {
    self.theme = theme
    self.language = language
  }

  /// Reads a JSON or YAML file, draws it, and writes the picture whole or not at all.
  ///
  /// `path`: the specification; its folder is the base of its data's paths.
  /// `target`: where the picture is written; nil writes nothing.
  public func draw(_ path: String, to target: String?) -> PlottedFile {
    var diagnostics: [Diagnostic] = []
    do throws(Diagnostic) {
      if let target, FileSystem.isSame(path, target) { throw .overwritesSpecification(target) }
      guard let chart = try chart(path, &diagnostics) else {
        return PlottedFile(text: nil, diagnostics: diagnostics)
      }
      var options = DrawingOptions()
      options.theme = theme.theme
      options.locale = ChartLocale(language: language)
      let folder = FolderFiles(folder: ParameterValues.folder(of: path), cache: cache)
      let drawing = try chart.draw(folder, options)
      diagnostics += drawing.warnings
      let text = drawing.file(theme: options.theme)
      if let target { try OutputFile.write(Array(text.utf8), to: target) }
      return PlottedFile(text: text, diagnostics: diagnostics)
    } catch {
      return PlottedFile(text: nil, diagnostics: diagnostics + [error])
    }
  }

  /// The decoded specification; nil, with complaints, when there is none to draw.
  private func chart(
    _ path: String,
    _ diagnostics: inout [Diagnostic]
  ) throws(Diagnostic) -> Chart? {
    let file: SourceFile
    do throws(FileProblem) {
      file = SourceFile(name: path, bytes: try OutputFile.read(path))
    } catch { throw .cannotRead(path, error, at: nil, near: path) }
    let first = file.bytes.first { !$0.isSpace && $0 < 0x80 }
    let isJSON = path.hasSuffix(".json") || first == UInt8(ascii: "{")
    guard
      var node = isJSON
        ? OptionNode.parse(json: file, diagnostics: &diagnostics)
        : OptionNode.parse(yaml: file.span(0..<file.bytes.count), into: &diagnostics)
    else { return nil }
    // There is nothing here that braces could stand for; this says so at each of them.
    node = node.resolved(in: NamedValues([:]), diagnostics: &diagnostics)
    // A JSON file is Vega-Lite's own: what has no type there is nominal.
    let chart = Chart(node, isWhole: true, infersTypes: !isJSON, diagnostics: &diagnostics)
    if chart == nil, !diagnostics.contains(where: { $0.severity == .error }) {
      diagnostics.append(.notASpecification(at: node.span))
    }
    diagnostics += chart?.check { _ in nil } ?? []
    return diagnostics.contains { $0.severity == .error } ? nil : chart
  }
}

/// A specification in a file of its own, drawn.
public struct PlottedFile: Sendable {
  /// The SVG; nil when the specification could not be drawn.
  public let text: String?
  public let diagnostics: [Diagnostic]
}

extension UInt8 {
  /// White space of JSON and YAML.
  fileprivate var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}

extension Diagnostic {
  fileprivate static func notASpecification(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "there is no chart here",
      at: span,
      hint: "add 'mark' and 'encoding'"
    )
  }

  fileprivate static func overwritesSpecification(_ path: String) -> Self {
    Diagnostic(
      .error,
      "overwrites-source",
      "the picture would overwrite '\(path)', which it is drawn from",
      at: nil,
      hint: "name another file with --output"
    )
  }
}
