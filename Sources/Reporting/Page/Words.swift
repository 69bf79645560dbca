import Tables
package import Templates

/// Every label that Quire writes into a page, in Korean and in English.
///
/// Korean particles depend on the sound before them, so names from the template always stand before
/// a noun of our own ("‘monthly’ 단계를"), never before a particle.
package struct Words: Sendable, Equatable {
  package let language: Language

  package init(_ language: Language) { self.language = language }

  package func pick(_ korean: String, _ english: String) -> String {
    language == .korean ? korean : english
  }

  /// A whole number with its thousands apart.
  package func count(_ number: Int) -> String {
    Self.counting?.string(.int(Int64(number))) ?? "\(number)"
  }

  private static let counting = try? NumberFormat(",d")

  /// `1 row`, `2 rows`: English only, since Korean nouns have no plural.
  package func counted(_ number: Int, _ noun: String, plural: String) -> String {
    "\(count(number)) \(number == 1 ? noun : plural)"
  }
}

/// Around the text.
extension Words {
  var contents: String { pick("차례", "Contents") }
  package var skipToText: String { pick("본문으로 건너뛰기", "Skip to the text") }
  var darkTheme: String { pick("어두운 화면", "Dark theme") }
  var footnotes: String { pick("각주", "Notes") }
  var backToText: String { pick("본문으로 돌아가기", "Back to the text") }
  var provenance: String { pick("출처와 이력", "Sources and provenance") }
  var madeWith: String { pick("Quire로 엮은 보고서", "Bound with Quire") }
  var done: String { pick("마침", "done") }
  var notDone: String { pick("남음", "to do") }

  /// What opens the source of a step that is echoed.
  func source(of kind: String) -> String { pick("\(kind) 원문", "\(kind) source") }

  /// `31 December 2022`, `2022년 12월 31일`.
  var longDate: String { pick("%Y년 %-m월 %-d일", "%-d %B %Y") }

  /// "Table 1", never broken over two lines.
  func table(_ number: Int) -> String { pick("표\u{A0}\(number)", "Table\u{A0}\(number)") }
  func figure(_ number: Int) -> String { pick("그림\u{A0}\(number)", "Figure\u{A0}\(number)") }

  func callout(_ kind: CalloutView.Kind) -> String {
    switch kind {
    case .note: pick("참고", "Note")
    case .tip: pick("도움말", "Tip")
    case .important: pick("중요", "Important")
    case .warning: pick("주의", "Warning")
    case .caution: pick("경고", "Caution")
    }
  }
}

/// Tables and number cards.
extension Words {
  package var search: String { pick("찾기", "Search") }
  var downloadCSV: String { pick("CSV 내려받기", "Download CSV") }
  var downloadSVG: String { pick("SVG 내려받기", "Download SVG") }
  var previous: String { pick("이전", "Previous") }
  var next: String { pick("다음", "Next") }
  var noValue: String { pick("값 없음", "no value") }
  var yes: String { pick("예", "yes") }
  var no: String { pick("아니요", "no") }
  var noRows: String { pick("행이 없습니다.", "No rows.") }
  var total: String { pick("전체", "Total") }
  var totalOfShown: String { pick("보이는 행 전체", "Total of the rows shown") }

  func searchTable(_ name: String) -> String { pick("\(name) 표에서 찾기", "Search \(name)") }
  func pages(of name: String) -> String { pick("\(name) 표의 쪽", "Pages of \(name)") }

  /// How many tables a step has made.
  func tables(_ number: Int) -> String {
    pick("표 \(count(number))개", counted(number, "table", plural: "tables"))
  }

  func rows(_ number: Int) -> String {
    pick("\(count(number))행", counted(number, "row", plural: "rows"))
  }

  /// What opens the rows of a chart.
  func chartData(_ number: Int) -> String {
    pick("그림의 자료 \(count(number))행", "Data of the chart, \(rows(number))")
  }

  func manyMarks(_ number: Int) -> String {
    pick(
      "점과 막대가 \(count(number))개여서 하나하나는 읽을 수 없습니다.",
      "\(count(number)) marks are drawn, too many to read one by one."
    )
  }

