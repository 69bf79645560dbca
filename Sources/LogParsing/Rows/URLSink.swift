import Tables

/// The parts of a URL as a record: `scheme`, `host`, `port`, `path`, `query`, `fragment`.
///
/// `path` and `query` are percent-decoded; `query` is a JSON object of the parameters, in which the
/// first of several with one name counts, and `+` is a space. A request target such as `/a?b=1` has
/// no scheme and host: those are null. After RFC 3986, appendix B; values are taken as they come, so
/// that a source of `https://www.naver.com/` inside a query stays whole.
final class URLSink: ColumnSink {
  private let context: SinkContext
  private let scheme = BytesBuilder()
  private let host = BytesBuilder()
  private let port = FixedWidthBuilder<Int32>()
  private let path = BytesBuilder()
  private let query = BytesBuilder()
  private let fragment = BytesBuilder()
  private var nulls: [Bool] = []
  private var hasNull = false
  private var text = UnsafeRawBufferPointer(start: nil, count: 0)

  private static let fields = [
    Field("scheme", .utf8), Field("host", .utf8), Field("port", .int32), Field("path", .utf8),
    Field("query", .utf8), Field("fragment", .utf8),
  ]

  static let dataType = DataType.structure(fields)

  init(_ context: SinkContext) { self.context = context }

  override func read(_ text: UnsafeRawBufferPointer) -> Bool {
    self.text = text
    return context.invalidText != .reject || UTF8Text.firstInvalid(text) == nil
  }

  override func keep() {
    let parts = URLParts(text)
    append(parts.scheme, to: scheme)
    append(parts.host, to: host)
    port.append(parts.port)
    append(decoded(parts.path, isQuery: false), to: path)
    if let text = parts.query {
      appendQuery(text)
    } else {
      query.appendNull()
    }
    if let text = parts.fragment {
      append(decoded(text, isQuery: false), to: fragment)
    } else {
      fragment.appendNull()
    }
    nulls.append(false)
  }

  override func appendNull() {
    for builder in [scheme, host, path, query, fragment] { builder.appendNull() }
    port.appendNull()
    nulls.append(true)
    hasNull = true
  }

  override func finish() -> Column {
    let columns = [
      scheme.finish(), host.finish(), port.finish(), path.finish(), query.finish(),
      fragment.finish(),
    ]
    return Column.structure(
      zip(Self.fields, columns).map { (field: $0, values: $1) },
      isNull: hasNull ? nulls : nil
    )
  }

  private func append(_ text: UnsafeRawBufferPointer?, to builder: BytesBuilder) {
    guard let text else { return builder.appendNull() }
    append(Array(text), to: builder)
  }

  private func append(_ text: [UInt8], to builder: BytesBuilder) {
    text.withUnsafeBytes { bytes in
      if UTF8Text.firstInvalid(bytes) == nil {
        builder.append(bytes: bytes)
      } else {
        context.mendedCount.value += 1
        builder.append(bytes: UTF8Text.mended(bytes))
      }
    }
  }

  private func appendQuery(_ text: UnsafeRawBufferPointer) {
    var names: Set<[UInt8]> = []
    let writer = query.bytes
    writer.append("{")
    for pair in text.split(separator: UInt8(ascii: "&")) {
      let cut = pair.firstIndex(of: UInt8(ascii: "="))
      let name = decoded(
        UnsafeRawBufferPointer(rebasing: pair[..<(cut ?? pair.endIndex)]),
        isQuery: true
      )
      guard names.insert(name).inserted else { continue }
      let value = cut.map { pair[pair.index(after: $0)...] } ?? pair[pair.endIndex...]
      if names.count > 1 { writer.append(",") }
      append(json: name)
      writer.append(":")
      append(json: decoded(UnsafeRawBufferPointer(rebasing: value), isQuery: true))
    }
    writer.append("}")
    query.endElement()
  }

  private func append(json text: [UInt8]) {
    text.withUnsafeBytes { bytes in
      if UTF8Text.firstInvalid(bytes) == nil {
        query.bytes.append(jsonString: bytes)
      } else {
        context.mendedCount.value += 1
        UTF8Text.mended(bytes).withUnsafeBytes { query.bytes.append(jsonString: $0) }
      }
    }
  }

  /// The bytes with `%41` as `A`; a percent sign without two digits stays.
  private func decoded(_ text: UnsafeRawBufferPointer, isQuery: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var place = 0
    while place < text.count {
      if text[place] == UInt8(ascii: "%"), place + 2 < text.count,
        let high = NumberReading.hexValue(text[place + 1]),
        let low = NumberReading.hexValue(text[place + 2])
      {
        bytes.append(high << 4 | low)
        place += 3
      } else {
        let isSpace = isQuery && text[place] == UInt8(ascii: "+")
        bytes.append(isSpace ? UInt8(ascii: " ") : text[place])
        place += 1
      }
    }
    return bytes
  }
}
