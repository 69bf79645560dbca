public import Diagnostics
public import Options

/// How logs are parsed, as the options of `parse` or of `quire parse` say it.
///
///     dissect: '%{client} [%{time}] "%{request}" %{status:int}'
///     columns:
///       time: {type: timestamp, format: '%d/%b/%Y:%H:%M:%S %z'}
///     max_rejects: 1%
public struct ParseOptions: Sendable {
  public let parser: LogParser
  /// When a parse fails for its rejects; nil: never, but it is told how many there are.
  public let maximumRejects: RejectLimit?
  /// What was chosen for the author: the format of `auto`.
  public let notes: [Diagnostic]

  /// Reads all options that say how lines are read; complaints go to the reader.
  ///
  /// `sample`: the beginning of the first log, asked for by formats that depend on it; nil when there is
  /// none to look at.
  ///
  /// - Returns: Nil when they say no way to read a line.
  public init?(
    _ reader: inout OptionReader,
    sample: @escaping () throws(LogSourceError) -> LogSample? = { () in nil }
  ) {
    let before = reader.diagnostics.count
    maximumRejects = RejectLimit(&reader)
    let invalidText = reader.choice("invalid", as: InvalidText.self) ?? .replace
    let nulls = reader.texts("nulls")?.map(\.value)
    let columns = ColumnOptions.all(&reader)
    let found = FormatOptions(&reader, wanted: columns.map(\.field), sample: sample)
    guard reader.diagnostics.count == before, !found.formats.isEmpty else { return nil }
    let made = Self.columns(found.formats, columns, nulls, &reader)
    guard reader.diagnostics.count == before else { return nil }
    notes = found.notes
    parser = LogParser(
      formats: found.formats,
      columns: made,
      invalidText: invalidText,
      recordStart: found.recordStart
    )
  }

  /// The columns of the table: those of the formats in their order, changed as the author says; then
  /// those that the author makes of other fields.
  private static func columns(
    _ formats: [LogFormat],
    _ options: [ColumnOptions],
    _ nulls: [String]?,
    _ reader: inout OptionReader
  ) -> [LogColumn] {
    var columns: [LogColumn] = []
    for format in formats {
      for column in format.columns where !columns.contains(where: { $0.name == column.name }) {
        columns.append(column)
      }
    }
    let fields = formats.flatMap { $0.matcher.fields.map(\.name) }
    for option in options {
      guard fields.contains(option.field.value) else {
        reader.complain(.unknownField(option.field, known: fields))
        continue
      }
      let known = columns.first { $0.name == option.name.value && $0.field == option.field.value }
      let made = LogColumn(
        name: option.name.value,
        field: option.field.value,
        type: option.type ?? known?.type ?? .string,
        nulls: option.nulls ?? known?.nulls.map { String(decoding: $0, as: UTF8.self) } ?? []
      )
      if let index = columns.firstIndex(where: { $0.name == made.name }) {
        columns[index] = made
      } else {
        columns.append(made)
      }
    }
    guard let nulls else { return columns }
    return columns.map { column in
      guard column.nulls.isEmpty else { return column }
      return LogColumn(name: column.name, field: column.field, type: column.type, nulls: nulls)
    }
  }
}

extension Diagnostic {
  fileprivate static func unknownField(_ name: Spanned<String>, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-field",
      "the format has no field '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: known, kind: "fields")
    )
  }
}
