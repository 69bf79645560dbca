import Diagnostics
import Foundation
import Reporting
import Tables
import Templates

/// A report as the API lists it.
struct ReportSummaryView: Encodable, Sendable {
  var template: String
  var title: String
  var description: String?
  /// How many errors keep it from running.
  var mistakes: Int
  var lastRun: RunSummary?

  init(_ entry: ReportsPage.Entry) {
    template = entry.template
    title = entry.title
    description = entry.description
    mistakes = entry.mistakes
    lastRun = entry.run
  }
}

/// One report with what it asks for and what it does.
struct ReportView: Encodable, Sendable {
  struct ParameterView: Encodable, Sendable {
    var name: String
    var type: String
    var title: String?
    var description: String?
    var isRequired: Bool
    /// The value of a run that is given none; a text, as all values are sent.
    var value: String?
    var minimum: String?
    var maximum: String?
    var choices: [String]?
  }

  var template: String
  var title: String
  var description: String?
  var language: String
  var mistakes: Int
  var parameters: [ParameterView]
  var steps: [StepOutline]
  var runCount: Int
  var lastRun: RunSummary?

  init(_ template: String, _ outline: TemplateOutline, runs: [RunSummary]) {
    self.template = template
    title = outline.title
    description = outline.description
    language = outline.language.rawValue
    mistakes = outline.diagnostics.count { $0.severity == .error }
    parameters = outline.parameters.map { parameter in
      ParameterView(
        name: parameter.name.value,
        type: parameter.type.rawValue,
        title: parameter.title,
        description: parameter.description,
        isRequired: parameter.defaultValue == nil,
        value: outline.values[parameter.name.value] ?? parameter.defaultValue?.displayText,
        minimum: parameter.minimum?.displayText,
        maximum: parameter.maximum?.displayText,
        choices: parameter.choices.isEmpty ? nil : parameter.choices.map(\.displayText)
      )
    }
    steps = outline.steps
    runCount = runs.count
    lastRun = runs.first
  }
}

/// A template's text and what is wrong with it.
struct SourceView: Encodable, Sendable {
  struct DiagnosticView: Encodable, Sendable {
    /// `error`, `warning` or `note`.
    var severity: String
    var code: String
    var message: String
    var hint: String?
    var file: String?
    /// From 1, as the column is.
    var line: Int?
    var column: Int?

    init(_ diagnostic: Diagnostic) {
      severity = diagnostic.severity.rawValue
      code = diagnostic.code
      message = diagnostic.message
      hint = diagnostic.hint
      file = diagnostic.span?.file.name
      (line, column) = diagnostic.span.map { ($0.start.line, $0.start.column) } ?? (nil, nil)
    }
  }

  var template: String
  var text: String
  var diagnostics: [DiagnosticView]
}
