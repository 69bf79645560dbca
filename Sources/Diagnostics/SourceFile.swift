/// A text file that diagnostics point into, kept whole so that its lines can be quoted.
///
/// Positions are byte offsets into `bytes`; lines and columns are worked out only when printed.
public final class SourceFile: Sendable {
  /// The path as the user gave it, for messages.
  public let name: String
  public let bytes: [UInt8]
  /// The byte offset at which each line begins; `lineStarts[0]` is 0.
  private let lineStarts: [Int]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
    lineStarts = starts
  }

  public convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The number of lines, counting a last line without an end.
  public var lineCount: Int { lineStarts.count }

  /// The bytes of `range` as text; broken UTF-8 is replaced.
  public func text(in range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The byte range of a line (1-based) without its line end.
  public func lineRange(_ line: Int) -> Range<Int> {
    guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The byte offset of the first byte of a line (1-based); past the end, the file's length.
  public func offset(ofLine line: Int) -> Int { lineRange(line).lowerBound }

  /// The line (1-based) that holds a byte offset.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The line and column (both 1-based, columns in characters) of a byte offset.
  public func position(at offset: Int) -> (line: Int, column: Int) {
    let line = line(at: offset)
    var start = lineStarts[line - 1]
    // A byte order mark at the beginning is no character of the first line.
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    return (line, text(in: start..<max(start, min(offset, bytes.count))).count + 1)
  }

  /// A span of this file.
  public func span(_ range: Range<Int>) -> SourceSpan { SourceSpan(file: self, range: range) }
}

/// A range of bytes of a source file: what a diagnostic underlines.
public struct SourceSpan: Sendable, Hashable {
  public let file: SourceFile
  /// Byte offsets; may be empty, which marks a point between two characters.
  public let range: Range<Int>

  public init(file: SourceFile, range: Range<Int>) {
    self.file = file
    self.range = range
  }

  /// The text the span covers.
  public var text: String { file.text(in: range) }

  public var start: (line: Int, column: Int) { file.position(at: range.lowerBound) }

  /// The part of this span that begins `lower` bytes in and ends `upper` bytes in; what lies
  /// outside the span is cut off.
  public func sub(_ lower: Int, _ upper: Int) -> SourceSpan {
    let low = max(0, min(lower, range.count))
    let high = max(low, min(upper, range.count))
    return SourceSpan(
      file: file,
      range: range.lowerBound + low..<range.lowerBound + high
    )
  }

  public static func == (a: SourceSpan, b: SourceSpan) -> Bool {
    a.file === b.file && a.range == b.range
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(file))
    hasher.combine(range)
  }
}

/// A value together with the place where the author wrote it.
public struct Spanned<Value: Sendable>: Sendable {
  public let value: Value
  public let span: SourceSpan

  public init(_ value: Value, at span: SourceSpan) {
    self.value = value
    self.span = span
  }
}
