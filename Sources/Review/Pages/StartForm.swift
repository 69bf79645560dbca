import Diagnostics
import Reporting
import Tables
import Templates

/// The values of a form, held against the template's parameters.
struct StartForm: Sendable {
  /// Values that differ from the template's defaults, ready for the run.
  private(set) var parameters: [String: String] = [:]
  /// What is wrong, by parameter.
  private(set) var problems: [String: String] = [:]

  /// Holds texts against what the template asks for.
  ///
  /// - Parameters:
  ///   - given: Texts by parameter; what is missing or empty takes the default.
  ///   - outline: The template's.
  ///   - project: What paths must lie in.
  ///   - allowed: Paths outside of the project that may be given: those the server was started with.
  ///   - words: What is said of wrong values; what is wrong with their types is said in English.
  init(
    _ given: [String: String],
    for outline: TemplateOutline,
    in project: Project,
    allowed: Set<String>,
    words: Words = Words(.english)
  ) {
    for (name, _) in given where !outline.parameters.contains(where: { $0.name.value == name }) {
      problems[name] = words.noParameter(name)
    }
    for parameter in outline.parameters {
      let name = parameter.name.value
      let standard = parameter.defaultValue?.displayText
      let text = given[name] ?? outline.values[name] ?? standard
      // What is left empty is what it is without being given, except for texts, which may be empty.
      guard let text, !text.isEmpty || parameter.type == .string else {
        if standard == nil { problems[name] = words.needsValue }
        continue
      }
      if text == standard { continue }
      do throws(Diagnostic) {
        _ = try parameter.value(from: text, at: nil)
      } catch {
        problems[name] = [error.message, error.hint].compactMap { $0 }.joined(separator: "; ")
        continue
      }
      if parameter.type == .path, !allowed.contains(text), !project.contains(text) {
        problems[name] = words.outside(text, name)
        continue
      }
      parameters[name] = text
    }
  }
}

extension Words {
  var needsValue: String { pick("값이 필요합니다", "it needs a value") }
  func noParameter(_ name: String) -> String {
    pick("템플릿에 ‘\(name)’ 매개변수가 없습니다", "the template has no parameter '\(name)'")
  }
  func outside(_ path: String, _ name: String) -> String {
    pick(
      "‘\(path)’ 경로는 이 폴더 밖에 있습니다. 파일을 올리거나, 서버를 -P \(name)=…로 시작해 주세요.",
      "'\(path)' lies outside of the project's folder; upload it, or start the server with -P \(name)=…"
    )
  }
}
