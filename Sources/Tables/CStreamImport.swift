package import CArrow

/// Reads the batches of a C array stream, which it owns: released once, when this dies or earlier by
/// `release()`.
///
/// Not for use by two threads at once.
package final class CStreamReader {
  package let schema: Schema
  private let stream: UnsafeMutablePointer<ArrowArrayStream>

  /// Moves the stream out of `source`, which is marked released, and asks for its schema.
  ///
  /// - Throws: `TableError`; the stream is then released.
  package init(moving source: UnsafeMutablePointer<ArrowArrayStream>) throws(TableError) {
    guard source.pointee.release != nil else { throw .malformed("the stream is already released") }
    let stream = UnsafeMutablePointer<ArrowArrayStream>.allocate(capacity: 1)
    stream.initialize(to: source.pointee)
    source.pointee.release = nil
    do throws(TableError) {
      guard let getSchema = stream.pointee.get_schema else {
        throw .malformed("a stream without get_schema")
      }
      var raw = ArrowSchema()
      let code = getSchema(stream, &raw)
      if code != 0 { throw Self.failure(of: stream, code: code) }
      schema = try Schema(importing: &raw)
    } catch {
      stream.pointee.release?(stream)
      stream.deallocate()
      throw error
    }
    self.stream = stream
  }

  deinit {
    release()
    stream.deallocate()
  }

  /// The next batch, or nil at the end, and after `release()`.
  ///
  /// - Throws: `TableError.stream` with the producer's message, or `.malformed`.
  package func next() throws(TableError) -> Batch? {
    guard stream.pointee.release != nil, let getNext = stream.pointee.get_next else { return nil }
    var raw = ArrowArray()
    let code = getNext(stream, &raw)
    if code != 0 { throw Self.failure(of: stream, code: code) }
    if raw.release == nil { return nil }
    return try Batch(importing: &raw, schema: schema)
  }

  /// Gives the stream back to its producer; batches that were read stay good.
  package func release() {
    stream.pointee.release?(stream)
    stream.pointee.release = nil
  }

  private static func failure(
    of stream: UnsafeMutablePointer<ArrowArrayStream>,
    code: Int32
  ) -> TableError {
    let message = stream.pointee.get_last_error?(stream).map { String(cString: $0) }
    return .stream(code: code, message: message ?? "the producer of the stream gave no reason")
  }
}
