import Diagnostics
import Tables

@testable import LogParsing

/// What libFuzzer calls with bytes it makes up: a format, a pattern for it, and a log.
///
/// The first byte chooses the kind of format from `a` on, the second how values are read; the pattern
/// goes to the first line end, the rest is the log. A trap, an overrun or a hang is a finding, and so
/// is a line that is not accounted for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard bytes.count >= 2 else { return 0 }
  let (first, choice) = (bytes[0], bytes[1])
  let pattern = bytes.dropFirst(2).prefix { $0 != 0x0A }
  let text = PatternText(String(decoding: pattern, as: UTF8.self), name: "pattern")
  var diagnostics: [Diagnostic] = []
  let kind = FuzzedKind.all[Int(first &- UInt8(ascii: "a")) % FuzzedKind.all.count]
  guard let matcher = kind(text, &diagnostics) else {
    precondition(!diagnostics.isEmpty, "no format, and nothing says why")
    return 0
  }
  let format = LogFormat(name: "fuzz", matcher: matcher)
  let parser = LogParser(
    formats: [format],
    columns: format.columns.map { LogColumn(name: $0.name, field: $0.field, type: type(choice)) },
    invalidText: choice & 1 == 0 ? .replace : .bytes,
    recordStart: choice & 2 == 0 ? nil : .unindented
  )
  let log = Array(bytes.dropFirst(3 + pattern.count))
  let block = log.withUnsafeBytes { parser.parse($0, latest: .max) }
  let accounted =
    block.rows.rowCount + block.rejects.count + block.blankCount + block.headerCount
    + block.continuedCount
  let lineCount = log.count { $0 == 0x0A } + (log.isEmpty || log.last == 0x0A ? 0 : 1)
  precondition(block.lineCount == lineCount && accounted == lineCount, "a line is lost")
  return 0
}

/// Each type of column, by the parser's number.
private func type(_ choice: UInt8) -> FieldType {
  let types = FieldType.names.compactMap { FieldType($0) }
  return types[Int(choice) % types.count]
}
