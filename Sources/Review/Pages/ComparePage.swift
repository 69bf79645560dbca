import Markup
import Reporting

/// Two runs beside each other, with a form to choose others.
struct ComparePage: Sendable {
  var comparison: RunComparisonPage
  var isWhole: Bool
  /// The template's address among the reports; nil when it is none of the project any more.
  var template: String?
  var hasPage: [String: Bool]
  /// The runs that may be compared instead, the newest first.
  var choices: [RunSummary]
  var words: Words

  func frame() -> Frame {
    let (old, new) = (comparison.comparison.old, comparison.comparison.new)
    let title = RunComparisonPage.title(words.language)
    let form = CompareForm(runs: choices, old: old.id, new: new.id, isWhole: isWhole, words: words)
    return Frame(
      title: "\(new.title): \(title)",
      words: words,
      trail: [
        Frame.Link(
          text: new.title,
          address: template.map { Address.report($0) } ?? Address.run(new.id)
        ),
        Frame.Link(text: words.compare, address: Address.compare(old.id, new.id)),
      ],
      styles: [Asset.compareStyle],
      body: [.tag("h1", [:], [.text(title)])]
        + comparison.nodes(words.language, isWhole: isWhole, links: links)
        + [.tag("h2", ["id": "others"], [.text(words.compareOthers)]), form.node()]
    )
  }

  private var links: RunComparisonPage.Links {
    let (old, new) = (comparison.comparison.old.id, comparison.comparison.new.id)
    let hasPage = hasPage
    let template = template
    return RunComparisonPage.Links(
      run: { Address.run($0.id) },
      report: { run in
        guard hasPage[run.id] == true else { return nil }
        return template.map { Address.report($0, run: run.id) } ?? Address.runPage(run.id)
      },
      onlyDifferences: Address.compare(old, new),
      everything: Address.compare(old, new, isWhole: true)
    )
  }
}

/// Asks which two runs to compare; it needs no JavaScript.
struct CompareForm: Sendable {
  /// The newest first.
  var runs: [RunSummary]
  /// What is chosen at first.
  var old: String?
  var new: String?
  var isWhole = false
  var words: Words

  /// The most runs that can be chosen here; others are reached by their address.
  static let runsShown = 300

  func node() -> Node {
    guard runs.count > 1 else { return .tag("p", [:], [.text(words.tooFewRuns)]) }
    // The newest run and the one of its template before it, where there is one.
    let newest = runs.first { $0.id == new } ?? runs[0]
    let before = runs.first { $0.template == newest.template && $0.id < newest.id } ?? runs[1]
    var fields = [
      field("old", words.olderRun, old ?? before.id),
      field("new", words.newerRun, new ?? newest.id),
    ]
    if isWhole { fields.append(.tag("input", ["type": "hidden", "name": "all", "value": "1"])) }
    fields.append(.tag("button", ["class": "button"], [.text(words.compare)]))
    return .tag("form", ["class": "choose-runs", "action": "/compare", "method": "get"], fields)
  }

  private func field(_ name: String, _ label: String, _ chosen: String) -> Node {
    var groups: [(template: String, runs: [RunSummary])] = []
    for run in runs.prefix(Self.runsShown) {
      if let place = groups.firstIndex(where: { $0.template == run.template }) {
        groups[place].runs.append(run)
      } else {
        groups.append((run.template, [run]))
      }
    }
    let options = groups.map { group -> Node in
      let options = group.runs.map { option($0, isChosen: $0.id == chosen) }
      return .tag("optgroup", ["label": group.template], options)
    }
    return .tag(
      "label",
      [:],
      [.tag("span", [:], [.text(label)]), " ", .tag("select", ["name": name], options)]
    )
  }

  private func option(_ run: RunSummary, isChosen: Bool) -> Node {
    var option = Element("option", [Attribute("value", run.id)])
    if isChosen { option.attributes.append(Attribute("selected", nil)) }
    let text = "\(words.time(run.started)) · \(words.state(run.state)) · \(run.id)"
    option.children = [.text(text)]
    return .element(option)
  }
}

/// What is shown when it is not said which runs to compare, or when one of them is not there.
struct CompareChoicePage: Sendable {
  /// What is wrong with what was asked for; nil when nothing was.
  var problem: LedgerProblem?
  var form: CompareForm
  var words: Words

  /// A run that is not there, and those that may have been meant.
  struct LedgerProblem: Sendable {
    var message: String
    var near: [(id: String, address: String)]
  }

  func frame() -> Frame {
    var body: [Node] = [.tag("h1", [:], [.text(problem?.message ?? words.chooseRuns)])]
    if let problem, !problem.near.isEmpty {
      let items = problem.near.map { near -> Node in
        .tag("li", [:], [.tag("a", ["href": near.address], [.tag("code", [:], [.text(near.id)])])])
      }
      body += [.tag("p", [:], [.text(words.perhapsMeant)]), .tag("ul", [:], items)]
    }
    body.append(form.node())
    return Frame(
      title: problem?.message ?? words.chooseRuns,
      words: words,
      trail: [Frame.Link(text: words.compare, address: "/compare")],
      styles: [Asset.compareStyle],
      body: body
    )
  }
}

extension Words {
  var compareOthers: String { pick("다른 실행 비교", "Compare other runs") }
  var chooseRuns: String { pick("비교할 두 실행을 고르세요", "Choose two runs to compare") }
  var olderRun: String { pick("이전", "Before") }
  var newerRun: String { pick("이번", "After") }
  var perhapsMeant: String { pick("이 실행을 찾으셨나요?", "Was one of these meant?") }
  var tooFewRuns: String {
    pick("비교하려면 실행이 둘 이상 있어야 합니다.", "There must be two runs to compare.")
  }
  var noRunBefore: String {
    pick("이 실행보다 앞선 실행이 없습니다", "There is no run of this template before this one")
  }
  func noSuchRun(_ id: String) -> String { pick("‘\(id)’ 실행이 없습니다", "There is no run ‘\(id)’") }
  func severalRuns(_ id: String) -> String {
    pick("‘\(id)’로 시작하는 실행이 여럿입니다", "Several runs begin with ‘\(id)’")
  }
}
