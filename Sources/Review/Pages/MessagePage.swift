import HTTPTypes
import Hummingbird
import HummingbirdCore
import Markup
import Reporting

/// A page that says what went wrong with a request, and where to go on.
struct MessagePage: Error, Sendable {
  var status: HTTPResponse.Status
  var korean: String
  var english: String
  var hint: (korean: String, english: String)?
  var headers: [(HTTPField.Name, String)] = []

  func frame(_ words: Words) -> Frame {
    let text = words.pick(korean, english)
    var body: [Node] = [.tag("h1", [:], [.text(text)])]
    if let hint { body.append(.tag("p", [:], [.text(words.pick(hint.korean, hint.english))])) }
    body.append(.tag("p", [:], [.link(words.reports, Address.home)]))
    return Frame(title: text, words: words, body: body)
  }
}

extension MessagePage {
  static func noTemplate(_ path: String) -> MessagePage {
    MessagePage(
      status: .notFound,
      korean: "‘\(path)’ 템플릿이 없습니다",
      english: "There is no template ‘\(path)’"
    )
  }

  static func noRun(_ message: String) -> MessagePage {
    MessagePage(status: .notFound, korean: message, english: message)
  }

  static func noJob() -> MessagePage {
    MessagePage(
      status: .notFound,
      korean: "이 실행은 더는 기억되지 않습니다",
      english: "This run is not remembered any more",
      hint: (
        "서버를 다시 시작했거나 오래된 실행입니다. 마친 실행은 보고서의 실행 기록에 있습니다.",
        "The server was started again, or it is long ago. Runs that ended are in the ledger of their report."
      )
    )
  }

  static func noPage() -> MessagePage {
    MessagePage(status: .notFound, korean: "이런 쪽은 없습니다", english: "There is no such page")
  }

  static func forbidden(_ korean: String, _ english: String, _ hint: (String, String)? = nil)
    -> MessagePage
  {
    MessagePage(
      status: .forbidden,
      korean: korean,
      english: english,
      hint: hint.map { ($0.0, $0.1) }
    )
  }
}
