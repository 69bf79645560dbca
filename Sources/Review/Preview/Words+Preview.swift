import Diagnostics
import Files
import HTTPTypes
import Reporting

/// Pages while they are written.
extension Words {
  var beingMade: String { pick("만들고 있습니다…", "Being made…") }
  var lastGoodPage: String {
    pick("보이는 쪽은 마지막으로 만든 것입니다", "the page shown is the last that could be made")
  }
  var noPageYet: String { pick("아직 만들 수 있었던 쪽이 없습니다", "there is no page yet") }
  var connectionLost: String {
    pick("서버와 연결이 끊겼습니다. 다시 잇고 있습니다…", "The server is gone. Trying again…")
  }

  func problems(_ count: Int, _ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: pick("오류 \(count)개", counted(count, "error", plural: "errors"))
    case .warning: pick("경고 \(count)개", counted(count, "warning", plural: "warnings"))
    case .note: pick("알림 \(count)개", counted(count, "note", plural: "notes"))
    }
  }

  func moreProblems(_ count: Int) -> String { pick("그 밖에 \(count)개", "\(count) more") }
  func hint(_ hint: String) -> String { pick("도움말: \(hint)", "Hint: \(hint)") }
}

extension MessagePage {
  static func notWatched(_ error: SystemError) -> MessagePage {
    MessagePage(
      status: .serviceUnavailable,
      korean: "파일의 변경을 지켜볼 수 없습니다: \(error.words)",
      english: "Changes of files cannot be watched: \(error.words)"
    )
  }
}
