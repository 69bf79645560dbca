import Foundation

/// What the index page's search looks through, as JSON of a bounded size.
///
/// Texts that several reports share, as those of one template do, stand in it once. When they are
/// more than the budget, each report keeps only its beginning; headings are kept first.
///
///     {"texts": ["Sales", …], "reports": [{"title": "North", "path": "sales/north.html",
///       "sections": [["heading-anchor", 0, [4, 5]], …]}]}
struct SearchTexts {
  /// The bytes that the texts of all reports may have together: about as much as a large chart.
  static let budget = 1_500_000
  /// The most bytes of one report's texts.
  static let perReport = 24_000

  /// The JSON; `isWhole` tells whether every report's text is in it to its end.
  let json: [UInt8]
  let isWhole: Bool

  init(_ reports: [(path: String, summary: ReportSummary)]) {
    var limit = Self.perReport
    var cut = Cut(reports, limit: limit)
    while cut.byteCount > Self.budget, limit > 100 {
      limit /= 2
      cut = Cut(reports, limit: limit)
    }
    isWhole = cut.isWhole
    json = Self.json(cut)
  }

  /// Texts of reports, of each no more than a limit.
  private struct Cut {
    var texts: [String] = []
    var byteCount = 0
    var isWhole = true
    var reports: [(title: String, path: String, sections: [Section])] = []
    private var places: [String: Int] = [:]

    struct Section {
      let anchor: String
      let heading: Int
      let texts: [Int]
    }

    init(_ all: [(path: String, summary: ReportSummary)], limit: Int) {
      for (path, summary) in all where summary.hasPage {
        let headings = summary.sections.reduce(0) { $0 + $1.heading.utf8.count }
        var left = limit - headings
        var sections: [Section] = []
        var headingsLeft = limit
        for section in summary.sections {
          headingsLeft -= section.heading.utf8.count
          guard headingsLeft >= 0 else {
            isWhole = false
            break
          }
          var kept: [Int] = []
          for text in section.texts {
            left -= text.utf8.count
            guard left >= 0 else {
              isWhole = false
              break
            }
            kept.append(place(of: text))
          }
          let heading = place(of: section.heading)
          sections.append(Section(anchor: section.anchor, heading: heading, texts: kept))
        }
        reports.append((summary.title, path, sections))
      }
    }

    private mutating func place(of text: String) -> Int {
      let text = text.precomposedStringWithCanonicalMapping
      if let known = places[text] { return known }
      texts.append(text)
      byteCount += text.utf8.count
      places[text] = texts.count - 1
      return texts.count - 1
    }
  }

  private static func json(_ cut: Cut) -> [UInt8] {
    var text = JSONText()
    text.object { json in
      json.key("texts")
      json.array { array in for text in cut.texts { array.string(text) } }
      json.key("reports")
      json.array { reports in
        for report in cut.reports {
          reports.object { json in
            json.key("title")
            json.string(report.title)
            json.key("path")
            json.string(report.path)
            json.key("sections")
            json.array { sections in
              for section in report.sections {
                sections.array { json in
                  json.string(section.anchor)
                  json.integer(section.heading)
                  json.array { texts in for place in section.texts { texts.integer(place) } }
                }
              }
            }
          }
        }
      }
    }
    return text.bytes
  }
}
