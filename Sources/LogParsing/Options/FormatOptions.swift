import Diagnostics
import Options

/// Which format lines have: one of `dissect`, `grok`, `regex` and `format`, or several in `formats`.
struct FormatOptions {
  /// The formats in the order in which they are tried; none, with a complaint, when there is no way
  /// to read a line.
  private(set) var formats: [LogFormat] = []
  /// What begins a record of several lines, as the first format that knows says it.
  private(set) var recordStart: RecordStart?
  /// What was chosen for the author, as notes.
  private(set) var notes: [Diagnostic] = []
  /// Whether anything has used `patterns`.
  private var hasGrok = false
  private let wanted: [Spanned<String>]
  private let sample: () throws(LogSourceError) -> LogSample?

  /// - Parameters:
  ///   - reader: The options.
  ///   - wanted: The fields that columns are made of, for formats that have any.
  ///   - sample: The beginning of the first log, for formats that depend on it.
  init(
    _ reader: inout OptionReader,
    wanted: [Spanned<String>],
    sample: @escaping () throws(LogSourceError) -> LogSample?
  ) {
    self.wanted = wanted
    self.sample = sample
    let before = reader.diagnostics.count
    let definitions = Self.definitions(&reader)
    addFormat(&reader, definitions)
    if let several = reader.node("formats") {
      guard case .sequence(let nodes) = several.content, !nodes.isEmpty else {
        reader.complain(.formatsNotAList(several))
        return
      }
      for node in nodes {
        var inner = OptionReader(node, of: "a format")
        let count = formats.count
        let own = Self.definitions(&inner)
        addFormat(&inner, definitions.merging(own) { _, own in own })
        if formats.count == count, inner.isMapping, inner.diagnostics.isEmpty {
          inner.complain(.noFormat(at: node.span))
        }
        inner.finish().forEach { reader.complain($0) }
      }
    }
    if let first = reader.text("first_line") {
      var complaints: [Diagnostic] = []
      let start = RegularExpression(
        grok: PatternText(first),
        definitions: definitions,
        needsFields: false,
        diagnostics: &complaints
      )
      complaints.forEach { reader.complain($0) }
      recordStart = start.map { RecordStart(rule: .matching($0)) }
      hasGrok = true
    }
    if !hasGrok, let node = reader.node["patterns"] {
      reader.complain(.patternsWithoutGrok(at: node.span))
    }
    if formats.isEmpty, reader.isMapping, reader.diagnostics.count == before {
      reader.complain(.noFormat(at: reader.node.span))
    }
  }

  private static let keys = ["dissect", "grok", "regex", "format"]

  private mutating func addFormat(
    _ reader: inout OptionReader,
    _ definitions: [String: PatternText]
  ) {
    var found: String?
    for key in Self.keys {
      guard let text = reader.text(key) else { continue }
      if let found {
        reader.complain(.twoFormats(found, key, at: text.span))
        continue
      }
      found = key
      var complaints: [Diagnostic] = []
      let pattern = PatternText(text)
      let matcher: (any LineMatcher)?
      switch key {
      case "dissect": matcher = Dissect(pattern, diagnostics: &complaints)
      case "grok":
        hasGrok = true
        matcher = RegularExpression(
          grok: pattern,
          definitions: definitions,
          diagnostics: &complaints
        )
      case "regex": matcher = RegularExpression(pattern, diagnostics: &complaints)
      default:
        addNamed(text, &reader)
        continue
      }
      complaints.forEach { reader.complain($0) }
      if let matcher { formats.append(LogFormat(name: key, matcher: matcher)) }
    }
  }

  /// The author's own grok patterns.
  private static func definitions(_ reader: inout OptionReader) -> [String: PatternText] {
    guard let node = reader.node("patterns") else { return [:] }
    guard case .mapping(let entries) = node.content else {
      reader.complain(.patternsNotAMapping(node))
      return [:]
    }
    var definitions: [String: PatternText] = [:]
    for entry in entries {
      guard let text = reader.text(of: entry.node, entry.key.value) else { continue }
      definitions[entry.key.value] = PatternText(text)
    }
    return definitions
  }

  private mutating func addNamed(_ name: Spanned<String>, _ reader: inout OptionReader) {
    if let kind = RecordFormat(rawValue: name.value) {
      var complaints: [Diagnostic] = []
      do throws(LogSourceError) {
        let matcher = try kind.matcher(name, &reader, wanted, sample, &complaints)
        if let matcher { formats.append(LogFormat(name: name.value, matcher: matcher)) }
      } catch {
        let words = error.words
        complaints.append(
          Diagnostic(.error, "log", words.message, at: name.span, hint: words.hint)
        )
      }
      complaints.forEach { reader.complain($0) }
      return
    }
    guard let format = named(name, &reader) else { return }
    let compiled = format.compiled()
    formats.append(compiled.format)
    recordStart = recordStart ?? compiled.recordStart
  }

  private mutating func named(
    _ name: Spanned<String>,
    _ reader: inout OptionReader
  ) -> NamedFormat? {
    guard name.value == "auto" else {
      let format = NamedFormat.named(name.value)
      if format == nil { reader.complain(.unknownFormat(name.value, at: name.span)) }
      return format
    }
    do throws(LogSourceError) {
      guard let sample = try sample() else {
        reader.complain(.noSample(at: name.span))
        return nil
      }
      let proposal = sample.bytes.withUnsafeBytes {
        FormatProposal(sample: $0, latest: sample.latest)
      }
      let told = proposal?.told(at: name.span) ?? .noFormatFits(at: name.span)
      if told.severity == .error {
        reader.complain(told)
        return nil
      }
      notes.append(told)
      return proposal?.format
    } catch {
      let words = error.words
      reader.complain(Diagnostic(.error, "log", words.message, at: name.span, hint: words.hint))
      return nil
    }
  }
}
