import Diagnostics

/// Where a value stands in a JSON object: `a.b[0].c`, `labels["app.kubernetes.io/name"]`.
///
/// Names stand between dots; one that has dots or brackets itself stands in `["…"]`, without escapes.
/// `[0]` is the first element of a list. A `$` before it all, as JSONPath has it, is allowed.
struct JSONPath: Sendable, Hashable {
  enum Step: Sendable, Hashable {
    case name([UInt8])
    case index(Int)
  }

  let steps: [Step]

  /// Reads a path; nil, with a complaint at its place, when it is none.
  init?(_ path: PatternText, diagnostics: inout [Diagnostic]) {
    let bytes = path.bytes
    var steps: [Step] = []
    var place = 0
    if bytes.first == UInt8(ascii: "$"), bytes.count > 1, Self.isBreak(bytes[1]) {
      place = bytes[1] == UInt8(ascii: ".") ? 2 : 1
    }
    repeat {
      if place < bytes.count, bytes[place] == UInt8(ascii: "[") {
        guard let (step, end) = Self.bracket(bytes, place) else {
          diagnostics.append(.badBracket(at: path.span(place..<bytes.count)))
          return nil
        }
        steps.append(step)
        place = end
      } else {
        let end = bytes[place...].firstIndex(where: Self.isBreak) ?? bytes.count
        guard end > place else {
          diagnostics.append(.pathWithoutName(at: path.span(place..<min(place + 1, bytes.count))))
          return nil
        }
        steps.append(.name(Array(bytes[place..<end])))
        place = end
      }
      // A dot goes before a name only; one at the end has none after it.
      if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
        place += 1
        guard place < bytes.count, !Self.isBreak(bytes[place]) else {
          diagnostics.append(.pathWithoutName(at: path.span(place - 1..<place)))
          return nil
        }
      } else if place < bytes.count, bytes[place] != UInt8(ascii: "[") {
        diagnostics.append(.badBracket(at: path.span(place..<bytes.count)))
        return nil
      }
    } while place < bytes.count
    self.steps = steps
  }

  private static func isBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[")
  }

  /// `[12]` or `["name"]` from its first bracket to after its last.
  private static func bracket(_ bytes: [UInt8], _ start: Int) -> (Step, Int)? {
    let inside = start + 1
    if inside < bytes.count, bytes[inside] == UInt8(ascii: "\"") {
      guard let quote = bytes[(inside + 1)...].firstIndex(of: UInt8(ascii: "\"")),
        quote + 1 < bytes.count, bytes[quote + 1] == UInt8(ascii: "]")
      else { return nil }
      return (.name(Array(bytes[inside + 1..<quote])), quote + 2)
    }
    guard let end = bytes[inside...].firstIndex(of: UInt8(ascii: "]")), end > inside,
      bytes[inside..<end].allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }),
      let index = Int(String(decoding: bytes[inside..<end], as: UTF8.self))
    else { return nil }
    return (.index(index), end + 1)
  }
}
