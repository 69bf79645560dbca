import Diagnostics
import Foundation
import Options
import Tables

/// The value of an engine's option: a text, or `{env: NAME}` for what stands in the environment.
///
/// What comes from the environment is a secret: it is in no description, no fingerprint and no message.
struct EngineSetting: Sendable, CustomStringConvertible {
  private enum Source: Sendable {
    case text(String)
    case environment(Spanned<String>)
  }

  private let source: Source

  init(_ text: String) { source = .text(text) }

  /// Reads a text or `{env: NAME}`.
  init?(_ node: OptionNode, _ key: String, _ reader: inout OptionReader) {
    guard case .mapping = node.content else {
      guard let text = reader.text(of: node, key) else { return nil }
      source = .text(text.value)
      return
    }
    var inner = OptionReader(node, of: "option '\(key)'")
    let name = inner.required("env").flatMap { inner.text(of: $0, "env") }
    for complaint in inner.finish() { reader.complain(complaint) }
    guard let name else { return nil }
    source = .environment(name)
  }

  /// Reads the value of a key; nil when it is not given.
  static func of(_ key: String, _ reader: inout OptionReader) -> EngineSetting? {
    reader.node(key).flatMap { EngineSetting($0, key, &reader) }
  }

  /// - Throws: `Diagnostic` when the variable is not set.
  func value() throws(Diagnostic) -> String {
    switch source {
    case .text(let text): return text
    case .environment(let name):
      guard let value = Self.environment(name.value) else {
        throw Diagnostic(
          .error,
          "engine-unavailable",
          "the environment variable '\(name.value)' is not set",
          at: name.span,
          hint: "set it before the report is rendered"
        )
      }
      return value
    }
  }

  /// What the template says in plain text; nil for what stands in the environment.
  var text: String? { if case .text(let text) = source { text } else { nil } }

  /// Whether the value must never be shown.
  var isSecret: Bool { if case .environment = source { true } else { false } }

  /// The text, or the name of the variable: safe to show.
  var description: String {
    switch source {
    case .text(let text): text
    case .environment(let name): "$\(name.value)"
    }
  }

  /// A variable of the environment; nil when it is not set or empty.
  static func environment(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// Takes secrets out of what drivers and servers say.
struct Redaction: Sendable, CustomStringConvertible {
  private let secrets: [String]

  /// Texts under four letters are no secrets: they would be found in every message.
  ///
  /// The longest goes first, since another may be a part of it.
  init(_ secrets: [String]) {
    self.secrets = secrets.filter { $0.count >= 4 }.sorted { $0.count > $1.count }
  }

  func callAsFunction(_ text: String) -> String {
    secrets.reduce(text) { $0.replacing($1, with: "…") }
  }

  var description: String { "Redaction" }
}
