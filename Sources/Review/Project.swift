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
}

extension Project {
  /// The most files that a form offers.
  private static let filesOffered = 500
  private static let dataEndings: Set<String> = [
    "csv", "tsv", "json", "jsonl", "ndjson", "parquet", "log", "txt", "gz", "zst", "yaml", "yml",
  ]

  /// Files of the project that hold data, for a form to offer; folders of dots and of results left out.
  func dataFiles() -> [String] {
    let output = URL(fileURLWithPath: render.outputFolder).standardizedFileURL.path
    var found: [String] = []
    let files = FileManager.default.enumerator(
      at: URL(fileURLWithPath: "."),
      includingPropertiesForKeys: [.isRegularFileKey],
      options: [.skipsHiddenFiles]
    )
    let base = URL(fileURLWithPath: ".").standardizedFileURL.path + "/"
    while let url = files?.nextObject() as? URL, found.count < Self.filesOffered {
      let path = url.standardizedFileURL.path
      if path == output { files?.skipDescendants() }
      if Self.dataEndings.contains(url.pathExtension.lowercased()), path.hasPrefix(base) {
        found.append(String(path.dropFirst(base.count)))
      }
    }
    return found.sorted()
  }
}
