import Templates

/// The page that compares two runs.
extension Words {
  var comparedRuns: String { pick("두 실행 비교", "Two runs compared") }
  var theTwoRuns: String { pick("두 실행", "The two runs") }
  var partOfPage: String { pick("부분", "Part") }
  var page: String { pick("보고서 글", "Page") }
  var paragraphs: String { pick("문단", "Paragraphs") }
  var charts: String { pick("그림", "Charts") }
  var changed: String { pick("달라짐", "changed") }
  var precision: String { pick("정밀도", "Precision") }
  var predictedShare: String { pick("예측 확률", "Predicted probability") }
  var observedShare: String { pick("실제 비율", "Observed share") }

  func precisionCurves(_ name: String) -> String {
    pick("‘\(name)’ 모형의 정밀도-재현율 곡선", "Precision-recall curve of model ‘\(name)’")
  }

  func calibrationCurves(_ name: String) -> String {
    pick("‘\(name)’ 모형의 보정 곡선", "Calibration of model ‘\(name)’")
  }

  // The parts of the page and how many differences each has.
  var whatDecided: String { pick("무엇을 바꾸었나", "What decided") }
  var metricsChanged: String { pick("지표", "Metrics") }
  var curvesChanged: String { pick("평가 곡선", "Evaluation curves") }
  var proseChanged: String { pick("글", "Text") }
  var differences: String { pick("달라진 것", "What differs") }
  var onlyDifferences: String { pick("달라진 것만 보기", "Show only what differs") }
  var everything: String { pick("같은 것도 모두 보기", "Show what is equal too") }

  func differencesCounted(_ number: Int) -> String {
    pick("\(count(number))건", number == 1 ? "1 difference" : "\(count(number)) differences")
  }

  /// How many numbers are better, or worse: `6 worse`.
  func verdict(_ tone: Metric.Tone, _ number: Int) -> String? {
    tone == .neutral
      ? nil
      : tone == .good
        ? pick("좋아짐 \(count(number))", "\(count(number)) better")
        : pick("나빠짐 \(count(number))", "\(count(number)) worse")
  }

  var nothingDiffersAtAll: String {
    pick(
      "두 실행은 기억된 모든 것에서 같습니다.",
      "Nothing differs: the two runs are the same in all that is remembered of them."
    )
  }
  var sameRunTwice: String {
    pick("같은 실행을 두 번 골랐습니다.", "This is one run, compared with itself.")
  }

  // A run.
  var reportTitle: String { pick("제목", "Title") }
  var template: String { pick("템플릿", "Template") }
  var state: String { pick("상태", "State") }
  var startedAt: String { pick("시작", "Started") }
  var duration: String { pick("걸린 시간", "Took") }
  var reportLink: String { pick("보고서", "Report") }
  package var openReport: String { pick("보고서 열기", "Open the report") }

  func runState(_ state: String) -> String {
    switch state {
    case "finished": pick("마침", "finished")
    case "failed checks": pick("검사 실패", "failed checks")
    case "failed": pick("실패", "failed")
    case "cancelled": pick("취소", "cancelled")
    default: state
    }
  }

  func seconds(_ text: String) -> String { pick("\(text)초", "\(text) s") }

  // Text.
  var removedText: String { pick("지움: ", "removed: ") }
  var addedText: String { pick("더함: ", "added: ") }
  var endOfChange: String { pick(" (끝)", " (end)") }
  var outsideSections: String { pick("첫머리", "Before the first heading") }

  func linesOf(_ step: String) -> String {
    pick("‘\(step)’ 단계에서 달라진 줄", "Lines of step ‘\(step)’ that changed")
  }

  func kind(_ kind: PageParts.Kind) -> String? {
    switch kind {
    case .heading: pick("제목", "Heading")
    case .paragraph: nil
    case .item: pick("목록", "List item")
    case .quote: pick("인용", "Quotation")
    case .callout: pick("알림", "Callout")
    case .code: pick("코드", "Code")
    case .row: pick("표의 줄", "Table row")
    case .caption: pick("설명", "Caption")
    case .footnote: pick("각주", "Note")
    }
  }

  // Charts.
  var chartWithoutCaption: String { pick("설명 없는 그림", "Chart without a caption") }
  var wayToShow: String { pick("보이는 방법", "How to show it") }
  var sideBySide: String { pick("나란히", "Side by side") }
  var overlaid: String { pick("겹쳐서", "Overlaid") }
  var onlyBefore: String { pick("이전만", "Before") }
  var onlyAfter: String { pick("이번만", "After") }
  var overlaidRemark: String {
    pick("겹쳐 보면 이전 것은 흐린 회색입니다.", "Overlaid, the one before is the pale grey one.")
  }
  var otherAxes: String {
    pick(
      "축이나 범례가 달라 겹쳐 보일 수 없습니다.",
      "Its axes or legends differ, so the two cannot be laid over each other."
    )
  }
  var onlyCaptionDiffers: String {
    pick("그림은 같고 설명만 다릅니다.", "The drawing is the same, only its caption differs.")
  }
  var sameDrawing: String { pick("두 실행에서 같은 그림입니다.", "The same in both runs.") }
  var chartIsNew: String { pick("이번에 새로 생긴 그림입니다.", "This chart is new.") }
  var chartIsGone: String { pick("이번에는 없는 그림입니다.", "This chart is gone.") }
  var drawingIsLost: String {
    pick(
      "보관된 보고서에서 이 그림을 찾을 수 없습니다. 보고서를 지웠거나 고쳤거나, HTML이 아닐 수 있습니다.",
      "The drawing is not in the kept page, which was removed or changed or is not HTML."
    )
  }

  func chartFailed(_ message: String) -> String {
    pick("곡선을 그리지 못했습니다: \(message)", "The curves cannot be drawn: \(message)")
  }

  // What cannot be compared.
  func unread(_ page: RunComparison.UnreadPage) -> String {
    switch page.reason {
    case .notKept:
      pick(
        "‘\(page.run)’ 실행은 글과 그림을 보관하기 전의 것이어서 글과 그림은 비교하지 못했습니다.",
        "Text and charts are not compared: run \(page.run) is from before they were kept."
      )
    case .damaged:
      pick(
        "‘\(page.run)’ 실행이 보관한 글과 그림의 기록(page-parts.json)을 읽을 수 없어 글과 그림은 비교하지 못했습니다.",
        "Text and charts are not compared: what run \(page.run) kept of them (page-parts.json) cannot be read."
      )
    }
  }

  var proseIsCut: String {
    pick(
      "글이 아주 길어 앞부분만 보관되어 있고, 그만큼만 비교했습니다.",
      "The text is very long: only its beginning was kept, and only that is compared."
    )
  }
  var otherTemplates: String {
    pick(
      "두 실행은 서로 다른 템플릿의 것이어서 이름이 같은 것끼리 비교합니다.",
      "These are runs of two templates: what they name alike is compared."
    )
  }
}
