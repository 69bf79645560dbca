import Diagnostics
import Options
import Tables
import Templates

/// What a build is given for parameters: on the command line, in a file of them, and in rows.
///
/// The command line wins over the file; a list gives several reports, and each row one.
struct GivenValues: Sendable {
  /// By name the values that a report may have; one, unless a list was given.
  private var lists: [String: [GivenCell]] = [:]
  private let rows: RowFile?
  /// All names, with the places they were given at.
  private(set) var names: [Spanned<String>] = []

  /// Nil, with diagnostics, when something cannot be read.
  init?(_ options: BuildOptions, _ diagnostics: inout [Diagnostic]) async {
    let before = diagnostics.count
    var given: [String: (cells: [GivenCell], name: Spanned<String>)] = [:]
    if let path = options.render.parametersFile {
      let node = Plan.parametersFile(path, &diagnostics)
      for entry in node?.entries ?? [] {
        let cells = Self.cells(of: entry.node, in: ParameterValues.folder(of: path), &diagnostics)
        given[entry.key.value] = (cells, entry.key)
      }
    }
    for text in options.render.parameters {
      guard let (name, value) = ParameterValues.split(text, &diagnostics) else { continue }
      given[name.value] = (Self.cells(of: value, &diagnostics), name)
    }
    rows = if let path = options.rowsFile { await RowFile.read(path, &diagnostics) } else { nil }
    let columns = Set((rows?.columns ?? []).map(\.value))
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      if columns.contains(name), value.name.span.file.name == "-P" {
        diagnostics.append(.givenTwice(value.name, rows: options.rowsFile ?? ""))
      }
      names.append(value.name)
      if !columns.contains(name) { lists[name] = value.cells }
    }
    names += rows?.columns ?? []
    // Rows that cannot be read cost their own reports; all else the build.
    let isFatal = diagnostics[before...].contains { diagnostic in
      diagnostic.severity == .error && diagnostic.code != "wrong-row"
        && diagnostic.span?.file.name != options.rowsFile
    }
    if isFatal || (options.rowsFile != nil && rows == nil) { return nil }
  }

  /// The reports that a template's parameters make of it.
  func choice(for parameters: [Parameter]) -> Choice {
    let own = parameters.filter { !$0.isBroken }
    let columns = own.filter { parameter in
      rows?.columns.contains { $0.value == parameter.name.value } ?? false
    }
    let listed = own.compactMap { parameter in
      lists[parameter.name.value].map { (parameter: parameter, cells: $0) }
    }
    let takesAll = columns.count == rows?.columns.count
    return Choice(
      columns: columns,
      rows: columns.isEmpty ? nil : rows?.rows,
      takesAllColumns: takesAll,
      listed: listed
    )
  }

  private static func cells(
    of node: OptionNode,
    in folder: String,
    _ diagnostics: inout [Diagnostic]
  ) -> [GivenCell] {
    guard case .sequence(let nodes) = node.content else {
      if case .value(.null) = node.content { return [GivenCell(content: .none, folder: folder)] }
      return [GivenCell(content: .node(node), folder: folder)]
    }
    if nodes.isEmpty { diagnostics.append(.emptyList(at: node.span)) }
    return nodes.map { GivenCell(content: .node($0), folder: folder) }
  }

  /// A text in brackets is a list, as in YAML.
  private static func cells(
    of value: Spanned<String>,
    _ diagnostics: inout [Diagnostic]
  ) -> [GivenCell] {
    guard value.value.hasPrefix("["), value.value.hasSuffix("]") else {
      return [GivenCell(content: .text(value.value, value.span), folder: ".")]
    }
    let node = OptionNode.parse(yaml: value.span, into: &diagnostics)
    return node.map { cells(of: $0, in: ".", &diagnostics) } ?? []
  }
}

extension Diagnostic {
  static func givenTwice(_ name: Spanned<String>, rows: String) -> Self {
    Diagnostic(
      .error,
      "given-twice",
      "'\(name.value)' is given here and by a column of '\(rows)'",
      at: name.span,
      hint: "give it once"
    )
  }

  static func emptyList(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "empty-list",
      "an empty list makes no report",
      at: span
    )
  }
}
