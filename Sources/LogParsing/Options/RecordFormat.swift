import Diagnostics
import Options

/// The formats whose lines name or list their own fields.
enum RecordFormat: String, CaseIterable {
  case json, logfmt, kv, csv, tsv

  /// Compiles the format with its own options.
  ///
  /// - Parameters:
  ///   - name: Where the format is named.
  ///   - reader: The options beside it.
  ///   - wanted: The fields that columns are made of.
  ///   - sample: The beginning of a log, for the names in a header.
  ///   - complaints: Where complaints go; the result is nil when there is one.
  /// - Returns: What finds the fields.
  /// - Throws: `LogSourceError` when there is no reading the header.
  func matcher(
    _ name: Spanned<String>,
    _ reader: inout OptionReader,
    _ wanted: [Spanned<String>],
    _ sample: () throws(LogSourceError) -> LogSample?,
    _ complaints: inout [Diagnostic]
  ) throws(LogSourceError) -> (any LineMatcher)? {
    var seen: Set<String> = []
    let names = wanted.filter { $0.value != "rest" && seen.insert($0.value).inserted }
      .map(PatternText.init)
    let rest = wanted.contains { $0.value == "rest" }
    switch self {
    case .csv, .tsv:
      return try delimited(name, &reader, names, sample, &complaints)
    case .json, .logfmt, .kv:
      guard !wanted.isEmpty else {
        complaints.append(.noFields(rawValue, at: name.span))
        return nil
      }
      switch self {
      case .json: return JSONLines(paths: names, rest: rest, diagnostics: &complaints)
      case .logfmt: return Logfmt(names: names, rest: rest, diagnostics: &complaints)
      default:
        let options = Self.pairs(&reader, &complaints)
        return KeyValue(names: names, options: options, rest: rest, diagnostics: &complaints)
      }
    }
  }

  private static func pairs(
    _ reader: inout OptionReader,
    _ complaints: inout [Diagnostic]
  ) -> KeyValue.Options {
    var options = KeyValue.Options()
    if let text = reader.text("pair_separator") {
      options.pairSeparator = separator(text, &complaints) ?? options.pairSeparator
    }
    if let text = reader.text("key_separator") {
      options.keySeparator = separator(text, &complaints) ?? options.keySeparator
    }
    if let text = reader.text("trim_key") { options.trimmedKeyBytes = Array(text.value.utf8) }
    if let text = reader.text("trim_value") { options.trimmedValueBytes = Array(text.value.utf8) }
    if let text = reader.text("quote") { options.quotes = Array(text.value.utf8) }
    return options
  }

  private static func separator(
    _ text: Spanned<String>,
    _ complaints: inout [Diagnostic]
  ) -> Literal? {
    if text.value.isEmpty { complaints.append(.emptySeparator(at: text.span)) }
    return text.value.isEmpty ? nil : Literal(Array(text.value.utf8))
  }

  private func delimited(
    _ name: Spanned<String>,
    _ reader: inout OptionReader,
    _ names: [PatternText],
    _ sample: () throws(LogSourceError) -> LogSample?,
    _ complaints: inout [Diagnostic]
  ) throws(LogSourceError) -> (any LineMatcher)? {
    var options = self == .csv ? Delimited.Options.csv : .tsv
    if let text = reader.text("delimiter") {
      options.delimiter = Self.byte(text, &complaints) ?? options.delimiter
    }
    if let text = reader.text("quote") {
      options.quote = text.value.isEmpty ? nil : Self.byte(text, &complaints)
    }
    if reader.bool("header") ?? true {
      guard let header = try sample()?.firstLine else {
        complaints.append(.noHeader(at: name.span))
        return nil
      }
      // Its own bytes tell the header from rows, also where they are no UTF-8.
      options.header = header
      let text = PatternText(String(decoding: header, as: UTF8.self), name: "the header")
      return Delimited(header: text, options: options, diagnostics: &complaints)
    }
    guard !names.isEmpty else {
      complaints.append(.noFields(rawValue, at: name.span))
      return nil
    }
    return Delimited(names: names, options: options, diagnostics: &complaints)
  }

  private static func byte(_ text: Spanned<String>, _ complaints: inout [Diagnostic]) -> UInt8? {
    if text.value.utf8.count == 1 { return text.value.utf8.first }
    complaints.append(.notOneCharacter(text))
    return nil
  }
}
