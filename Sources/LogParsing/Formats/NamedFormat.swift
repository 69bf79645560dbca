import Diagnostics

/// A format of logs that is known by its name, such as `combined`.
public struct NamedFormat: Sendable {
  public let name: String
  /// Whose lines they are, for lists of formats.
  public let summary: String
  let pattern: Pattern
  /// The columns and what they are read as; a field that is not among them makes no column.
  let columns: [Column]
  /// Texts that stand for null in all columns.
  let nulls: [String]
  /// The field that every line of the format has.
  let key: String
  /// What the first line of a record begins with, in formats whose records may have several lines.
  let recordStart: String?

  enum Pattern: Sendable {
    case dissect(String)
    case grok(String)
    /// The columns' fields are paths.
    case json
  }

  struct Column: Sendable {
    let name: String
    let field: String
    let type: FieldType

    init(_ name: String, _ type: FieldType = .string, field: String? = nil) {
      self.name = name
      self.field = field ?? name
      self.type = type
    }

    init(_ name: String, time: String) {
      self.init(name, .timestamp(TimestampFormat(known: time)))
    }
  }

  init(
    _ name: String,
    _ summary: String,
    _ pattern: Pattern,
    columns: [Column],
    nulls: [String] = [],
    key: String,
    recordStart: String? = nil
  ) {
    self.name = name
    self.summary = summary
    self.pattern = pattern
    self.columns = columns
    self.nulls = nulls
    self.key = key
    self.recordStart = recordStart
  }

  /// All formats; of two that take the same lines the first goes before.
  public static let all: [NamedFormat] = [
    .academy, .combined, .common, .nginxError, .journald, .syslog5424, .syslog3164, .python, .java,
  ]

  /// The format of that name; nil when there is none.
  public static func named(_ name: String) -> NamedFormat? { all.first { $0.name == name } }

  /// The format compiled, and what begins its records when they may have several lines.
  public func compiled() -> (format: LogFormat, recordStart: RecordStart?) {
    var diagnostics: [Diagnostic] = []
    let matcher: (any LineMatcher)? =
      switch pattern {
      case .dissect(let text):
        Dissect(PatternText(text, name: name), diagnostics: &diagnostics)
      case .grok(let text):
        RegularExpression(grok: PatternText(text, name: name), diagnostics: &diagnostics)
      case .json:
        JSONLines(
          paths: columns.map { PatternText($0.field, name: name) },
          diagnostics: &diagnostics
        )
      }
    let start = recordStart.flatMap { text in
      RegularExpression(
        grok: PatternText(text, name: name),
        needsFields: false,
        diagnostics: &diagnostics
      )
    }
    guard let matcher, diagnostics.isEmpty else {
      preconditionFailure("format \(name): \(diagnostics.map(\.message))")
    }
    let format = LogFormat(
      name: name,
      matcher: matcher,
      columns: columns.map {
        LogColumn(name: $0.name, field: $0.field, type: $0.type, nulls: nulls)
      }
    )
    return (format, start.map { RecordStart(rule: .matching($0)) })
  }
}

extension Diagnostic {
  static func unknownFormat(_ name: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "unknown-format",
      "there is no format '\(name)'",
      at: span,
      hint: NearMatch.hint(name, in: NamedFormat.all.map(\.name) + ["auto"], kind: "formats")
    )
  }
}

extension TimestampFormat {
  /// A format of our own, which is right.
  init(known text: String) {
    let file = SourceFile(name: "named formats", text: text)
    var diagnostics: [Diagnostic] = []
    let format = TimestampFormat(
      Spanned(text, at: file.span(0..<file.bytes.count)),
      diagnostics: &diagnostics
    )
    guard let format else { preconditionFailure("\(diagnostics.map(\.message))") }
    self = format
  }
}
