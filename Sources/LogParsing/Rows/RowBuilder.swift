import Tables

/// The columns of a block of lines under construction.
///
/// One worker fills one row builder.
final class RowBuilder {
  private let columns: [LogColumn]
  private let sinks: [ColumnSink]
  /// The sinks without the counting of references, which is a third of the time for short fields.
  private let fast: [Unmanaged<ColumnSink>]
  private let hasNulls: [Bool]
  private var kept = 0

  init(_ columns: [LogColumn], _ context: SinkContext) {
    self.columns = columns
    sinks = columns.map { ColumnSink.make($0.type, context) }
    fast = sinks.map(Unmanaged.passUnretained)
    hasNulls = columns.map { !$0.nulls.isEmpty }
  }

  var rowCount: Int { kept }

  /// Appends a row from the slots of a match, or says which value is not of its column's type and
  /// appends nothing.
  ///
  /// `slotOf`: the slot of each column, or -1 for a column that the line's format does not have.
  func append(_ slots: FieldSlots, slotOf: [Int]) -> Mismatch? {
    for index in 0..<fast.count {
      guard let text = text(index, slots, slotOf) else { continue }
      guard fast[index]._withUnsafeGuaranteedRef({ $0.read(text) }) else {
        return mismatch(of: columns[index], text)
      }
    }
    for index in 0..<fast.count {
      let isPresent = text(index, slots, slotOf) != nil
      fast[index]._withUnsafeGuaranteedRef { isPresent ? $0.keep() : $0.appendNull() }
    }
    kept += 1
    return nil
  }

  /// The text of a column in the line at hand; nil when it is null.
  @inline(__always)
  private func text(
    _ index: Int,
    _ slots: FieldSlots,
    _ slotOf: [Int]
  ) -> UnsafeRawBufferPointer? {
    let slot = slotOf[index]
    guard slot >= 0, let text = slots[slot] else { return nil }
    return hasNulls[index] && columns[index].isNull(text) ? nil : text
  }

  /// The rows; the builder is used up.
  func finish() -> [Column] {
    sinks.map { $0.finish() }
  }

  private func mismatch(of column: LogColumn, _ text: UnsafeRawBufferPointer) -> Mismatch {
    if let offset = UTF8Text.firstInvalid(text), column.type.holdsText {
      return .invalidUTF8(column.name, at: offset)
    }
    // Enough to see what it is: the reject has all of the line.
    let shown = text.count > 80 ? Array(text[..<80]) + Array("…".utf8) : Array(text)
    let value = String(decoding: shown, as: UTF8.self)
    return .badValue(field: column.name, type: column.type.name, text: value)
  }
}

extension FieldType {
  fileprivate var holdsText: Bool {
    switch self {
    case .string, .list, .url: true
    default: false
    }
  }
}
