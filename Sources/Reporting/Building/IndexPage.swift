import Markup
import Templates

/// The page that lists the reports of a build, with a search through their prose.
///
/// It is one file that needs nothing else and is readable without JavaScript, which adds search,
/// sorting and the pages of long tables. The same reports give the same bytes.
struct IndexPage: Sendable {
  private let entries: [IndexEntry]
  private let words: Words

  /// - Parameter entries: In the order in which they are listed.
  init(_ entries: [IndexEntry]) {
    self.entries = entries
    words = Words(Self.language(of: entries))
  }

  /// The language of most reports that have a page; English when as many are in another.
  private static func language(of entries: [IndexEntry]) -> Language {
    let written = entries.filter(\.summary.hasPage)
    let korean = written.count { $0.summary.language == .korean }
    return korean * 2 > written.count ? .korean : .english
  }

  func html() -> [UInt8] {
    let search = SearchTexts(entries.map { ($0.address, $0.summary) })
    let folders = folders
    return PageShell(
      title: words.reports,
      subtitle: words.reports(
        entries.count,
        failed: entries.count { $0.summary.state == .failed },
        withFailedChecks: entries.count { $0.summary.state == .failedChecks }
      ),
      language: words.language,
      contents: folders.compactMap { folder in
        folder.name.isEmpty
          ? nil : ContentsEntry(level: 2, id: folder.anchor, text: .text(folder.name))
      },
      body: [finder(search)] + folders.map(section),
      extraStyles: PageAssets.indexStyle,
      extraScript: PageAssets.indexScript
    ).html()
  }

  /// The reports of a folder: single ones, and the several of one template.
  private struct Folder {
    let name: String
    let anchor: String
    var groups: [[IndexEntry]]
  }

  /// The output folder itself first, the others in order.
  private var folders: [Folder] {
    var folders: [Folder] = []
    for entry in entries {
      let name = entry.folder
      var place = folders.firstIndex { $0.name == name }
      if place == nil {
        let folder = Folder(name: name, anchor: "folder-\(folders.count + 1)", groups: [])
        place = name.isEmpty ? 0 : folders.count
        folders.insert(folder, at: place ?? 0)
      }
      guard let place else { continue }
      let last = folders[place].groups.last?.last
      if !entry.report.values.isEmpty, let last, !last.report.values.isEmpty,
        last.group == entry.group
      {
        folders[place].groups[folders[place].groups.count - 1].append(entry)
      } else {
        folders[place].groups.append([entry])
      }
    }
    return folders
  }

  private func section(_ folder: Folder) -> Node {
    let level = folder.name.isEmpty ? 2 : 3
    var parts: [Node] = []
    if !folder.name.isEmpty {
      parts.append(.tag("h2", ["id": folder.anchor], [.text(folder.name)]))
    }
    for (place, group) in folder.groups.enumerated() {
      if group[0].report.values.isEmpty {
        parts.append(ReportCard(entry: group[0], level: level, words: words).node())
      } else {
        let id = "\(folder.anchor)-\(place + 1)"
        parts.append(ReportRows(entries: group, level: level, id: id, words: words).node())
      }
    }
    return .tag("section", ["class": "listing"], parts.flatMap { ["\n", $0] })
  }

  /// The search box, hidden until the script has come to life, and the texts it looks through.
  private func finder(_ search: SearchTexts) -> Node {
    var parts: [Node] = [
      .tag(
        "input",
        [
          "type": "search", "id": "find", "placeholder": words.searchReports,
          "aria-label": words.searchReports, "autocomplete": "off", "spellcheck": "false",
        ]
      ),
      .tag("p", ["class": "count", "role": "status"]),
      .tag("ol", ["class": "found", "aria-label": words.searchReports, "hidden": nil]),
      .tag("button", ["type": "button", "class": "more", "hidden": nil]),
    ]
    if !search.isWhole {
      parts.append(.tag("p", ["class": "remark"], [.text(words.searchIsCut)]))
    }
    return .fragment([
      .tag("div", ["class": "finder", "hidden": nil, "data-words": words.indexMessages], parts),
      "\n",
      .tag("script", ["type": "application/json", "id": "texts"], [.trusted(search.markup)]),
    ])
  }
}

extension SearchTexts {
  /// The JSON as it may stand in a page: nothing in it ends a script.
  fileprivate var markup: String {
    String(decoding: json, as: UTF8.self).replacing("<", with: "\\u003c")
  }
}
