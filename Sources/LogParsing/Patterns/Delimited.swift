import Diagnostics
import Tables

/// Lines of columns between delimiters: CSV and TSV.
///
/// Quoting is that of RFC 4180 inside one line: a column that begins with a quote ends at the next
/// single one, two stand for one. A quote further inside is text. Nothing is trimmed; a column
/// without text is present and empty. A line with more or fewer columns than there are names is none
/// of the format.
struct Delimited: LineMatcher {
  /// How the columns of a line are written.
  struct Options: Sendable, Hashable {
    var delimiter = UInt8(ascii: ",")
    /// Nil: quotes are text, as in TSV after IANA's text/tab-separated-values.
    var quote: UInt8? = UInt8(ascii: "\"")
    /// The line that names the columns: wherever it stands it is no row and no reject, for files with
    /// headers are often put together.
    var header: [UInt8]?

    static let csv = Self()
    static let tsv = Self(delimiter: UInt8(ascii: "\t"))
  }

  let fields: [MatchedField]
  private var options: Options

  /// - Parameters:
  ///   - names: The columns in their order, all of them.
  ///   - options: A delimiter and a quote that are not the same byte.
  ///   - diagnostics: Where complaints go; the result is nil when there is one.
  init?(names: [PatternText], options: Options = .csv, diagnostics: inout [Diagnostic]) {
    guard let pairs = PairFields(names, rest: false, diagnostics: &diagnostics) else { return nil }
    fields = pairs.fields
    self.options = options
  }

  /// The format of a file whose first line names the columns.
  ///
  /// A name that stands twice is a complaint; one without text becomes `column_3`, by its place from 1.
  ///
  /// - Parameters:
  ///   - header: That line without its end; names may be quoted.
  ///   - options: `header` in them has the line's own bytes where these are no UTF-8.
  ///   - diagnostics: Where complaints go; the result is nil when there is one.
  init?(header: PatternText, options: Options = .csv, diagnostics: inout [Diagnostic]) {
    var names: [String] = []
    let mismatch = header.bytes.withUnsafeBytes { line in
      options.columns(of: line) { index, column in
        let text = ByteWriter()
        let written = UnsafeRawBufferPointer(rebasing: line[column.range])
        column.isEscaped ? options.append(unescaped: written, to: text) : text.append(written)
        var name = text.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        if name.isEmpty { name = "column_\(index + 1)" }
        if names.contains(name) {
          diagnostics.append(.nameTwice(name, at: header.span(column.range)))
        }
        names.append(name)
      }
    }
    if case .malformed(let what, let offset) = mismatch {
      diagnostics.append(.badHeader(what, at: header.span(offset..<header.bytes.count)))
    }
    guard mismatch == nil, Set(names).count == names.count else { return nil }
    fields = names.map { MatchedField(name: $0) }
    self.options = options
    self.options.header = options.header ?? header.bytes
  }

  func match(_ line: UnsafeRawBufferPointer, _ slots: FieldSlots) -> Mismatch? {
    slots.clear(scratchCount: line.count)
    if let header = options.header, header.count == line.count, line.elementsEqual(header) {
      return .header
    }
    var count = 0
    let mismatch = options.columns(of: line) { index, column in
      count = index &+ 1
      guard index < fields.count else { return }
      let text = UnsafeRawBufferPointer(rebasing: line[column.range])
      if column.isEscaped {
        slots.set(index) { options.append(unescaped: text, to: $0) }
      } else {
        slots[index] = text
      }
    }
    return mismatch ?? (count == fields.count ? nil : .columns(count, expected: fields.count))
  }
}
