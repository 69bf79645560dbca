import Diagnostics

/// Writes out the expression that a grok pattern stands for.
struct GrokExpansion {
  /// The expression, in which the groups of fields have names of ours.
  private(set) var text: [UInt8] = []
  /// The fields by the names of their groups.
  private(set) var fields: [String: MatchedField] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  private let definitions: [String: PatternText]
  /// The patterns that are being written out, each within the one before.
  private var open: [String] = []
  /// Which bytes of `text` were copied from where: from `start` on, up to the next piece.
  private var pieces: [(start: Int, source: PatternText, offset: Int)] = []
  private var checked: Set<String> = []

  /// PCRE2 takes expressions of that length; patterns that name others twice grow fast.
  private static let largestText = 60_000

  init(_ definitions: [String: PatternText]) { self.definitions = definitions }

  /// Appends what a pattern stands for.
  mutating func expand(_ pattern: PatternText) {
    let bytes = pattern.bytes
    var place = 0
    var copied = 0
    func copy(upTo end: Int, _ self: inout Self) {
      self.pieces.append((self.text.count, pattern, copied))
      self.text += bytes[copied..<end]
    }
    while place + 1 < bytes.count {
      guard bytes[place] == UInt8(ascii: "%"), bytes[place + 1] == UInt8(ascii: "{") else {
        place += 1
        continue
      }
      guard let close = bytes[place...].firstIndex(of: UInt8(ascii: "}")) else {
        diagnostics.append(.grokNotClosed(at: pattern.span(place..<place + 2)))
        return
      }
      copy(upTo: place, &self)
      // What is wrong with the groups around a pattern is the reference's fault.
      pieces.append((text.count, pattern, place))
      write(GrokReference(place + 2..<close, of: pattern), of: pattern)
      guard text.count <= Self.largestText else { return }
      place = close + 1
      copied = place
    }
    copy(upTo: bytes.count, &self)
  }

  /// The place that a byte of the expression was copied from.
  func span(of offset: Int) -> SourceSpan? {
    guard let piece = pieces.last(where: { $0.start <= offset }) else { return nil }
    let place = min(piece.offset + offset - piece.start, piece.source.bytes.count)
    return piece.source.span(place..<place)
  }

  private mutating func write(_ reference: GrokReference, of pattern: PatternText) {
    if let complaint = reference.complaint { diagnostics.append(complaint) }
    let span = pattern.span(reference.patternRange)
    let name = reference.pattern
    guard let definition = definitions[name] ?? GrokLibrary.patterns[name] else {
      let known = Array(definitions.keys) + GrokLibrary.patterns.keys
      diagnostics.append(.unknownPattern(name, at: span, known: known))
      return
    }
    if let first = open.firstIndex(of: name) {
      diagnostics.append(.patternWithinItself(open[first...] + [name], at: span))
      return
    }
    if let field = reference.field {
      let group = "_f\(fields.count)_"
      fields[group] = MatchedField(name: field, type: reference.type)
      text += Array("(?<\(group)>".utf8)
    } else {
      text += Array("(?:".utf8)
    }
    open.append(name)
    let start = text.count
    expand(definition)
    open.removeLast()
    guard diagnostics.isEmpty else { return }
    guard text.count <= Self.largestText else {
      if open.isEmpty { diagnostics.append(.patternTooLong(name, at: span)) }
      return
    }
    if definitions[name] != nil { check(name, definition, text[start...]) }
    text.append(UInt8(ascii: ")"))
  }

  /// Compiles a pattern of one's own by itself, so that what is wrong is told at its place and not
  /// where it is used.
  private mutating func check(_ name: String, _ source: PatternText, _ text: ArraySlice<UInt8>) {
    guard checked.insert(name).inserted else { return }
    do throws(RegexProgram.Failure) {
      _ = try RegexProgram(Array(text), for: .unicode, keepsPlainGroups: false)
    } catch {
      let place = span(of: text.startIndex + error.offset) ?? source.span(0..<source.bytes.count)
      diagnostics.append(.badExpression(error.message, at: place))
    }
  }
}
