/// The page that lists a build's reports.
extension Words {
  var reports: String { pick("보고서", "Reports") }
  var report: String { pick("보고서", "Report") }
  var searchReports: String { pick("보고서 본문에서 찾기", "Search all reports") }
  var searchIsCut: String {
    pick(
      "글이 많아 각 보고서의 앞부분만 찾습니다.",
      "The texts are long: only the beginning of each report is searched."
    )
  }

  func state(_ state: ReportSummary.State) -> String {
    switch state {
    case .finished: pick("완료", "finished")
    case .failedChecks: pick("검사 실패", "failed checks")
    case .failed: pick("실패", "failed")
    }
  }

  /// `12 reports, 1 failed, 2 with failed checks`.
  func reports(_ count: Int, failed: Int, withFailedChecks checks: Int) -> String {
    var parts = [numberOfReports(count)]
    if failed > 0 { parts.append(pick("실패 \(self.count(failed))", "\(self.count(failed)) failed")) }
    if checks > 0 {
      parts.append(
        pick("검사 실패 \(self.count(checks))", "\(self.count(checks)) with failed checks")
      )
    }
    return parts.joined(separator: ", ")
  }

  func numberOfReports(_ count: Int) -> String {
    pick(
      "보고서 \(self.count(count))편",
      "\(self.count(count)) \(count == 1 ? "report" : "reports")"
    )
  }

  /// The messages that the index page's script fills in, as JSON; names in braces are numbers.
  var indexMessages: String {
    let found = pick("보고서 {reports}편에서 찾음", "Found in {reports} of {total} reports")
    let one = pick("보고서 1편에서 찾음", "Found in 1 of {total} reports")
    let none = pick("찾은 곳이 없습니다.", "Nothing found.")
    let more = pick("{left}편 더 보기", "Show {left} more")
    return #"{"found":"\#(found)","one":"\#(one)","none":"\#(none)","more":"\#(more)"}"#
  }
}
