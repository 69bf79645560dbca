import Diagnostics
import Tables
import Templates

/// A parameter of a template as Airflow asks for it: a `Param` with a JSON schema.
struct AirflowParameter: Sendable {
  let name: String
  /// The variable in which a task is given it.
  let variable: String
  /// A Python literal: what a run takes when nobody says otherwise.
  let value: String
  /// A Python literal: what the template takes when it is given nothing.
  let ownDefault: String
  /// `key=value` of the schema.
  let schema: [(key: String, value: String)]
  /// Whether it is the day of the run unless it is given.
  let isDay: Bool

  /// - Parameters:
  ///   - parameter: The declaration; not broken.
  ///   - number: Its place in the front matter, from 1.
  ///   - value: Its value for this export.
  ///   - isDay: Whether it is the day of the run.
  init(_ parameter: Parameter, number: Int, value: Value?, isDay: Bool) {
    name = parameter.name.value
    self.isDay = isDay
    let isPlain = name.utf8.allSatisfy { $0 < 0x80 }
    variable = "QUIRE_PARAM_" + (isPlain ? name : "\(number)")
    self.value = isDay ? "None" : PythonText.literal(value)
    ownDefault = isDay ? "None" : PythonText.literal(parameter.defaultValue)
    var schema: [(String, String)] = []
    var notes: [String] = []
    // A form takes an empty text for none.
    let mayBeEmpty = isDay || value == .string("") || value == nil
    let type = Self.type(parameter.type)
    let literal = PythonText.literal(type)
    schema.append(("type", mayBeEmpty ? PythonText.list([literal, "\"null\""]) : literal))
    if parameter.type == .date { schema.append(("format", "\"date\"")) }
    for (key, word, limit) in [
      ("minimum", "at least", parameter.minimum), ("maximum", "at most", parameter.maximum),
    ] {
      guard let limit else { continue }
      if type == "string" {
        // JSON schema has no order of dates; quire checks them.
        notes.append("\(word) \(limit.displayText)")
      } else {
        schema.append((key, PythonText.literal(limit)))
      }
    }
    if !parameter.choices.isEmpty {
      let choices = parameter.choices.map { PythonText.literal($0) }
      schema.append(("enum", PythonText.list(choices + (mayBeEmpty ? ["None"] : []))))
    }
    if let title = parameter.title { schema.append(("title", PythonText.literal(title))) }
    if isDay { notes.append("the day of the run when left empty") }
    let description = [parameter.description, notes.isEmpty ? nil : notes.joined(separator: ", ")]
      .compactMap { $0 }.joined(separator: "; ")
    if !description.isEmpty {
      schema.append(("description", PythonText.literal(description)))
    }
    self.schema = schema
  }

  private static func type(_ type: ParameterType) -> String {
    switch type {
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    case .string, .date, .timestamp, .path, .choice: "string"
    }
  }
}
