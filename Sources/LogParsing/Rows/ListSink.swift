import Tables

/// Texts between separators; an empty field is an empty list.
final class ListSink: ColumnSink {
  private let separator: Literal
  private let texts = BytesBuilder()
  private let lists = ListBuilder()
  private let context: SinkContext
  private var text = UnsafeRawBufferPointer(start: nil, count: 0)
  private var isBroken = false

  init(_ separator: [UInt8], _ context: SinkContext) {
    self.separator = Literal(separator)
    self.context = context
  }

  override func read(_ text: UnsafeRawBufferPointer) -> Bool {
    self.text = text
    isBroken = context.invalidText != .bytes && UTF8Text.firstInvalid(text) != nil
    return !isBroken || context.invalidText == .replace
  }

  override func keep() {
    if isBroken {
      context.mendedCount.value += 1
      UTF8Text.mended(text).withUnsafeBytes(append)
    } else {
      append(text)
    }
    lists.endElement(at: texts.count)
  }

  private func append(_ text: UnsafeRawBufferPointer) {
    guard !text.isEmpty else { return }
    var place = 0
    while let end = separator.find(in: text, from: place) {
      texts.append(bytes: UnsafeRawBufferPointer(rebasing: text[place..<end]))
      place = end + separator.bytes.count
    }
    texts.append(bytes: UnsafeRawBufferPointer(rebasing: text[place...]))
  }

  override func appendNull() { lists.appendNull(at: texts.count) }

  override func finish() -> Column {
    lists.finish(context.invalidText == .bytes ? texts.finishAsBinary() : texts.finish())
  }
}
