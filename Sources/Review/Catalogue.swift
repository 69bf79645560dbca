import Diagnostics
import Files
import Foundation
import Reporting

/// What the project holds, remembered for as long as it stays as it is.
///
/// The folder is looked at again when the last look is older than a quarter of a second, or when a run is
/// asked for that is not known; templates are read again when their files have changed; of runs, which never change, each is read once.
actor Catalogue {
  private let project: Project
  private var looked: ContinuousClock.Instant?
  private var templates: [String] = []
  private var outlines: [String: (stamp: FileStamp, outline: TemplateOutline)] = [:]
  private var runs: [String: RunSummary] = [:]
  /// Each template's runs, the newest first.
  private var runsOf: [String: [RunSummary]] = [:]
  /// Counts the looks that found something new.
  private(set) var version = 0

  private static let patience = Duration.milliseconds(250)

  init(_ project: Project) { self.project = project }

  /// The path of a template that an address names; nil when it names none of the project.
  ///
  /// An address is held against the list of what there is: no spelling of it can reach another file.
  func template(_ address: String) -> String? {
    look()
    return templates.first { $0 == address }
  }

  /// What can be told of a template without running it; nil when it has just gone.
  func outline(_ template: String) -> TemplateOutline? {
    guard let stamp = try? FileStamp(ofFile: template) else { return nil }
    if let known = outlines[template], known.stamp == stamp { return known.outline }
    guard let outline = TemplateOutline.read(template) else { return nil }
    outlines[template] = (stamp, outline)
    return outline
  }

  /// The runs of a template, the newest first.
  ///
  /// - Parameters:
  ///   - template: Its path.
  ///   - id: A run that was asked for; when it is not known, it may have ended this moment.
  /// - Returns: none for a template that never ran.
  func runs(of template: String, with id: String? = nil) -> [RunSummary] {
    look()
    if let id, runs[id] == nil { lookAgain() }
    return runsOf[template] ?? []
  }

  /// All runs, the newest first.
  func allRuns() -> [RunSummary] {
    look()
    return runs.values.sorted { $0.id > $1.id }
  }

  func run(_ id: String) -> RunSummary? {
    look()
    if runs[id] == nil { lookAgain() }
    return runs[id]
  }

  func entries() -> [ReportsPage.Entry] {
    look()
    return templates.map { template in
      let outline = outline(template)
      let run = runsOf[template]?.first
      return ReportsPage.Entry(
        template: template,
        title: run?.title ?? outline?.title ?? template,
        description: outline?.description,
        run: run,
        mistakes: outline?.diagnostics.count { $0.severity == .error } ?? 0
      )
    }
  }

  /// The version after a look at the folder: pages made of an earlier one are stale.
  func currentVersion() -> Int {
    look()
    return version
  }

  /// Looks at the folder however short the last look is ago.
  private func lookAgain() {
    looked = nil
    look()
  }

  private func look() {
    if let looked, ContinuousClock.now - looked < Self.patience { return }
    looked = .now
    var isNew = false
    let found = project.templates()
    if found != templates {
      templates = found
      outlines = outlines.filter { found.contains($0.key) }
      isNew = true
    }
    for template in templates {
      guard let known = outlines[template] else { continue }
      if (try? FileStamp(ofFile: template)) != known.stamp {
        outlines[template] = nil
        isNew = true
      }
    }
    if readRuns() { isNew = true }
    if isNew { version += 1 }
  }

  /// Reads the runs that have come, and forgets those that are gone.
  private func readRuns() -> Bool {
    let ledger = project.ledger
    let ids = Set(ledger.ids)
    let gone = runs.keys.filter { !ids.contains($0) }
    for id in gone { runs[id] = nil }
    let come = ids.filter { runs[$0] == nil }
    var added = 0
    for id in come {
      guard let run = try? ledger.read(id), run.id == id else { continue }
      runs[id] = RunSummary(run)
      added += 1
    }
    guard added > 0 || !gone.isEmpty || runsOf.isEmpty && !runs.isEmpty else { return false }
    let paths = Dictionary(templates.map { (Self.standard($0), $0) }) { first, _ in first }
    runsOf = Dictionary(grouping: runs.values.sorted { $0.id > $1.id }) { run in
      paths[Self.standard(run.template)] ?? run.template
    }
    return true
  }

  private static func standard(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }
}
