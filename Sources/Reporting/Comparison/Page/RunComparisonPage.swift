import Diagnostics
import Files
package import Markup
import Plotting
import Tables
package import Templates

/// Two runs beside each other: all that a page about them shows.
///
///     let page = try await RunComparisonPage(older, newer, in: ledger)
///     let nodes = page.nodes(.english, links: links)   // what stands in `main`
///
/// The page that takes the nodes carries `RunComparisonPage.styles` too.
package struct RunComparisonPage: Sendable {
  /// One of the two runs, with what it kept of its page.
  struct Side: Sendable {
    let record: RunRecord
    let parts: PageParts?
    /// Nil when the page is gone, or is not in HTML.
    let page: KeptPage?
  }

  /// Where the page leads to.
  package struct Links: Sendable {
    /// The page of a run in the ledger.
    package var run: @Sendable (RunRecord) -> String
    /// The report as the run made it; nil for none.
    package var report: @Sendable (RunRecord) -> String?
    /// This page with the differences alone, and with what is equal too.
    package var onlyDifferences: String
    package var everything: String

    package init(
      run: @escaping @Sendable (RunRecord) -> String,
      report: @escaping @Sendable (RunRecord) -> String?,
      onlyDifferences: String,
      everything: String
    ) {
      self.run = run
      self.report = report
      self.onlyDifferences = onlyDifferences
      self.everything = everything
    }
  }

  package let comparison: RunComparison
  let old: Side
  let new: Side

  /// Reads what two runs have kept.
  ///
  /// What cannot be read is left out, and the page tells of it.
  ///
  /// - Throws: `LedgerError` when there are tables of models and no engine to read them.
  package init(_ old: RunRecord, _ new: RunRecord, in ledger: Ledger) async throws {
    let before = try await RunSnapshot(old, in: ledger)
    let after = try await RunSnapshot(new, in: ledger)
    comparison = RunComparison(before, after)
    self.old = try await Side(before, in: ledger)
    self.new = try await Side(after, in: ledger)
  }

  /// The rules of the parts that only this page has, and of its charts.
  package static let styles =
    String(decoding: PackageResources.compare_css, as: UTF8.self) + "\n" + Stylesheet.text

  package static func title(_ language: Language) -> String { Words(language).comparedRuns }

  /// What the page shows, to stand in its `main`.
  ///
  /// - Parameters:
  ///   - language: Of the page itself; texts of the runs stay as they are.
  ///   - isWhole: Whether it shows what is equal too.
  ///   - links: Where the runs and the other form of this page are found.
  /// - Returns: Blocks and headings of level 2 and 3.
  package func nodes(_ language: Language, isWhole: Bool = false, links: Links) -> [Node] {
    let words = Words(language)
    var nodes = [RunsView(old: old.record, new: new.record, links: links, words: words).node()]
    nodes += remarks(words).map { .tag("p", ["class": "remark"], [.text($0)]) }
    let sections = sections(words, isWhole: isWhole).filter { !$0.nodes.isEmpty }
    if !comparison.differs {
      nodes.append(.tag("p", ["class": "nothing"], [.text(words.nothingDiffersAtAll)]))
    }
    nodes.append(contents(sections, words))
    nodes.append(
      .tag(
        "p",
        ["class": "switch"],
        [
          isWhole
            ? .tag("a", ["href": links.onlyDifferences], [.text(words.onlyDifferences)])
            : .tag("a", ["href": links.everything], [.text(words.everything)])
        ]
      )
    )
    return nodes + sections.flatMap { $0.withHeading }
  }

  /// What is to be known before the differences are read.
  private func remarks(_ words: Words) -> [String] {
    var remarks: [String] = []
    if old.record.id == new.record.id { remarks.append(words.sameRunTwice) }
    if old.record.template != new.record.template { remarks.append(words.otherTemplates) }
    if !comparison.lost.isEmpty { remarks.append(words.lostTables(comparison.lost)) }
    for page in comparison.unread {
      let remark = words.unread(page)
      if !remarks.contains(remark) { remarks.append(remark) }
    }
    if [old, new].contains(where: { $0.parts?.isWhole == false }) {
      remarks.append(words.proseIsCut)
    }
    return remarks
  }

  /// The parts of the page with how much differs in each, as links to them.
  private func contents(_ sections: [ComparisonSection], _ words: Words) -> Node {
    guard !sections.isEmpty else { return .empty }
    let items = sections.map { section -> Node in
      let counts = [words.differencesCounted(section.count)] + section.verdicts
      let count = Node.tag("span", [:], [.text(counts.joined(separator: ", "))])
      let link = Node.tag("a", ["href": "#" + section.id], [.text(section.title)])
      return .tag("li", [:], [link, " ", count])
    }
    return .tag(
      "nav",
      ["class": "differences", "aria-label": words.differences],
      [.tag("ul", [:], items)]
    )
  }
}

/// A part of the page under a heading of its own.
struct ComparisonSection: Sendable {
  var id: String
  var title: String
  /// How many things differ in it.
  var count: Int
  /// How many of them are good news and how many bad.
  var verdicts: [String] = []
  var nodes: [Node]

  var withHeading: [Node] {
    [HeadingView(level: 2, id: id, content: [.text(title)]).node()] + nodes
  }
}

extension RunComparisonPage.Side {
  fileprivate init(_ snapshot: RunSnapshot, in ledger: Ledger) async throws {
    let record = snapshot.record
    self.record = record
    parts = snapshot.parts
    page =
      snapshot.parts == nil
      ? nil : try await OffPool.run("page") { KeptPage(of: record, in: ledger) }
  }
}
