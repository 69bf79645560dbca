import Diagnostics
import Templates

/// The text that stands for an `evaluation`: a template of Quire's own, in the report's language.
///
/// In it `@M@` is the model's label, `@E@` begins the labels of its own steps and `@H@` is the mark of its
/// headings. Lines such as `<!-- importance -->` begin its sections.
struct EvaluationText {
  /// The sections, in the order of the page.
  enum Section: String, CaseIterable {
    case summary, candidates, predictions, errors, classes, thresholds, groups, worst, importance,
      dependence, contributions, learning, coefficients, data, drift
  }

  let model: String
  let prefix: String
  /// How deep its headings are, from 1.
  let level: Int
  let sections: Set<Section>
  let language: Language

  /// The template, ready to be planned like any other.
  var file: SourceFile {
    let (name, text) =
      language == .korean
      ? ("evaluation.ko.md", PackageResources.evaluation_ko_md)
      : ("evaluation.en.md", PackageResources.evaluation_en_md)
    var lines: [Substring] = []
    var isWanted = true
    for line in String(decoding: text, as: UTF8.self).split(
      separator: "\n",
      omittingEmptySubsequences: false
    ) {
      if let section = Self.section(line) {
        isWanted = sections.contains(section)
      } else if isWanted {
        lines.append(line)
      }
    }
    let filled = lines.joined(separator: "\n")
      .replacing("@M@", with: model)
      .replacing("@E@", with: prefix)
      .replacing("@H@", with: String(repeating: "#", count: level))
    return SourceFile(name: name, bytes: Array(filled.utf8))
  }

  private static func section(_ line: Substring) -> Section? {
    guard line.hasPrefix("<!-- "), line.hasSuffix(" -->") else { return nil }
    return Section(rawValue: String(line.dropFirst(5).dropLast(4)))
  }
}
