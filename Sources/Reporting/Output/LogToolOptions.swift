import Diagnostics
import Expressions
import Options
import Tables

/// The options of a parse as the command line gives them, in the shape that a template's have.
struct LogToolOptions {
  private let request: LogTool.Request

  init(_ request: LogTool.Request) { self.request = request }

  /// One mapping of the file's keys and the flags'; flags win.
  func node(_ diagnostics: inout [Diagnostic]) -> OptionNode {
    var entries: [OptionNode.Entry] = []
    var span = SourceFile(name: "command line", text: "").span(0..<0)
    if let path = request.optionsFile {
      do throws(FileProblem) {
        let file = SourceFile(name: path, bytes: try OutputFile.read(path))
        let node = OptionNode.parse(yaml: file.span(0..<file.bytes.count), into: &diagnostics)
        if let node {
          entries = node.resolved(in: NamedValues([:]), diagnostics: &diagnostics).entries
          span = node.span
        }
      } catch { diagnostics.append(.cannotRead(path, error, at: nil, near: path)) }
    }
    for option in request.options {
      let file = SourceFile(name: option.flag, text: option.yaml)
      let whole = file.span(0..<file.bytes.count)
      // Only mappings are YAML on the command line: a pattern's braces and quotes are its own.
      let node =
        option.key == "columns"
        ? OptionNode.parse(yaml: whole, into: &diagnostics)
        : OptionNode(.value(.string(option.yaml)), at: whole)
      entries.removeAll { $0.key.value == option.key }
      if let node {
        entries.append(OptionNode.Entry(key: Spanned(option.key, at: whole), node: node))
      }
    }
    return OptionNode(.mapping(entries), at: span)
  }
}
