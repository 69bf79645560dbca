import Diagnostics
import Foundation
import Reporting
import Testing

/// The section that stands for an `evaluation`.
@Suite struct EvaluationTests {
  static let languages = ["en", "ko"]
  /// Bytes that an evaluation may add to a page.
  static let sizeLimit = 400_000

  private func page(
    _ template: String,
    format: OutputFormat = .html,
    expecting code: Int32 = 0
  ) async throws -> String {
    try await Fixture.inTemporaryFolder { folder in
      try Fixture.write(template, to: "\(folder)/t.md")
      let rendered = try await Rendered.template("\(folder)/t.md", format: format)
      let told = Fixture.text(rendered.outcome.diagnostics, in: folder)
      #expect(rendered.outcome.exitCode == code, "\(told)")
      #expect(code != 0 || rendered.outcome.diagnostics.isEmpty, "\(told)")
      return rendered.page
    }
  }

  /// The texts of a page's headings, without those that every page has.
  private func headings(_ page: String) -> Set<String> {
    Set(
      page.matches(of: /<h[2-6][^>]*>(.*?)<\/h[2-6]>/).map { match in
        String(match.1).replacing(/<a\b[^>]*>#<\/a>/, with: "").replacing(/<[^>]+>/, with: "")
          .replacing("#", with: "").trimmingCharacters(in: .whitespaces)
      }
    ).subtracting(["Contents", "Sources and provenance"])
  }

  /// The sentences of a page, without its tables and pictures.
  private func prose(_ page: String) -> String {
    page.matches(of: /<(?:p|li)\b[^>]*>(.*?)<\/(?:p|li)>/.dotMatchesNewlines())
      .map { String($0.1).replacing(/<[^>]+>/, with: "") }.joined(separator: "\n")
  }

  private func expectReadable(_ page: String) {
    let text = prose(page)
    #expect(!text.isEmpty)
    for word in ["null", "NaN", "undefined", "⚠", "{{", "{%", "@E@", "@M@", "[object"] {
      #expect(!text.contains(word), "a sentence says '\(word)'")
    }
  }

  @Test(arguments: EvaluatedModels.all, languages)
  func `every section appears, in sentences without holes, and the page stays small`(
    kind: EvaluatedModels.Kind,
    language: String
  ) async throws {
    let page = try await page(EvaluatedModels.template(kind, language))
    let wanted = try #require(kind.headings[language])
    let found = headings(page)
    for heading in wanted { #expect(found.contains(heading), "no '\(heading)' in \(found)") }
    expectReadable(page)
    // The rest of the page is its style and script, some 40 kB.
    #expect(page.utf8.count < Self.sizeLimit + 30_000, "\(page.utf8.count) bytes")
  }

  @Test func `an evaluation adds at most 400 kB, whatever it is about`() async throws {
    let kind = try #require(EvaluatedModels.all.first)
    let without = try await page(EvaluatedModels.template(kind, "ko", evaluation: nil))
    let with = try await page(EvaluatedModels.template(kind, "ko"))
    #expect(with.utf8.count - without.utf8.count < Self.sizeLimit)
  }

  @Test func `sections that are hidden, or not shown, are not there`() async throws {
    let kind = try #require(EvaluatedModels.all.last)
    let shown = try await page(
      EvaluatedModels.template(kind, "en", evaluation: "show: [summary, classes]\nheading: 2")
    )
    #expect(
      headings(shown)
        == ["How good is the model?", "Classes and confusions"]
    )
    expectReadable(shown)
    let hidden = try await page(
      EvaluatedModels.template(kind, "en", evaluation: "hide: [coefficients, data, worst]")
    )
    let wanted = Set(try #require(kind.headings["en"]))
      .subtracting(["Coefficients", "Data and parameters", "The worst cases"])
    #expect(headings(hidden) == wanted)
  }

  @Test(arguments: languages)
  func `sentences stay right when the baseline is best and one fold judges`(
    language: String
  ) async throws {
    let source = """
      ```{sql students}
      SELECT i AS id, (i * 7919 % 101)::DOUBLE AS a, 1 AS same, NULL::DOUBLE AS nothing,
             CASE WHEN i % 40 = 0 THEN NULL ELSE ((i * 15485863) % 1009)::DOUBLE END AS y
      FROM range(80) t(i) ORDER BY i
      ```

      """
    let model = "target: y\ndrop: [id]\ncandidates: [baseline, linear]"
    let template = EvaluatedModels.template(source: source, model: model, language)
      .replacing("folds: 3", with: "folds: 1")
    let page = try await page(template)
    expectReadable(page)
    let text = prose(page)
    #expect(text.contains(language == "en" ? "No candidate beats the baseline." : "이긴 후보가 없습니다"))
    #expect(!text.contains(language == "en" ? "between folds" : "폴드별 편차"))
    #expect(!text.contains(language == "en" ? "The base is" : "기준값은"))
  }

  @Test(arguments: languages)
  func `one candidate that is explained by nothing has a short evaluation`(
    language: String
  ) async throws {
    let kind = try #require(EvaluatedModels.all.first)
    let page = try await page(
      EvaluatedModels.template(
        source: kind.source,
        model: "target: minutes\ncandidates: [linear]",
        language,
        explain: "explain: false"
      )
    )
    expectReadable(page)
    let found = headings(page)
    #expect(!found.contains("Single rows explained") && !found.contains("행 하나하나의 설명"))
    #expect(!found.contains("Would more rows help?") && !found.contains("행이 더 많으면 나아질까"))
    #expect(
      prose(page).contains(language == "en" ? "was not computed" : "계산하지 않았습니다")
    )
  }

  @Test(
    .enabled(
      if: EvaluatedModels.hasFeatures,
      "needs ../shared/data/academy/features_reference.csv, which is not part of the project"
    ),
    arguments: languages
  )
  func `the academy's features are evaluated`(language: String) async throws {
    let source = "```{load students}\npath: \(EvaluatedModels.features)\n```\n\n"
    let model = """
      target: avg_login_minutes
      id: user_id
      groups: [grade]
      candidates: {baseline: , linear: , lightgbm: {num_iterations: 10}}
      """
    let page = try await page(
      EvaluatedModels.template(source: source, model: model, language)
    )
    expectReadable(page)
    #expect(page.utf8.count < Self.sizeLimit + 30_000, "\(page.utf8.count) bytes")
  }
}
