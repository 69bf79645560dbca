import Foundation
import Testing

/// Templates of a model and its evaluation, on rows that they make themselves.
enum EvaluatedModels {
  /// A task, with the section headings that its evaluation must have in English and in Korean.
  struct Kind: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let source: String
    let model: String
    let headings: [String: [String]]
  }

  private static let everyHeading = [
    "en": [
      "How good is the model?", "The candidates compared", "Groups of rows", "The worst cases",
      "What the model looks at", "How the answer follows each feature", "Single rows explained",
      "Would more rows help?", "Coefficients", "Data and parameters",
    ],
    "ko": [
      "모델은 얼마나 좋은가", "후보 비교", "그룹별 오차", "가장 크게 빗나간 행", "모델이 보는 것",
      "특성에 따라 예측이 어떻게 달라지나", "행 하나하나의 설명", "행이 더 많으면 나아질까", "계수",
      "자료와 매개변수",
    ],
  ]

  private static func headings(_ english: [String], _ korean: [String]) -> [String: [String]] {
    ["en": (everyHeading["en"] ?? []) + english, "ko": (everyHeading["ko"] ?? []) + korean]
  }

  static let all = [
    Kind(
      testDescription: "regression",
      source: """
        ```{sql students}
        SELECT i AS student, ['A', 'B', 'C'][1 + i % 3] AS grade, (i * 37 % 101) / 10 AS hours,
               CASE WHEN i % 19 = 0 THEN NULL ELSE (i * 53 % 97) END AS visits, i % 4 = 0 AS online,
               DATE '2025-01-01' + ((i * 71) % 365)::INTEGER AS since,
               30 + 4 * (i * 37 % 101) / 10 + 12 * (i % 3) + 6 * sin(i * 12.9898) AS minutes
        FROM range(300) t(i) ORDER BY i
        ```

        """,
      model: """
        target: minutes
        id: student
        groups: [grade]
        candidates:
          baseline:
          linear:
          ridge: {kind: linear, penalty: ridge, alpha: [0.1, 1]}
          lightgbm: {num_iterations: 8}
        """,
      headings: headings(["Predicted and actual", "The errors"], ["예측과 실제", "오차"])
    ),
    Kind(
      testDescription: "binary",
      source: """
        ```{sql students}
        SELECT i AS student, ['web', 'app'][1 + i % 2] AS channel, (i * 53 % 97)::INTEGER AS visits,
               CASE WHEN i % 23 = 0 THEN NULL ELSE (i * 37 % 101) / 2 END AS age,
               CASE WHEN 0.05 * (i * 53 % 97) + 1.4 * sin(i * 12.9898) > 2 THEN 'stays' ELSE 'leaves' END AS outcome
        FROM range(300) t(i) ORDER BY i
        ```

        """,
      model: """
        target: outcome
        positive: stays
        id: student
        groups: [channel]
        candidates:
          baseline:
          logistic:
          lightgbm: {num_iterations: 8}
        """,
      headings: headings(
        ["Classes and confusions", "Probabilities and thresholds"],
        ["클래스와 혼동", "확률과 문턱값"]
      )
    ),
    Kind(
      testDescription: "multiclass",
      source: """
        ```{sql students}
        SELECT i AS plant, round(3 + (i % 3) * 1.1 + sin(i * 12.9898), 2) AS petal,
               round(5 + (i % 3) * 0.3 + cos(i * 4.1414), 2) AS leaf, ['sand', 'clay'][1 + (i * 7 % 11) % 2] AS soil,
               ['aster', 'briar', 'clover'][1 + i % 3] AS species
        FROM range(300) t(i) ORDER BY i
        ```

        """,
      model: """
        target: species
        id: plant
        candidates: [baseline, logistic]
        """,
      headings: headings(["Classes and confusions"], ["클래스와 혼동"])
    ),
  ]

  /// A template; without an evaluation when `evaluation` is nil.
  static func template(_ kind: Kind, _ language: String, evaluation: String? = "") -> String {
    template(source: kind.source, model: kind.model, language, evaluation: evaluation)
  }

  static func template(
    source: String,
    model: String,
    _ language: String,
    evaluation: String? = "",
    explain: String = "explain: {repeats: 1, sizes: 2, rows: 30, dependences: 6}"
  ) -> String {
    let start = """
      ---
      lang: \(language)
      ---

      \(source)
      ```{model judged}
      data: students
      folds: 3
      \(explain)
      \(model)
      ```


      """
    guard let evaluation else { return start }
    return start + "```{evaluation}\nmodel: judged\n\(evaluation)\n```\n"
  }

  /// The reference features of the academy, which are not part of the project.
  static let features =
    #filePath.components(separatedBy: "/Tests/")[0]
    + "/../shared/data/academy/features_reference.csv"
  static let hasFeatures = FileManager.default.fileExists(atPath: features)
}
