public import Diagnostics
public import Options
public import Tables

/// The type of a parameter.
public enum ParameterType: String, CaseIterable, Sendable {
  case string, integer, number, boolean
  /// `2022-01-31`.
  case date
  /// `2022-01-31T10:30:00`, with or without a zone.
  case timestamp
  /// A file, folder or pattern; relative to the template.
  case path
  /// A text that is one of `choices`.
  case choice

  /// For messages: "a whole number".
  var described: String {
    switch self {
    case .string: "text"
    case .integer: "a whole number"
    case .number: "a number"
    case .boolean: "true or false"
    case .date: "a date such as 2022-01-31"
    case .timestamp: "a time such as 2022-01-31T10:30:00"
    case .path: "a path"
    case .choice: "one of the choices"
    }
  }

  /// Whether `min` and `max` make sense.
  var isOrdered: Bool { [.integer, .number, .date, .timestamp].contains(self) }
}

/// A value that a template asks for: one entry of `params`.
///
///     params:
///       students: {type: integer, default: 5000, min: 1}
///       from: 2022-01-01
public struct Parameter: Sendable {
  public internal(set) var name: Spanned<String>
  public internal(set) var type: ParameterType
  /// Nil when a value must be given.
  public internal(set) var defaultValue: Value?
  public internal(set) var minimum: Value?
  public internal(set) var maximum: Value?
  /// Empty when any value will do.
  public internal(set) var choices: [Value] = []
  public internal(set) var title: String?
  public internal(set) var description: String?
  /// Whether something is wrong with its declaration, which has been complained about.
  public internal(set) var isBroken = false

  /// The value that a text of the command line stands for.
  ///
  /// - Throws: a diagnostic at `span` when the text is of another type, out of range or no choice.
  public func value(from text: String, at span: SourceSpan?) throws(Diagnostic) -> Value {
    guard let value = ParameterText.value(of: text, as: type) else {
      throw .wrongParameter(name.value, type, text, at: span)
    }
    try check(value, at: span)
    return value
  }

  /// The value that a node of a parameters' file or of the front matter stands for.
  ///
  /// - Throws: a diagnostic at the node.
  public func value(from node: OptionNode) throws(Diagnostic) -> Value {
    guard case .value(let written) = node.content,
      let value = ParameterText.value(of: written, spelled: node.span.text, as: type)
    else { throw .wrongParameter(name.value, type, node.span.text, at: node.span) }
    try check(value, at: node.span)
    return value
  }

  /// Checks a value of the right type against the range and the choices.
  ///
  /// - Throws: a diagnostic at `span`.
  public func check(_ value: Value, at span: SourceSpan? = nil) throws(Diagnostic) {
    if let minimum, ParameterText.isBefore(value, minimum) {
      throw .parameterOutOfRange(name.value, value, "at least", minimum, at: span)
    }
    if let maximum, ParameterText.isBefore(maximum, value) {
      throw .parameterOutOfRange(name.value, value, "at most", maximum, at: span)
    }
    if !choices.isEmpty, !choices.contains(value) {
      throw .notAChoice(name.value, value, choices, at: span)
    }
  }
}
