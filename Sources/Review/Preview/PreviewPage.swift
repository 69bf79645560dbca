import Foundation
import Markup
import Reporting
import Templates

/// A report while it is written: the page of the template as it is, and what is wrong with it.
struct PreviewPage: Sendable {
  let template: String
  let title: String
  let scene: PreviewRoom.Scene
  let words: Words

  /// `otherwise`: the words for a template that could not be read yet.
  init(template: String, scene: PreviewRoom.Scene, otherwise words: Words) {
    self.template = template
    self.scene = scene
    title = scene.preview?.title ?? template
    self.words = scene.preview?.language.map { Words($0) } ?? words
  }

  /// The page with the bar and the panel; nil before there is one.
  func dressed() -> ReportPage.Dressed? {
    guard let page = scene.preview?.page else { return nil }
    return DressedPage.dress(
      page,
      head: [Asset.style.link, Asset.previewStyle.link, Asset.script.script, Asset.preview.script],
      top: .fragment([frame.bar, panel])
    )
  }

  /// The page that stands in its place before it is made.
  func waiting() -> Frame {
    var frame = frame
    frame.styles = [Asset.previewStyle]
    frame.scripts = [Asset.preview]
    frame.body = [
      .tag("h1", [:], [.text(title)]), .tag("p", [:], [.text(words.beingMade)]), panel,
    ]
    frame.refresh = 3
    return frame
  }

  private var frame: Frame {
    Frame(
      title: title,
      words: words,
      trail: [
        Frame.Link(text: title, address: Address.report(template)),
        Frame.Link(text: words.preview, address: Address.preview(template)),
      ],
      actions: [
        .link(words.runIt, Address.start(template), class: "button"),
        .link(words.source, Address.source(template)),
      ],
      body: []
    )
  }

  private var panel: Node {
    .tag(
      "div",
      [
        "id": "q-preview", "data-events": Address.previewEvents(template),
        "data-page": scene.tag, "data-lost": words.connectionLost,
      ],
      [
        .tag("p", ["id": "q-state", "role": "status"], [.text(status)]),
        .tag("div", ["id": "q-problems", "role": "alert"], [problems]),
      ]
    )
  }

  /// What is being done; empty when the page is there.
  var status: String { scene.isWorking ? words.beingMade : "" }

  /// What is wrong; empty when nothing is.
  var problems: Node {
    ProblemPanel(template: template, preview: scene.preview, words: words).node() ?? .empty
  }
}

/// What an open page learns when the scene has changed.
struct PreviewNews: Encodable, Sendable {
  /// Another text than the open page's: there is another page to show.
  var page: String
  var status: String
  /// The contents of the panel.
  var problems: String

  init(_ page: PreviewPage) {
    self.page = page.scene.tag
    status = page.status
    problems = page.problems.html
  }

  /// As a server-sent event.
  var event: ServerEvent {
    get throws {
      ServerEvent(
        name: "preview",
        data: String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
      )
    }
  }
}
