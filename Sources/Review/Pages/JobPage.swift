import Foundation
import Markup
import Reporting

/// A run while it goes on: the graph of its steps, what it says, a button to stop it.
struct JobPage: Sendable {
  var job: Job
  var ahead: Int
  var words: Words

  func frame() -> Frame {
    var body: [Node] = [
      .tag("h1", [:], [.text(job.title)]),
      .tag("p", ["class": "how", "id": "state", "role": "status"], status),
      .tag("div", ["id": "controls", "class": "controls"], controls),
    ]
    if !job.parameters.isEmpty {
      body.append(
        .facts(
          job.parameters.sorted { $0.key < $1.key }.map {
            ($0.key, .tag("code", [:], [.text($0.value)]))
          }
        )
      )
    }
    body.append(.tag("div", ["id": "problems"], problems))
    body.append(
      .tag(
        "section",
        ["aria-labelledby": "steps-title"],
        [
          .tag("h2", ["id": "steps-title"], [.text(words.steps)]),
          .tag(
            "div",
            ["id": "graph"],
            [StepGraph(job.steps.map(StepGraph.Step.init), words).node()]
          ),
        ]
      )
    )
    body.append(
      .tag(
        "section",
        ["aria-labelledby": "log-title"],
        [
          .tag("h2", ["id": "log-title"], [.text(words.log)]),
          .tag(
            "pre",
            [
              "id": "log", "tabindex": "0", "role": "log", "aria-labelledby": "log-title",
            ],
            [.text(job.lines.map { $0 + "\n" }.joined())]
          ),
        ]
      )
    )
    return Frame(
      title: job.title,
      words: words,
      trail: [
        Frame.Link(text: job.title, address: Address.report(job.template)),
        Frame.Link(text: words.run, address: Address.job(job.id)),
      ],
      refresh: job.state.isOver ? nil : 2,
      events: job.state.isOver
        ? nil : Address.jobEvents(job.id) + "?version=\(job.version)&lines=\(job.lines.count)",
      body: body
    )
  }

  /// The state with how far it is; the script writes the same.
  var status: [Node] {
    var parts: [Node] = [.state(job.state.rawValue, words)]
    if job.state == .waiting, ahead > 0 { parts.append(.text(" · " + words.ahead(ahead))) }
    let open = ["waiting", "running", "held", "cancelled", "skipped"]
    let done = job.steps.count { !open.contains($0.state) }
    if !job.steps.isEmpty {
      parts.append(.text(" · " + words.stepsDone(done, of: job.steps.count)))
    }
    if let started = job.started {
      let seconds = (job.ended ?? .now).timeIntervalSince(started)
      parts += [" · ", job.state.isOver ? .text(words.duration(seconds)) : clock(seconds)]
    }
    return parts
  }

  /// The time so far, which the script counts on; a timer is not read out at each second.
  private func clock(_ seconds: Double) -> Node {
    .tag(
      "span",
      [
        "class": "elapsed", "role": "timer", "data-seconds": "\(Int(seconds))",
        "data-under-minute": words.seconds("#"), "data-over-minute": words.minutes("#", "#"),
      ],
      [.text(seconds < 60 ? words.seconds("\(Int(seconds))") : words.duration(seconds))]
    )
  }

  var controls: [Node] {
    if job.state.isOver {
      var links: [Node] = []
      if let run = job.run {
        links.append(
          .link(words.openReport, Address.report(job.template, run: run), class: "button")
        )
        links.append(.link(words.ledger, Address.run(run)))
      }
      links.append(.link(words.runAgain, Address.start(job.template, like: job.run)))
      return links.flatMap { [$0, " "] }
    }
    return [
      .tag(
        "form",
        ["method": "post", "action": Address.cancel(job.id)],
        [.tag("button", ["type": "submit", "class": "button"], [.text(words.cancel)])]
      )
    ]
  }

  var problems: [Node] {
    job.problems.isEmpty
      ? []
      : [
        .tag(
          "pre",
          ["class": "problems", "tabindex": "0"],
          [.text(job.problems.joined(separator: "\n"))]
        )
      ]
  }
}

extension Words {
  var steps: String { pick("단계", "Steps") }
  var log: String { pick("기록", "Log") }
  var cancel: String { pick("취소", "Cancel") }
  func ahead(_ number: Int) -> String {
    pick("앞에 실행 \(count(number))개", counted(number, "run", plural: "runs") + " ahead of it")
  }
  func stepsDone(_ done: Int, of total: Int) -> String {
    pick(
      "\(count(total))단계 중 \(count(done))단계",
      "\(count(done)) of \(counted(total, "step", plural: "steps"))"
    )
  }
}
