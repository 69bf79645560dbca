import Diagnostics
import Tables

/// Lines that are one JSON object each.
///
/// Fields are paths into the object. A string is its text without escapes; a number, `true` and
/// `false` are as they are written; an object or a list is its JSON text. `null` and what is missing
/// are no value. Of several members with one name the last one counts. A line that is not one whole
/// JSON object is none of the format, with the byte where it goes wrong.
struct JSONLines: LineMatcher {
  let fields: [MatchedField]
  private let tree: JSONTree
  /// The slot of the members that no field is made of.
  private let rest: Int?

  /// Compiles the paths; nil, with complaints at their places, when one is none.
  ///
  /// `rest`: whether the members of the object that no field takes as a whole go to the field `rest`,
  /// a JSON object in the spelling of the line; it has no value when there are none.
  init?(paths: [PatternText], rest: Bool = false, diagnostics: inout [Diagnostic]) {
    var steps: [JSONPath] = []
    for path in paths {
      guard let found = JSONPath(path, diagnostics: &diagnostics) else { continue }
      if steps.contains(found) || rest && path.text == "rest" {
        diagnostics.append(.nameTwice(path.text, at: path.span(0..<path.bytes.count)))
      }
      steps.append(found)
    }
    guard steps.count == paths.count, Set(steps).count == paths.count,
      !rest || !paths.contains(where: { $0.text == "rest" })
    else { return nil }
    tree = JSONTree(steps)
    fields = paths.map { MatchedField(name: $0.text) } + (rest ? [MatchedField(name: "rest")] : [])
    self.rest = rest ? paths.count : nil
  }

  func match(_ line: UnsafeRawBufferPointer, _ slots: FieldSlots) -> Mismatch? {
    // Members are copied to the rest once, and strings unescaped once.
    slots.clear(scratchCount: 2 * line.count + 2)
    return tree.nodes.withUnsafeBufferPointer { nodes -> Mismatch? in
      tree.keys.withUnsafeBytes { keys -> Mismatch? in
        guard let first = nodes.baseAddress else { return nil }
        var scan = JSONScan(line, first, keys.baseAddress ?? UnsafeRawPointer(first))
        var isRead = false
        if let rest {
          slots.set(rest) { writer in
            writer.append(UInt8(ascii: "{"))
            isRead = scan.read(slots, rest: writer)
            writer.append(UInt8(ascii: "}"))
          }
          if scan.restCount == 0 { slots[rest] = nil }
        } else {
          isRead = scan.read(slots, rest: nil)
        }
        guard isRead else {
          return .malformed(scan.failure.what.description, at: scan.failure.place)
        }
        if scan.hasEscape { unescape(line, slots) }
        return nil
      }
    }
  }

  /// Puts the texts with escapes in their slots, when all of the line has been read.
  private func unescape(_ line: UnsafeRawBufferPointer, _ slots: FieldSlots) {
    for index in fields.indices where index != rest {
      // A value after a quote is a string: objects, lists and numbers stand after `:`, `,`, `[` or space.
      guard let text = slots[index], let start = text.baseAddress, text.count > 0,
        start.load(fromByteOffset: -1, as: UInt8.self) == UInt8(ascii: "\""),
        text.contains(UInt8(ascii: "\\"))
      else { continue }
      slots.set(index) { JSONText.append(unescaped: text, to: $0) }
    }
  }
}
