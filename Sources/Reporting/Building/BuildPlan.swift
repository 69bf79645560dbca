import Diagnostics
import Files
import Foundation
import Options
import Templates

/// All reports of a build, found before anything runs.
struct BuildPlan: Sendable {
  private(set) var reports: [PlannedReport] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Whether nothing may run: paths meet, a name is unknown, a folder is empty.
  private(set) var isBroken = false

  /// Finds the templates and their reports.
  ///
  /// - Parameters:
  ///   - sources: Folders and templates; the paths of a folder's reports mirror it.
  ///   - options: What makes several reports of one template, and where they go.
  init(_ sources: [String], _ options: BuildOptions) async {
    let left = [options.render.outputFolder, options.render.stateFolder]
    let templates = templates(of: sources, leavingOut: left)
    let given = await GivenValues(options, &diagnostics)
    guard let given, !isBroken else {
      isBroken = true
      return
    }
    let parsed = templates.map { (source: $0, parameters: Self.parameters(of: $0.path)) }
    let known = Set(parsed.flatMap { $0.parameters.map(\.name.value) })
    let unknown = given.names.filter { !known.contains($0.value) }
    guard unknown.isEmpty else {
      diagnostics += unknown.map { .parameterOfNoTemplate($0, known: known.sorted()) }
      isBroken = true
      return
    }
    var count = 0
    for (source, parameters) in parsed {
      let choice = given.choice(for: parameters)
      count += choice.count
      guard count <= BuildOptions.reportsAtMost else {
        diagnostics.append(.tooManyReports(choice.count, of: source.path))
        isBroken = true
        return
      }
      reports += choice.reports(of: source, &diagnostics)
    }
    markNamesOfOneCase()
    findClashes()
  }

  /// A template and the name of its report in the output folder.
  struct Source: Sendable {
    let path: String
    let name: String
  }

  private mutating func templates(of sources: [String], leavingOut left: [String]) -> [Source] {
    var found: [Source] = []
    for source in sources {
      guard FileSystem.kind(of: source) == .folder else {
        found.append(Source(path: source, name: Plan.name(of: source)))
        continue
      }
      let templates = TemplateFolder.templates(in: source, leavingOut: left)
      if templates.isEmpty { fail(.noTemplates(source)) }
      let base = Self.base(source)
      found += templates.map { Source(path: $0, name: String($0.dropFirst(base).dropLast(3))) }
    }
    // By the file and not its path: names that are composed differently are one to Swift, not to Linux.
    var seen: Set<String> = []
    return found.filter { source in
      guard let stamp = try? FileStamp(ofFile: source.path) else { return true }
      return seen.insert("\(stamp.device) \(stamp.inode) \(source.name)").inserted
    }
  }

  /// How many characters of a path of `TemplateFolder` stand for the folder itself.
  private static func base(_ folder: String) -> Int {
    let trimmed = folder.reversed().drop { $0 == "/" }
    if trimmed.isEmpty { return 1 }
    return trimmed.elementsEqual(".") ? 0 : trimmed.count + 1
  }

  private mutating func fail(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    isBroken = true
  }

  /// The parameters of a template; none of one that cannot be read, which its render will tell.
  private static func parameters(of path: String) -> [Parameter] {
    guard let bytes = try? OutputFile.read(path) else { return [] }
    let file = SourceFile(name: path, bytes: bytes)
    return Template.parse(file, directives: Directives.bodies).template.frontMatter.parameters
  }

  /// Rows whose names differ only in case, which is nothing to some file systems.
  private mutating func markNamesOfOneCase() {
    let groups = Dictionary(grouping: reports.indices.filter { !reports[$0].values.isEmpty }) {
      ReportName.folded(reports[$0].name)
    }
    for indices in groups.values where indices.count > 1 {
      for index in indices {
        reports[index].name = ReportName.marked(reports[index].name, reports[index].values)
      }
    }
  }

  private mutating func findClashes() {
    var first = [ReportName.folded("index"): PlannedReport?.none]
    for report in reports {
      let key = ReportName.folded(report.name)
      switch first[key] {
      case nil: first[key] = report
      case .some(nil): fail(.overwritesIndex(report))
      case .some(.some(let other)): fail(.sameReport(report, other))
      }
    }
  }
}

extension Diagnostic {
  static func noTemplates(_ folder: String) -> Self {
    Diagnostic(
      .error,
      "no-templates",
      "there is no template in '\(folder)'",
      at: nil,
      hint: "a template is a .md file with front matter or a directive"
    )
  }

  static func parameterOfNoTemplate(_ name: Spanned<String>, known: [String]) -> Self {
    let isInFile = !name.span.file.bytes.isEmpty
    return Diagnostic(
      .error,
      "unknown-parameter",
      (isInFile ? "" : "'\(name.span.file.name)': ")
        + "no template has a parameter '\(name.value)'",
      at: isInFile ? name.span : nil,
      hint: NearMatch.hint(name.value, in: known, kind: "parameters")
    )
  }

  static func tooManyReports(_ count: Int, of template: String) -> Self {
    Diagnostic(
      .error,
      "too-many-reports",
      "the values given make \(count == .max ? "too many" : "\(count)") reports of '\(template)', and "
        + "a build makes \(BuildOptions.reportsAtMost) at most",
      at: nil,
      hint: "give fewer rows or shorter lists, or build in parts"
    )
  }

  static func overwritesIndex(_ report: PlannedReport) -> Self {
    Diagnostic(
      .error,
      "same-output",
      "the report of '\(report.template)' would be written over the index page",
      at: nil,
      hint: "give the template another name"
    )
  }

  static func sameReport(_ report: PlannedReport, _ other: PlannedReport) -> Self {
    Diagnostic(
      .error,
      "same-output",
      report.name == other.name
        ? "'\(other.template)' and '\(report.template)' would both be written to '\(report.file)'"
        : "'\(other.template)' and '\(report.template)' would be written to '\(other.file)' and "
          + "'\(report.file)', which are one file to some systems",
      at: nil,
      hint: "give one of them another name, or build them with an --output each"
    )
  }
}
