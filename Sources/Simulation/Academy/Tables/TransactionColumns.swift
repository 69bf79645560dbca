import Tables

/// The columns of the table of transactions while they are written.
final class TransactionColumns {
  private let ids: BytesBuilder
  private let shortSessions: BytesBuilder
  private let longSessions: BytesBuilder
  private let urls: BytesBuilder
  private let paths: BytesBuilder
  private let actions: BytesBuilder
  private let statuses: BytesBuilder
  private let amounts: FixedWidthBuilder<Double>
  private let codes: BytesBuilder
  private let times: FixedWidthBuilder<Int64>

  // Where the pieces of a row's texts go. They are the builders' writers, held here as well because
  // taking them from the builders would count a reference for each piece.
  // Unmanaged for the same reason, and alive as long as the builders are.
  let url: Unmanaged<ByteWriter>
  let path: Unmanaged<ByteWriter>
  let action: Unmanaged<ByteWriter>
  let code: ByteWriter
  private let status: ByteWriter
  private let shortSession: ByteWriter
  private let longSession: ByteWriter

  /// `capacity`: about how many rows there will be.
  init(capacity: Int) {
    func texts(_ length: Int) -> BytesBuilder { BytesBuilder(byteCapacity: capacity * length) }
    (ids, shortSessions, longSessions, urls) = (texts(12), texts(8), texts(12), texts(128))
    (paths, actions, statuses, codes) = (texts(48), texts(10), texts(7), texts(12))
    amounts = FixedWidthBuilder(capacity: capacity)
    times = FixedWidthBuilder(capacity: capacity)
    (url, path) = (.passUnretained(urls.bytes), .passUnretained(paths.bytes))
    (action, status) = (.passUnretained(actions.bytes), statuses.bytes)
    (code, shortSession, longSession) = (codes.bytes, shortSessions.bytes, longSessions.bytes)
  }

  /// Makes a row of what was written to `url`, `path`, `action` and `code` since the last one.
  ///
  /// - Parameters:
  ///   - id: The user's id.
  ///   - session: Random words. The first 8 and the last 12 digits of a UUID, which are kept of a
  ///     session, are random in all of them.
  ///   - isError: Whether the action failed.
  ///   - amount: In won.
  ///   - time: In whole minutes since 1970-01-01.
  @inline(__always)
  func endRow(
    id: ByteWriter,
    session: (UInt64, UInt64),
    isError: Bool,
    amount: Double,
    time: Int
  ) {
    urls.endElement()
    paths.endElement()
    actions.endElement()
    codes.endElement()
    id.withUnsafeBytes { ids.append(bytes: $0) }
    shortSession.append(hexadecimal: UInt32(truncatingIfNeeded: session.0))
    shortSessions.endElement()
    longSession.append(hexadecimal: UInt32(truncatingIfNeeded: session.0 &>> 32))
    longSession.append(hexadecimal: UInt32(truncatingIfNeeded: session.1), digits: 4)
    longSessions.endElement()
    if isError { status.append("ERROR") } else { status.append("SUCCESS") }
    statuses.endElement()
    amounts.append(amount)
    times.append(Int64(time) * 60_000_000)
  }

  func finish() -> Batch {
    let transaction = Column.structure(
      zip(AcademySchemas.transaction, [amounts.finish(), codes.finish(), times.time()])
        .map { (field: $0, values: $1) }
    )
    let columns = [
      ids.finish(), shortSessions.finish(), longSessions.finish(), urls.finish(), paths.finish(),
      actions.finish(), statuses.finish(), transaction,
    ]
    return Batch(schema: AcademySchemas.transactions, columns: columns, rowCount: columns[0].count)
  }
}
