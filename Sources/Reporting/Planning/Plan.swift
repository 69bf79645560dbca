import Diagnostics
import Expressions
import Options
import Pipeline
import Tables
import Templates

/// A template made ready to run: names resolved, options decoded, edges found.
struct Plan: Sendable {
  let template: Template
  let parameters: ParameterValues
  /// The template's pieces with their directives decoded and includes put in.
  let pieces: [PlannedPiece]
  /// The footnotes of the template and of what it includes.
  let footnotes: [Footnote]
  let graph: Graph
  /// The title as it can be known before the run.
  let titleText: String?
  /// The engines that its steps run on, beside the embedded one.
  let engines: EngineChoice
  /// The steps of bodies written for other engines than this plan's, by label.
  let otherBodies: [String: [Step]]
  /// Whether the page is made only to find mistakes: all branches are tried, nothing is drawn.
  var isPretending = false

  /// The report's name: the template's file name without its ending.
  var name: String { Self.name(of: template.file.name) }

  /// The name of the report of the template at `path`.
  static func name(of path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? "report"
    return file.hasSuffix(".md") ? String(file.dropLast(3)) : file
  }

  /// The files the report is written in: the template and what it includes directives from.
  var sources: Set<String> {
    Set([template.file.name] + directives.map(\.source.span.file.name))
  }

  /// The labels of all tables, as written.
  var labels: [String] { graph.steps.filter { !$0.isPrivate }.flatMap(\.provides) }

  var directives: [PlannedDirective] { pieces.flatMap(\.directives) }

  /// The tables that the page needs, by folded name: those shown, and those that expressions read.
  ///
  /// With what charts read of the columns of a table that nothing else shows; nil is all columns.
  var tablesShown: [String: [ColumnMentions]?] {
    var shown: [String: [ColumnMentions]?] = [:]
    for directive in directives.map(\.directive) {
      for table in directive.tablesShown.map({ $0.value.lowercased() }) {
        let known = shown[table] ?? .some([])
        shown[table] = .some(known.flatMap { all in directive.columnsShown.map { all + [$0] } })
      }
    }
    var read: Set<String> = []
    for reference in pieces.flatMap(\.references) + template.frontMatter.references {
      // Of a group of tables `minutes.info` reads one, and `minutes` alone all.
      read.insert(reference.value)
      read.insert("\(reference.value).\(reference.member ?? "*")")
    }
    for label in labels {
      let path = label.tablePath
      guard read.contains(label) || (path.count > 1 && read.contains("\(path[0]).*")) else {
        continue
      }
      shown[label.lowercased()] = .some(nil)
    }
    return shown
  }
}

extension Plan {
  /// Reads and plans a template; all that is wrong is added to `diagnostics`.
  ///
  /// `ledger`: where the runs are that this one may be compared with; nil for none. `engine`: the engine
  /// of its queries by name; nil for the template's own choice.
  ///
  /// - Returns: nil when the file cannot be read at all.
  static func read(
    _ path: String,
    in ledger: Ledger? = nil,
    parameters given: [String],
    parametersFile: String?,
    engine: String? = nil,
    diagnostics: inout [Diagnostic]
  ) -> Plan? {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try OutputFile.read(path)
    } catch {
      diagnostics.append(.cannotRead(path, error, at: nil))
      return nil
    }
    let (template, found) = Template.parse(
      SourceFile(name: path, bytes: bytes),
      directives: Directives.bodies
    )
    diagnostics += found
    let folder = ParameterValues.folder(of: path)
    let parameters = ParameterValues(
      template.frontMatter.parameters,
      given: given,
      file: parametersFile.flatMap { Self.parametersFile($0, &diagnostics) },
      folder: folder,
      diagnostics: &diagnostics
    )
    let engines = EngineChoice(
      template.frontMatter,
      given: engine,
      folder: folder,
      diagnostics: &diagnostics
    )
    var planner = Planner(
      parameters,
      folder: folder,
      language: template.frontMatter.language,
      past: PastRuns(ledger: ledger, template: path),
      engines: engines
    )
    let planned = planner.plan(template.body)
    diagnostics += planner.diagnostics
    let variants = SQLVariants(planned, engine: engines.name)
    diagnostics += variants.diagnostics
    let pieces = variants.fitting(planned)
    let graph = Graph.ofWritersFirst(
      pieces.flatMap(\.directives).flatMap(\.directive.steps),
      &diagnostics
    )
    let plan = Plan(
      template: template,
      parameters: parameters,
      pieces: pieces,
      footnotes: template.footnotes + planner.notes,
      graph: graph,
      titleText: template.frontMatter.title.flatMap { $0.plainText(in: parameters.scope) },
      engines: planner.engines,
      otherBodies: variants.others
    )
    diagnostics += plan.unknownNames() + plan.unknownReferences() + plan.writeConflicts()
    _ = AirflowSettings(template.frontMatter.airflow, into: &diagnostics)
    diagnostics.removeAll { plan.parameters.explains($0) }
    return plan
  }

  static func parametersFile(
    _ path: String,
    _ diagnostics: inout [Diagnostic]
  ) -> OptionNode? {
    do throws(FileProblem) {
      let file = SourceFile(name: path, bytes: try OutputFile.read(path))
      return OptionNode.parse(yaml: file.span(0..<file.bytes.count), into: &diagnostics)
    } catch {
      diagnostics.append(.cannotRead(path, error, at: nil))
      return nil
    }
  }

  /// The steps to run again, by the labels the user gave.
  func refresh(
    _ refresh: RenderOptions.Refresh,
    _ diagnostics: inout [Diagnostic]
  ) -> Runner.Refresh {
    switch refresh {
    case .none: return .none
    case .all: return .all
    case .labels(let labels):
      var ids: Set<String> = []
      for label in labels {
        if let step = graph[label] ?? graph.step(providing: label) {
          ids.insert(step.id)
        } else {
          diagnostics.append(.unknownStep(label, known: graph.steps.map(\.id)))
        }
      }
      return .steps(ids)
    }
  }

  /// What can be said about columns once they are known: in charts, tables, checks and prose.
  func check(against schemas: Schemas) -> [Diagnostic] {
    var found = directives.flatMap { $0.directive.check(against: schemas) }
    var pretending = self
    pretending.isPretending = true
    let results = PageResults(pretending: schemas, labels: labels)
    // A table of one row of nulls cannot tell whether a row exists, a value fits a function or what
    // a null will hold.
    // Unknown names have been found in the text alone; here they would be tables that have mistakes.
    let telling: Set<String> = [
      "unknown-column", "unknown-member", "unknown-function", "wrong-argument-count",
      "table-in-prose", "table-in-text", "not-a-sequence", "bad-format", "bad-pattern",
    ]
    found += Document(pretending, results).diagnostics.filter { telling.contains($0.code) }
    return found + pictures()
  }
}

extension Spanned<String> {
  /// The name after a dot that follows in the source, as `info` in `minutes.info[0]`.
  fileprivate var member: String? {
    let bytes = span.file.bytes
    var index = span.range.upperBound
    guard index < bytes.count, bytes[index] == UInt8(ascii: ".") else { return nil }
    index += 1
    let start = index
    while index < bytes.count, bytes[index].isNameByte { index += 1 }
    return index > start ? span.file.text(in: start..<index) : nil
  }
}

extension UInt8 {
  /// A letter, a digit, an underscore, or a part of a letter beyond ASCII.
  fileprivate var isNameByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
