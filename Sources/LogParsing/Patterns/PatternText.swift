public import Diagnostics

/// A pattern as its author wrote it, whose bytes have places in the author's file.
public struct PatternText: Sendable {
  let bytes: [UInt8]
  private let span: SourceSpan
  /// Where the first byte stands in the file, when the file has the very bytes of the pattern.
  private let start: Int?

  /// `pattern`: the text with the place it was written at, quotes included or not.
  public init(_ pattern: Spanned<String>) {
    bytes = Array(pattern.value.utf8)
    span = pattern.span
    let written = span.file.bytes[span.range]
    if written.elementsEqual(bytes) {
      start = span.range.lowerBound
    } else if written.count == bytes.count + 2, written.dropFirst().dropLast().elementsEqual(bytes)
    {
      start = span.range.lowerBound + 1
    } else {
      start = nil
    }
  }

  /// A pattern that stands in no file, such as one of the command line; `name` says where it is from.
  public init(_ text: String, name: String) {
    let file = SourceFile(name: name, text: text)
    self.init(Spanned(text, at: file.span(0..<file.bytes.count)))
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The place of a range of the pattern; the whole pattern when it was written with escapes.
  func span(_ range: Range<Int>) -> SourceSpan {
    guard let start else { return span }
    return span.file.span(start + range.lowerBound..<start + range.upperBound)
  }
}