  func rowsShown(_ shown: Int, of total: Int) -> String {
    pick(
      "전체 \(count(total))행 가운데 \(count(shown))행을 보입니다.",
      "\(count(shown)) of \(count(total)) rows \(shown == 1 ? "is" : "are") shown."
    )
  }

  func kind(of total: Total) -> String {
    switch total {
    case .sum: pick("합계", "sum")
    case .mean: pick("평균", "mean")
    case .min: pick("최솟값", "min")
    case .max: pick("최댓값", "max")
    case .count: pick("개수", "count")
    case .none: ""
    }
  }

  func direction(_ direction: Metric.Direction) -> String {
    switch direction {
    case .up: pick("증가", "up")
    case .down: pick("감소", "down")
    case .level: pick("변화 없음", "unchanged")
    }
  }

  func tone(_ tone: Metric.Tone) -> String? {
    switch tone {
    case .good: pick("좋아짐", "better")
    case .bad: pick("나빠짐", "worse")
    case .neutral: nil
    }
  }

  /// The unit of a difference between percentages.
  var points: String { pick("%p", "\u{A0}pts") }

  /// "vs last month"; in Korean the comparison's name comes first.
  func versus(_ other: String) -> String { pick("\(other) 대비", "vs \(other)") }

  /// The messages that the page's script fills in, as JSON; names in braces are numbers.
  var scriptMessages: String {
    let range = pick("{total}행 중 {from}–{to}행", "Rows {from}–{to} of {total}")
    let found = pick("{total}행 중 {found}행 찾음", "{found} of {total} rows found")
    return #"{"range":"\#(range)","found":"\#(found)"}"#
  }
}

/// Failures and checks.
extension Words {
  func stepFailed(_ label: String?) -> String {
    guard let label else { return pick("이 단계를 마치지 못했습니다", "This step failed") }
    return pick("‘\(label)’ 단계를 마치지 못했습니다", "Step ‘\(label)’ failed")
  }

  /// Which steps could not be made because this one failed.
  func notMade(_ labels: [String]) -> String {
    let list = labels.joined(separator: ", ")
    return pick("이 때문에 만들지 못한 단계: \(list)", "Not made because of it: \(list)")
  }

  func waitsFor(_ label: String) -> String {
    pick(
      "‘\(label)’ 단계가 끝나지 않아 결과를 보일 수 없습니다.",
      "There is no result to show here, because step ‘\(label)’ failed."
    )
  }

  func checksPassed(_ number: Int) -> String {
    if language == .korean { return "검사 \(count(number))건을 모두 통과했습니다" }
    return number == 1 ? "The check passed" : "All \(count(number)) checks passed"
  }

  func checksFailed(_ failed: Int, of number: Int) -> String {
    if language == .korean { return "검사 \(count(number))건 가운데 \(count(failed))건이 실패했습니다" }
    if number == 1 { return "The check failed" }
    return "\(count(failed)) of \(count(number)) checks failed"
  }

  func checksWarned(_ warned: Int, of number: Int) -> String {
    if language == .korean { return "검사 \(count(number))건 가운데 \(count(warned))건이 경고합니다" }
    if number == 1 { return "The check gives a warning" }
    return "\(count(warned)) of \(count(number)) checks give a warning"
  }

  var modelHasSeenAll: String {
    pick("모델이 모든 열과 범주를 학습 때 보았다", "the model has seen every column and category before")
  }
  var everyLineIsRead: String { pick("모든 줄을 읽었다", "every line is read") }

  func checksNotRun(_ missing: Int, of number: Int) -> String {
    pick(
      "검사 \(count(number))건 가운데 \(count(missing))건을 하지 못했습니다",
      "\(count(missing)) of \(counted(number, "check", plural: "checks")) could not be run"
    )
  }

  var passed: String { pick("통과", "passed") }
  var failed: String { pick("실패", "failed") }
  var warned: String { pick("주의", "warning") }
  var notRun: String { pick("검사하지 못함", "not run") }
}

/// The appendix.
extension Words {
  var engine: String { pick("엔진", "Engine") }
  var step: String { pick("단계", "Step") }
  var directive: String { pick("지시어", "Directive") }
  var rowCount: String { pick("행 수", "Rows") }
  var fingerprint: String { pick("지문", "Fingerprint") }
  var bytesScanned: String { pick("읽은 바이트", "Bytes scanned") }
}
