import Diagnostics
import Templates

/// The text that stands for an `evaluation`: templates of Quire's own, in the report's language.
///
/// In them `@M@` is the model's label, `@E@` begins the labels of their own steps and `@H@` is the mark of
/// their headings; `@D@` and `@R@` are the tables whose drift is told. Lines such as `<!-- importance -->`
/// begin the sections about the model.
struct EvaluationText {
  /// The sections, in the order of the page.
  enum Section: String, CaseIterable {
    case summary, candidates, predictions, errors, classes, thresholds, groups, worst, importance,
      dependence, contributions, learning, coefficients, data
  }

  /// The model's label; nil tells of drift alone.
  let model: String?
  /// Rows, and those that they are compared with.
  let drift: (data: String, reference: String)?
  let prefix: String
  /// How deep its headings are, from 1.
  let level: Int
  let sections: Set<Section>
  let language: Language

  /// The template, ready to be planned like any other.
  var file: SourceFile {
    let isKorean = language == .korean
    var text = ""
    if let model {
      let evaluation =
        isKorean ? PackageResources.evaluation_ko_md : PackageResources.evaluation_en_md
      text += chosen(String(decoding: evaluation, as: UTF8.self)).replacing("@M@", with: model)
    }
    if let drift {
      let words = isKorean ? PackageResources.drift_ko_md : PackageResources.drift_en_md
      text += String(decoding: words, as: UTF8.self)
        .replacing("@D@", with: drift.data)
        .replacing("@R@", with: drift.reference)
    }
    text = text.replacing("@E@", with: prefix)
      .replacing("@H@", with: String(repeating: "#", count: level))
    return SourceFile(name: Self.fileName(language), bytes: Array(text.utf8))
  }

  /// What messages call the text.
  private static func fileName(_ language: Language) -> String {
    "evaluation.\(language.rawValue).md"
  }

  static let fileNames = Set(Language.allCases.map { fileName($0) })

  /// The sections that are wanted.
  private func chosen(_ text: String) -> String {
    var lines: [Substring] = []
    var isWanted = true
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let section = Self.section(line) {
        isWanted = sections.contains(section)
      } else if isWanted {
        lines.append(line)
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func section(_ line: Substring) -> Section? {
    guard line.hasPrefix("<!-- "), line.hasSuffix(" -->") else { return nil }
    return Section(rawValue: String(line.dropFirst(5).dropLast(4)))
  }
}
