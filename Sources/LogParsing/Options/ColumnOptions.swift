import Diagnostics
import Options
import Tables

/// What an author says of one column: `status: int`, or a mapping.
///
///     columns:
///       status: int
///       time: {type: timestamp, format: "%d/%b/%Y:%H:%M:%S %z"}
///       codes: {field: product_code, type: list, separator: ","}
///       size: {type: int, nulls: ["-"]}
struct ColumnOptions {
  let name: Spanned<String>
  /// The field it is made of; the column's name when nothing else is said.
  let field: Spanned<String>
  let type: FieldType?
  let nulls: [String]?

  /// The columns of the option `columns`; complaints go to the reader.
  static func all(_ reader: inout OptionReader) -> [ColumnOptions] {
    guard let node = reader.node("columns") else { return [] }
    guard case .mapping(let entries) = node.content else {
      reader.complain(.columnsNotAMapping(node))
      return []
    }
    return entries.compactMap { entry in
      var column = OptionReader(entry.node.asColumn, of: "column '\(entry.key.value)'")
      let options = ColumnOptions(entry.key, &column)
      for complaint in column.finish() { reader.complain(complaint) }
      return options
    }
  }

  private init(_ name: Spanned<String>, _ reader: inout OptionReader) {
    self.name = name
    field = reader.text("field") ?? name
    nulls = reader.texts("nulls")?.map(\.value)
    let word = reader.text("type")
    let format = reader.text("format")
    let separator = reader.text("separator")
    let zone = reader.text("zone")
    var type: FieldType?
    if let word {
      type = FieldType(word.value)
      if type == nil { reader.complain(.unknownType(word.value, at: word.span)) }
    } else if format != nil {
      type = .timestamp(.iso8601)
    } else if separator != nil {
      type = .list(separator: [])
    }
    if let format {
      guard case .timestamp = type else {
        reader.complain(.needsType("format", "timestamp", at: format.span))
        self.type = type
        return
      }
      var complaints: [Diagnostic] = []
      if let compiled = TimestampFormat(format, diagnostics: &complaints) {
        type = .timestamp(compiled)
      }
      complaints.forEach { reader.complain($0) }
    }
    if let zone {
      if case .timestamp(let format) = type, let rules = ZoneRules(zone.value) {
        type = .timestamp(format.inZone(rules))
      } else if case .timestamp = type {
        reader.complain(.unknownZone(zone))
      } else {
        reader.complain(.needsType("zone", "timestamp", at: zone.span))
      }
    }
    if let separator {
      if case .list = type, !separator.value.isEmpty {
        type = .list(separator: Array(separator.value.utf8))
      } else {
        reader.complain(.needsType("separator", "list", at: separator.span))
      }
    }
    self.type = type
  }
}

extension OptionNode {
  /// `status: int` is short for `status: {type: int}`.
  fileprivate var asColumn: OptionNode {
    guard case .value(.string) = content else { return self }
    return OptionNode(.mapping([Entry(key: Spanned("type", at: span), node: self)]), at: span)
  }
}

extension Diagnostic {
  fileprivate static func columnsNotAMapping(_ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'columns' must be a mapping of names to types, not \(node.kindName)",
      at: node.span,
      hint: "columns: {status: int, time: {type: timestamp, format: '%Y-%m-%d %H:%M:%S'}}"
    )
  }

  fileprivate static func needsType(_ key: String, _ type: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "contradiction",
      "'\(key)' is for columns of type '\(type)'",
      at: span,
      hint: "add 'type: \(type)'"
    )
  }

  fileprivate static func unknownZone(_ zone: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "unknown-zone",
      "there is no time zone '\(zone.value)'",
      at: zone.span,
      hint: "zones are named like Asia/Seoul or UTC"
    )
  }
}
