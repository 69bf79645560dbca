public import Diagnostics
import Foundation
import Options
import Plotting
import Tables

/// The looks of `quire plot`.
public enum PlotTheme: String, Sendable, CaseIterable {
  case plain, report

  var theme: Theme { self == .plain ? .plain : .report }
}

/// A specification in a file of its own, drawn.
public struct PlottedFile: Sendable {
  /// The SVG; nil when the specification could not be drawn.
  public let text: String?
  public let diagnostics: [Diagnostic]

  /// Reads a JSON or YAML file, draws it, and writes the picture whole or not at all.
  ///
  /// - Parameters:
  ///   - path: the specification; its folder is the base of its data's paths.
  ///   - target: where the picture is written; nil writes nothing.
  public static func draw(
    _ path: String,
    to target: String?,
    theme: PlotTheme,
    language: String
  ) -> PlottedFile {
    var diagnostics: [Diagnostic] = []
    do throws(Diagnostic) {
      let file = SourceFile(name: path, bytes: try FolderFiles.read(path))
      guard let node = OptionNode.parse(file: file, into: &diagnostics),
        let chart = Chart(node, isWhole: true, diagnostics: &diagnostics)
      else { return PlottedFile(text: nil, diagnostics: diagnostics) }
      var options = DrawingOptions()
      options.theme = theme.theme
      options.locale = ChartLocale(language: language)
      let folder = FolderFiles(folder: ParameterValues.folder(of: path))
      let drawing = try chart.draw(folder, options)
      diagnostics += drawing.warnings
      let text = drawing.file(theme: options.theme)
      if let target { try OutputFile.write(Array(text.utf8), to: target) }
      return PlottedFile(text: text, diagnostics: diagnostics)
    } catch {
      return PlottedFile(text: nil, diagnostics: diagnostics + [error])
    }
  }
}

/// The files of a folder, as the data of specifications in it.
struct FolderFiles: DataFiles {
  let folder: String

  func bytes(at url: Spanned<String>) throws(Diagnostic) -> [UInt8] {
    if url.value.contains("://") { throw .noNetwork(url) }
    let path = url.value.hasPrefix("/") ? url.value : "\(folder)/\(url.value)"
    do throws(Diagnostic) { return try Self.read(path) } catch {
      throw Diagnostic(.error, error.code, error.message, at: url.span, hint: error.hint)
    }
  }

  func table(named name: String) -> Table? { nil }

  static func read(_ path: String) throws(Diagnostic) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      let isThere = FileManager.default.fileExists(atPath: path)
      throw Diagnostic(
        .error,
        isThere ? "unreadable-file" : "no-file",
        isThere ? "cannot read '\(path)'" : "no file '\(path)'",
        at: nil
      )
    }
    return Array(data)
  }
}

extension Diagnostic {
  fileprivate static func noNetwork(_ url: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "no-network",
      "'\(url.value)' is not a file: charts read no addresses",
      at: url.span,
      hint: "save the data beside the specification and name the file"
    )
  }
}
