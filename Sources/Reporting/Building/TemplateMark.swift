import Files
import Glibc

/// What tells a report template from any other Markdown file.
///
/// A template begins with front matter (its first line is `---`) or holds a directive: a fence whose
/// words begin with a brace, as in ```` ```{sql monthly} ````. A directive that is shown within a
/// longer fence, as in a guide, does not count. The file is read only up to the first of them.
enum TemplateMark {
  /// Whether the file at `path` is a template; false for one that cannot be read.
  static func isTemplate(_ path: String) -> Bool {
    guard let file = try? OpenFile(path, O_RDONLY, action: "read") else { return false }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16_384, alignment: 16)
    defer { buffer.deallocate() }
    var search = TemplateSearch()
    while let count = try? file.read(into: buffer), count > 0 {
      for byte in buffer[..<count] where search.takes(byte) { return true }
    }
    return search.ends()
  }

  /// Whether a text is a template.
  static func isTemplate(bytes: [UInt8]) -> Bool {
    var search = TemplateSearch()
    for byte in bytes where search.takes(byte) { return true }
    return search.ends()
  }
}

/// Looks at a file line by line, of which it keeps no more than the beginning.
private struct TemplateSearch {
  private var line: [UInt8] = []
  private var isFirst = true
  /// The fence that is open: its byte and how often it stands.
  private var fence: (byte: UInt8, width: Int)?

  /// More than the indentation, the fence and the brace of any line that people write.
  private static let kept = 256

  /// Takes the next byte; true when it ends the line that makes the file a template.
  mutating func takes(_ byte: UInt8) -> Bool {
    guard byte == UInt8(ascii: "\n") else {
      if line.count < Self.kept { line.append(byte) }
      return false
    }
    return ends()
  }

  /// Ends the current line; true when it makes the file a template.
  mutating func ends() -> Bool {
    defer {
      line.removeAll(keepingCapacity: true)
      isFirst = false
    }
    if isFirst, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    while let last = line.last, last == 0x20 || last == 0x09 || last == 0x0D { line.removeLast() }
    if isFirst, line == Array("---".utf8) { return true }
    return readFence()
  }

  private mutating func readFence() -> Bool {
    guard let start = line.firstIndex(where: { $0 != 0x20 }), start <= 3 else { return false }
    let byte = line[start]
    guard byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") else { return false }
    let width = line[start...].prefix { $0 == byte }.count
    let info = line[(start + width)...].drop { $0 == 0x20 || $0 == 0x09 }
    if let open = fence {
      if byte == open.byte, width >= open.width, info.isEmpty { fence = nil }
      return false
    }
    guard width >= 3 else { return false }
    // Words in backticks are code within a line, not a fence.
    if byte == UInt8(ascii: "`"), info.contains(byte) { return false }
    // `{.name}` is a class of shown code in other tools.
    if info.first == UInt8(ascii: "{"), info.dropFirst().first != UInt8(ascii: ".") { return true }
    fence = (byte, width)
    return false
  }
}
