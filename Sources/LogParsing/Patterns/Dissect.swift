import Tables

/// A pattern of fields and the text between them, after Logstash's dissect filter and the dissect
/// processor of Elasticsearch.
///
///     %{client} - %{user} [%{time}] "%{verb} %{path}" %{status:int}
///
/// The line is read from left to right: each field is what stands before the next text of the
/// pattern, at its first occurrence. Beside plain fields:
///
/// - `%{}`, `%{?name}`: skipped;
/// - `%{+name}`: appended to the field `name`, joined by the text that stands before it;
///   `%{+name/2}` gives the order of the pieces;
/// - `%{name->}`: any number of the text that follows, as columns padded with spaces need;
/// - `%{*name}` and `%{&name}`: one piece is the key, the other the value of an entry of the field
///   `pairs`, a JSON object;
/// - `%{name:int}`: a type, as grok writes it.
struct Dissect: LineMatcher {
  /// A piece of the line, from where the last one ended to `end`.
  struct Piece: Sendable, Hashable {
    let target: Target
    /// The text that ends the piece; empty: the end of the line.
    let end: Literal
    let isPadded: Bool
  }

  enum Target: Sendable, Hashable {
    case skipped
    case field(Int)
    /// A part of a field that is put together, or one side of a pair: its place among the parts.
    case part(Int)
  }

  /// A field that is put together from several pieces.
  struct Joined: Sendable, Hashable {
    let field: Int
    /// The parts in their order, each with the text before it; the first one's is not used.
    let parts: [Part]
  }

  struct Part: Sendable, Hashable {
    let index: Int
    let separator: [UInt8]
  }

  /// The parts that are a key and its value.
  struct Pair: Sendable, Hashable {
    let key: Int
    let value: Int
  }

  let fields: [MatchedField]
  let start: Literal
  let pieces: [Piece]
  let joined: [Joined]
  let pairs: [Pair]
  /// The field of the pairs, when there are any.
  let pairsField: Int?
  let partCount: Int

  func match(_ line: UnsafeRawBufferPointer, _ slots: FieldSlots) -> Mismatch? {
    slots.clear(scratchCount: partCount == 0 ? 0 : scratchCount(for: line.count))
    guard start.stands(in: line, at: 0) else { return .textMissing(start.text, after: 0) }
    var place = start.bytes.count
    if partCount > 0 {
      return withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: partCount) { parts in
        if let mismatch = walk(line, slots, &place, parts) { return mismatch }
        join(line, slots, parts)
        return nil
      }
    }
    return walk(line, slots, &place, nil)
  }

  @inline(__always)
  private func walk(
    _ line: UnsafeRawBufferPointer,
    _ slots: FieldSlots,
    _ place: inout Int,
    _ parts: UnsafeMutableBufferPointer<Range<Int>>?
  ) -> Mismatch? {
    for piece in pieces {
      var stop = line.count
      var next = line.count
      if !piece.end.bytes.isEmpty {
        guard let found = piece.end.find(in: line, from: place) else {
          return .textMissing(piece.end.text, after: place)
        }
        stop = found
        next = found &+ piece.end.bytes.count
        if piece.isPadded {
          while next < line.count, piece.end.stands(in: line, at: next) {
            next &+= piece.end.bytes.count
          }
        }
      }
      switch piece.target {
      case .skipped: break
      case .field(let index): slots[index] = UnsafeRawBufferPointer(rebasing: line[place..<stop])
      case .part(let index): parts?[index] = place..<stop
      }
      place = next
    }
    return place == line.count ? nil : .textLeft(at: place)
  }

  private func join(
    _ line: UnsafeRawBufferPointer,
    _ slots: FieldSlots,
    _ parts: UnsafeMutableBufferPointer<Range<Int>>
  ) {
    func bytes(_ part: Int) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(rebasing: line[parts[part]])
    }
    for field in joined {
      slots.set(field.field) { writer in
        for (position, part) in field.parts.enumerated() {
          if position > 0 { writer.append(part.separator) }
          writer.append(bytes(part.index))
        }
      }
    }
    guard let pairsField else { return }
    slots.set(pairsField) { writer in
      writer.append("{")
      for (position, pair) in pairs.enumerated() {
        if position > 0 { writer.append(",") }
        writer.append(jsonString: bytes(pair.key))
        writer.append(":")
        writer.append(jsonString: bytes(pair.value))
      }
      writer.append("}")
    }
  }

  /// More than the joined fields and pairs of a line of that length can take: six bytes for a byte
  /// of a JSON text.
  private func scratchCount(for lineCount: Int) -> Int {
    let separators = joined.reduce(0) { $0 + $1.parts.reduce(0) { $0 + $1.separator.count } }
    return lineCount + separators + (pairs.isEmpty ? 0 : 6 * lineCount + 6 * pairs.count + 2)
  }
}
