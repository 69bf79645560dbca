import Diagnostics
import Tables

/// What becomes of the pairs of a line: the fields known up front have slots, the others go to the
/// field `rest` when it is asked for.
struct PairFields: Sendable {
  let fields: [MatchedField]
  private let names: FieldNames
  private let rest: Int?

  /// Nil, with complaints at their places, when a name stands twice.
  init?(_ names: [PatternText], rest: Bool, diagnostics: inout [Diagnostic]) {
    var seen: Set<[UInt8]> = rest ? [Array("rest".utf8)] : []
    var isSound = true
    for name in names where !seen.insert(name.bytes).inserted {
      diagnostics.append(.nameTwice(name.text, at: name.span(0..<name.bytes.count)))
      isSound = false
    }
    guard isSound else { return nil }
    fields = names.map { MatchedField(name: $0.text) } + (rest ? [MatchedField(name: "rest")] : [])
    self.names = FieldNames(names.map(\.bytes))
    self.rest = rest ? names.count : nil
  }

  /// Fills the slots from the pairs that `grammar` finds; of several with one key the last counts.
  @inline(__always)
  func match(
    _ line: UnsafeRawBufferPointer,
    by grammar: some PairGrammar,
    _ slots: FieldSlots
  ) -> Mismatch? {
    // In JSON a byte takes up to six, and a pair of one byte and a space up to ten more.
    slots.clear(scratchCount: rest == nil ? line.count : 13 * line.count + 16)
    var cursor = PairCursor()
    var guess = 0
    var restCount = 0
    while true {
      switch grammar.next(in: line, &cursor) {
      case .pair(let pair):
        let index = names.index(of: pair.key, from: &guess)
        if index < 0 {
          restCount &+= 1
        } else if pair.isEscaped {
          slots.set(index) { grammar.append(unescaped: pair.value, to: $0) }
        } else {
          slots[index] = pair.value
        }
      case .end:
        if let rest, restCount > 0 {
          slots.set(rest) { appendRest(of: line, by: grammar, to: $0) }
        }
        return nil
      case .malformed(let what, let offset): return .malformed(what.description, at: offset)
      }
    }
  }

  /// Writes the pairs without a field as a JSON object, in a second walk over the line.
  private func appendRest(
    of line: UnsafeRawBufferPointer,
    by grammar: some PairGrammar,
    to writer: ByteWriter
  ) {
    var cursor = PairCursor()
    var guess = 0
    var separator = UInt8(ascii: "{")
    while case .pair(let pair) = grammar.next(in: line, &cursor) {
      guard names.index(of: pair.key, from: &guess) < 0 else { continue }
      writer.append(separator)
      separator = UInt8(ascii: ",")
      writer.append(jsonString: pair.key)
      writer.append(UInt8(ascii: ":"))
      if pair.isEscaped {
        let text = ByteWriter(capacity: pair.value.count)
        grammar.append(unescaped: pair.value, to: text)
        text.withUnsafeBytes { writer.append(jsonString: $0) }
      } else {
        writer.append(jsonString: pair.value)
      }
    }
    writer.append(UInt8(ascii: "}"))
  }
}

/// How pairs are written.
protocol PairGrammar {
  /// The next pair of a line from the cursor on.
  func next(in line: UnsafeRawBufferPointer, _ cursor: inout PairCursor) -> PairScan

  /// Appends what a value with escapes means; never longer.
  func append(unescaped value: UnsafeRawBufferPointer, to writer: ByteWriter)
}

/// How far a line was read.
struct PairCursor {
  var place = 0
  /// Whether some key had a value.
  var hasValue = false
}

/// What a grammar came upon.
enum PairScan {
  case pair(ScannedPair)
  case end
  case malformed(StaticString, at: Int)
}

/// A key and its value as they stand in the line, without quotes.
struct ScannedPair {
  var key: UnsafeRawBufferPointer
  var value: UnsafeRawBufferPointer
  var isEscaped = false
}
