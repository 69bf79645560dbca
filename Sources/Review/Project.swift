import Files
import Foundation
import Reporting

/// The folder that is served: its templates, its runs, and nothing beside it.
struct Project: Sendable {
  let render: RenderOptions
  var ledger: Ledger { Ledger(stateFolder: render.stateFolder) }

  /// The paths of all templates, as they stand in addresses.
  func templates() -> [String] {
    TemplateFolder.templates(in: ".", leavingOut: [render.outputFolder, render.stateFolder])
  }

  /// The path of a template that an address names; nil when it names none of the project.
  ///
  /// An address is held against the list of what there is: no spelling of it can reach another file.
  func template(_ address: String) -> String? {
    templates().first { $0 == address }
  }

  /// Whether a path leads to a place within the project, symbolic links followed.
  ///
  /// Of a pattern (`logs/*.gz`) the folders before the first wildcard are looked at.
  func contains(_ path: String) -> Bool {
    if path.contains("://") || path.utf8.contains(0) { return false }
    let fixed = path.split(separator: "/", omittingEmptySubsequences: false)
      .prefix { !$0.contains(where: "*?[{".contains) }.joined(separator: "/")
    guard !path.split(separator: "/").contains("..") else { return false }
    let root = URL(fileURLWithPath: ".").resolvingSymlinksInPath().standardizedFileURL.path
    var place = URL(fileURLWithPath: fixed.isEmpty && !path.hasPrefix("/") ? "." : fixed)
    // What does not exist yet is where its folder is.
    while FileSystem.kind(of: place.path) == nil, place.pathComponents.count > 1 {
      place.deleteLastPathComponent()
    }
    let real = place.resolvingSymlinksInPath().standardizedFileURL.path
    return real == root || real.hasPrefix(root + "/")
  }

  /// The newest run of every template, by the template's path.
  func newestRuns() -> [String: RunRecord] {
    var newest: [String: RunRecord] = [:]
    for run in ledger.runs() where newest[run.template] == nil { newest[run.template] = run }
    return newest
  }

  /// The runs of a template, the newest first.
  func runs(of template: String) -> [RunRecord] {
    ledger.runs().filter { $0.isOf(template: template) }
  }
}
