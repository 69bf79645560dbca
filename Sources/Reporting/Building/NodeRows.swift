import Diagnostics
import Options
import Tables

/// Reads rows from JSON and YAML: a list of mappings from names to values.
///
/// A value of null, or a name that a row lacks, gives nothing.
enum NodeRows {
  static func read(json file: SourceFile, _ diagnostics: inout [Diagnostic]) -> RowFile? {
    let node = OptionNode.parse(json: file, plainKeys: [], diagnostics: &diagnostics)
    return node.flatMap { rows(of: $0, file, &diagnostics) }
  }

  static func read(yaml file: SourceFile, _ diagnostics: inout [Diagnostic]) -> RowFile? {
    let node = OptionNode.parse(yaml: file.span(0..<file.bytes.count), into: &diagnostics)
    return node.flatMap { rows(of: $0, file, &diagnostics) }
  }

  /// A line that cannot be read costs its row alone.
  static func read(jsonLines file: SourceFile, _ diagnostics: inout [Diagnostic]) -> RowFile? {
    var reading = Reading(file)
    for number in 1..<(file.lineCount + 1) where reading.rows.count < RowFile.rowsAtMost {
      let range = file.lineRange(number)
      let line = SourceFile(name: file.name, bytes: Array(file.bytes[range]))
      guard line.bytes.contains(where: { $0 > 0x20 }) else { continue }
      var found: [Diagnostic] = []
      let node = OptionNode.parse(json: line, plainKeys: [], diagnostics: &found)
      reading.diagnostics += found.map { $0.moved(by: range.lowerBound, in: file) }
      if let node { reading.add(node.moved(by: range.lowerBound, in: file)) }
    }
    return reading.result(&diagnostics)
  }

  private static func rows(
    of node: OptionNode,
    _ file: SourceFile,
    _ diagnostics: inout [Diagnostic]
  ) -> RowFile? {
    guard case .sequence(let nodes) = node.content else {
      diagnostics.append(.wrongRow("rows are a list, this is \(node.kindName)", at: node.span))
      return nil
    }
    var reading = Reading(file)
    for node in nodes.prefix(RowFile.rowsAtMost) { reading.add(node) }
    return reading.result(&diagnostics)
  }

  private struct Reading {
    private let folder: String
    private var columns: [Spanned<String>] = []
    private var known: Set<String> = []
    private(set) var rows: [[String: GivenCell]] = []
    var diagnostics: [Diagnostic] = []

    init(_ file: SourceFile) { folder = ParameterValues.folder(of: file.name) }

    mutating func add(_ node: OptionNode) {
      guard case .mapping(let entries) = node.content else {
        diagnostics.append(
          .wrongRow(
            "a row is a mapping of names to values, this is \(node.kindName)",
            at: node.span
          )
        )
        return
      }
      var row: [String: GivenCell] = [:]
      for entry in entries {
        if known.insert(entry.key.value).inserted { columns.append(entry.key) }
        if case .value(.null) = entry.node.content { continue }
        row[entry.key.value] = GivenCell(content: .node(entry.node), folder: folder)
      }
      rows.append(row)
    }

    func result(_ all: inout [Diagnostic]) -> RowFile {
      all += diagnostics
      return RowFile(columns: columns, rows: rows)
    }
  }
}

extension Diagnostic {
  /// The same said of a place in the whole file, for a line that was read apart.
  fileprivate func moved(by offset: Int, in file: SourceFile) -> Diagnostic {
    Diagnostic(severity, code, message, at: span?.moved(by: offset, in: file), hint: hint)
  }
}

extension SourceSpan {
  fileprivate func moved(by offset: Int, in whole: SourceFile) -> SourceSpan {
    whole.span(range.lowerBound + offset..<range.upperBound + offset)
  }
}

extension OptionNode {
  fileprivate func moved(by offset: Int, in file: SourceFile) -> OptionNode {
    let content: Content =
      switch self.content {
      case .value, .interpolation: self.content
      case .sequence(let nodes): .sequence(nodes.map { $0.moved(by: offset, in: file) })
      case .mapping(let entries):
        .mapping(
          entries.map { entry in
            Entry(
              key: Spanned(entry.key.value, at: entry.key.span.moved(by: offset, in: file)),
              node: entry.node.moved(by: offset, in: file)
            )
          }
        )
      }
    return OptionNode(content, at: span.moved(by: offset, in: file))
  }
}
