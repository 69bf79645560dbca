import Templates

/// Comparisons of runs.
extension Words {
  var before: String { pick("이전", "Before") }
  var after: String { pick("이번", "After") }
  var difference: String { pick("차이", "Difference") }
  var change: String { pick("변화", "Change") }
  var name: String { pick("이름", "Name") }
  var metric: String { pick("지표", "Metric") }
  var candidate: String { pick("후보", "Candidate") }
  var feature: String { pick("특성", "Feature") }
  var group: String { pick("집단", "Group") }
  var parameter: String { pick("매개변수", "Parameter") }
  var file: String { pick("파일", "File") }
  var rule: String { pick("규칙", "Rule") }
  var check: String { pick("검사", "Check") }
  var tableName: String { pick("표", "Table") }

  var parametersChanged: String { pick("매개변수", "Parameters") }
  var filesChanged: String { pick("자료 파일", "Data files") }
  var stepsChanged: String { pick("단계의 정의", "Definitions of steps") }
  var tablesChanged: String { pick("표", "Tables") }
  var cardsChanged: String { pick("숫자 카드", "Number cards") }
  var checksChanged: String { pick("검사", "Checks") }
  var settingChanged: String { pick("실행 환경", "Setting") }

  /// The heading of a model's metrics, with the candidate each run chose.
  func metricsOfModel(_ name: String, _ old: String?, _ new: String?) -> String {
    let head = pick("‘\(name)’ 모형의 지표", "Metrics of model ‘\(name)’")
    switch (old, new) {
    case (let old?, let new?) where old != new: return "\(head): \(old) → \(new)"
    case (_, let new?): return "\(head): \(new)"
    case (let old?, nil): return "\(head): \(old)"
    case (nil, nil): return head
    }
  }

  func candidatesOfModel(_ name: String) -> String {
    pick("‘\(name)’ 모형의 다른 후보", "Other candidates of model ‘\(name)’")
  }

  func groupsOfModel(_ name: String) -> String {
    pick("‘\(name)’ 모형의 집단별 지표", "Metrics of model ‘\(name)’ by group")
  }

  func parametersOfModel(_ name: String) -> String {
    pick("‘\(name)’ 모형의 설정", "Parameters of model ‘\(name)’")
  }

  func learningCurves(_ name: String, _ candidate: String) -> String {
    pick("‘\(name)’ 모형의 학습 곡선: \(candidate)", "Learning curve of model ‘\(name)’: \(candidate)")
  }

  func rocCurves(_ name: String) -> String {
    pick("‘\(name)’ 모형의 ROC 곡선", "ROC curve of model ‘\(name)’")
  }

  var run: String { pick("실행", "Run") }
  var part: String { pick("자료", "Rows of") }
  var training: String { pick("훈련", "training") }
  var validation: String { pick("검증", "validation") }
  var trainingRows: String { pick("훈련 행 수", "Training rows") }
  var falsePositiveRate: String { pick("위양성률", "False positive rate") }
  var recall: String { pick("재현율", "Recall") }

  /// A change that is smaller than the spread over the folds.
  func withinSpread(_ deviation: String) -> String {
    pick("교차검증 편차(\(deviation)) 이내", "within the folds’ spread of \(deviation)")
  }

  var sameCount: String { pick("행 수는 같고 내용이 다름", "as many rows, other contents") }
  var isNew: String { pick("새로 생김", "new") }
  var isGone: String { pick("없어짐", "gone") }

  func fileVersion(bytes: Int, digest: String) -> String {
    pick("\(count(bytes))바이트, \(digest)", "\(count(bytes)) bytes, \(digest)")
  }

  func checkState(_ state: String) -> String {
    switch state {
    case "passed": passed
    case "failed": failed
    case "warning": warned
    case "not run": notRun
    default: state
    }
  }

  /// What a comparison begins with.
  func comparedWith(_ id: String) -> String {
    pick("‘\(id)’ 실행과 견주어 달라진 것입니다.", "What differs from run \(id).")
  }

  func nothingDiffers(_ id: String) -> String {
    pick("‘\(id)’ 실행과 견주어 달라진 것이 없습니다.", "Nothing differs from run \(id).")
  }

  func otherTemplate(_ template: String) -> String {
    pick("견준 실행은 다른 서식(\(template))의 것입니다.", "That is a run of another template, \(template).")
  }

  /// Why a limit on how much worse than before holds.
  var noPreviousRun: String {
    pick("검사를 통과한 지난 실행이 없음", "no earlier run whose checks passed")
  }
  var noPreviousValue: String { pick("지난 실행에 값이 없음", "the previous run has no value") }
  var noBaseline: String { pick("기준 모형의 값이 없음", "the baseline has no value") }

  var nothingToCompare: String {
    pick("아직 견줄 만한 지난 실행이 없습니다.", "There is no earlier run to compare with yet.")
  }

  func lostTables(_ names: [String]) -> String {
    let list = names.joined(separator: ", ")
    return pick("더 이상 읽을 수 없어 견주지 못한 표: \(list)", "No longer to be read, and not compared: \(list)")
  }
}
