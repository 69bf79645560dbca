import Tables

/// Rows out of text with a delimiter between fields: CSV, TSV and their kin.
///
/// Fields in double quotes may hold delimiters, line ends and quotes (doubled), as in RFC 4180 and
/// d3-dsv. The first row names the columns; rows that are too short are filled up with empty text,
/// what is too much is dropped, and so are blank lines.
struct DelimitedRows {
  private struct Field {
    var start: Int
    var end: Int
    /// Whether it holds doubled quotes.
    var hasQuotes: Bool
  }

  private let bytes: [UInt8]
  private var names: [String] = []
  /// The fields row by row, as many for each as there are names.
  private var fields: [Field] = []

  init(_ bytes: [UInt8], delimiter: UInt8) {
    self.bytes = bytes
    split(delimiter)
  }

  var rowCount: Int { names.isEmpty ? 0 : fields.count / names.count }

  private mutating func split(_ delimiter: UInt8) {
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let count = bytes.count
    var row: [Field] = []
    var hasHeader = false
    bytes.withUnsafeBufferPointer { bytes in
      while at < count {
        row.removeAll(keepingCapacity: true)
        var isRowOpen = true
        while isRowOpen {
          var field = Field(start: at, end: at, hasQuotes: false)
          if at < count, bytes[at] == UInt8(ascii: "\"") {
            at += 1
            field.start = at
            while at < count {
              if bytes[at] == UInt8(ascii: "\"") {
                guard at + 1 < count, bytes[at + 1] == UInt8(ascii: "\"") else { break }
                field.hasQuotes = true
                at += 1
              }
              at += 1
            }
            field.end = min(at, count)
            at += 1
          }
          let start = at
          while at < count, bytes[at] != delimiter, bytes[at] != 10, bytes[at] != 13 { at += 1 }
          // What follows a closing quote is dropped.
          if field.start == start, field.end == start { field.end = min(at, count) }
          row.append(field)
          if at < count, bytes[at] == delimiter {
            at += 1
          } else {
            isRowOpen = false
            if at < count, bytes[at] == 13 { at += 1 }
            if at < count, bytes[at] == 10, at > 0 { at += 1 }
          }
        }
        if row.count == 1, row[0].start == row[0].end { continue }
        if !hasHeader {
          names = row.map { Self.text($0, bytes) }
          hasHeader = true
          continue
        }
        for index in names.indices {
          fields.append(
            index < row.count ? row[index] : Field(start: count, end: count, hasQuotes: false)
          )
        }
      }
    }
  }

  private static func text(_ field: Field, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
    field.hasQuotes
      ? String(decoding: content(field, bytes), as: UTF8.self)
      : String(decoding: bytes[field.start..<field.end], as: UTF8.self)
  }

  /// A field with doubled quotes made single.
  private static func content(_ field: Field, _ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var content: [UInt8] = []
    var at = field.start
    while at < field.end {
      content.append(bytes[at])
      at += bytes[at] == UInt8(ascii: "\"") ? 2 : 1
    }
    return content
  }

  /// The columns: numbers where every field is one or empty, else text.
  ///
  /// Text such as `007` is a code and makes the column text. Dates stay text until something asks
  /// for dates. The columns of `leaving` stay text, and for nil all do.
  func frame(leaving: Set<String>?) -> Frame {
    var frame = Frame(rowCount: rowCount)
    bytes.withUnsafeBufferPointer { bytes in
      for (index, name) in names.enumerated() {
        var series: Series?
        if let leaving, !leaving.contains(name) { series = numbers(index, bytes) }
        frame[name] = series ?? text(index, bytes)
      }
    }
    return frame
  }

  private func numbers(_ column: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Series? {
    var values: [Double] = []
    values.reserveCapacity(rowCount)
    var hasNumber = false
    for index in stride(from: column, to: fields.count, by: names.count) {
      let field = fields[index]
      let text = UnsafeBufferPointer(rebasing: bytes[field.start..<field.end])
      if text.allSatisfy({ $0 <= 32 }) {
        values.append(.nan)
        continue
      }
      guard let number = NumberText.read(text), !Self.isCode(text) else { return nil }
      values.append(number)
      hasNumber = true
    }
    return hasNumber ? .numbers(values) : nil
  }

  /// Whether digits begin with a zero that numbers do not have.
  private static func isCode(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count > 1 && text[0] == UInt8(ascii: "0") && text[1] &- UInt8(ascii: "0") < 10
  }

  private func text(_ column: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Series {
    var builder = SeriesBuilder(capacity: rowCount)
    for index in stride(from: column, to: fields.count, by: names.count) {
      let field = fields[index]
      if field.hasQuotes {
        Self.content(field, bytes).withUnsafeBufferPointer { builder.append(text: $0) }
      } else {
        builder.append(text: UnsafeBufferPointer(rebasing: bytes[field.start..<field.end]))
      }
    }
    return builder.finish()
  }
}
