package import Diagnostics
import Tables
package import Templates

/// What can be told of a template without running it: its title, what it asks for, its steps.
package struct TemplateOutline: Sendable {
  package let file: SourceFile
  /// As far as it is known before the run; the file's name else.
  package let title: String
  package let description: String?
  package let language: Language
  package let parameters: [Parameter]
  /// What each parameter is when nothing else is given; paths from other folders begin with them.
  package let values: [String: String]
  package let steps: [StepOutline]
  /// All that planning finds wrong; a parameter that has no default is not.
  package let diagnostics: [Diagnostic]

  /// Reads and plans a template.
  ///
  /// - Parameters:
  ///   - path: The template's file.
  ///   - parameters: `name=value` texts; those that other templates have are passed over.
  ///   - parametersFile: A YAML or JSON file of values; those of other templates are passed over too.
  /// - Returns: nil when the file cannot be read.
  package static func read(
    _ path: String,
    parameters: [String] = [],
    parametersFile: String? = nil
  ) -> TemplateOutline? {
    var problems: [Diagnostic] = []
    let plan = Plan.read(
      path,
      parameters: parameters,
      parametersFile: parametersFile,
      diagnostics: &problems
    )
    guard let plan else { return nil }
    let front = plan.template.frontMatter
    return TemplateOutline(
      file: plan.template.file,
      title: plan.titleText ?? plan.headingTitle ?? plan.name,
      description: front.description?.plainText(in: plan.parameters.scope),
      language: front.language,
      parameters: front.parameters.filter { !$0.isBroken },
      values: plan.parameters.texts(from: ParameterValues.folder(of: path)),
      steps: plan.outline,
      diagnostics: Diagnostic.inReadingOrder(
        problems.withoutRepeats.filter {
          !["missing-parameter", "unknown-parameter"].contains($0.code)
        }
      )
    )
  }
}

extension Plan {
  /// The text of a first heading of level 1.
  var headingTitle: String? {
    for piece in pieces {
      guard case .prose(let blocks) = piece else { return nil }
      for block in blocks {
        guard case .heading(let heading) = block, heading.level == 1 else { return nil }
        return heading.content.words
      }
    }
    return nil
  }
}

extension ParameterValues {
  /// The values as they can be given on the command line; paths that start from another folder than that one
  /// or the working folder begin with it.
  fileprivate func texts(from folder: String) -> [String: String] {
    var texts: [String: String] = [:]
    for (name, value) in zip(record.names, record.values) { texts[name] = value.displayText }
    for (written, base) in paths where base != "." && base != folder && !written.hasPrefix("/") {
      for (name, text) in texts where text == written { texts[name] = "\(base)/\(text)" }
    }
    return texts
  }
}
