package import Diagnostics
package import Templates

/// What can be told of a template without running it: its title, what it asks for, its steps.
package struct TemplateOutline: Sendable {
  package let file: SourceFile
  /// As far as it is known before the run; the file's name else.
  package let title: String
  package let description: String?
  package let language: Language
  package let parameters: [Parameter]
  package let steps: [StepOutline]
  /// All that planning finds wrong; a parameter that has no default is not.
  package let diagnostics: [Diagnostic]

  /// Reads and plans a template.
  ///
  /// - Returns: nil when the file cannot be read.
  package static func read(_ path: String) -> TemplateOutline? {
    var problems: [Diagnostic] = []
    guard
      let plan = Plan.read(path, parameters: [], parametersFile: nil, diagnostics: &problems)
    else { return nil }
    let front = plan.template.frontMatter
    return TemplateOutline(
      file: plan.template.file,
      title: plan.titleText ?? plan.headingTitle ?? plan.name,
      description: front.description?.plainText(in: plan.parameters.scope),
      language: front.language,
      parameters: front.parameters.filter { !$0.isBroken },
      steps: plan.outline,
      diagnostics: Diagnostic.inReadingOrder(
        problems.withoutRepeats.filter { $0.code != "missing-parameter" }
      )
    )
  }
}

extension Plan {
  /// The text of a first heading of level 1.
  private var headingTitle: String? {
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
