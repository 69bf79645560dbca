package import CArrow

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A source of batches as a C array stream for a consumer to pull from.
///
/// Many consumers do not report, or even notice, an error from `get_next`; `failure` keeps the first
/// one so that whoever handed the stream out can ask afterwards.
package final class CStreamWriter {
  private let source: BatchSource
  private var message: UnsafeMutablePointer<CChar>?
  package private(set) var failure: (any Error)?
  package private(set) var rowCount = 0

  package init(_ source: BatchSource) { self.source = source }

  deinit { free(message) }

  /// Fills `target`, once; the consumer must call its release.
  package func export(to target: UnsafeMutablePointer<ArrowArrayStream>) {
    target.initialize(
      to: ArrowArrayStream(
        get_schema: { stream, out in
          guard let writer = CStreamWriter.of(stream), let out else { return EINVAL }
          writer.source.schema.export(to: out)
          return 0
        },
        get_next: { stream, out in
          guard let writer = CStreamWriter.of(stream), let out else { return EINVAL }
          return writer.next(out)
        },
        get_last_error: { stream in
          UnsafePointer(CStreamWriter.of(stream)?.message)
        },
        release: { stream in
          guard let stream, stream.pointee.release != nil else { return }
          if let data = stream.pointee.private_data {
            Unmanaged<CStreamWriter>.fromOpaque(data).release()
          }
          stream.pointee.private_data = nil
          stream.pointee.release = nil
        },
        private_data: Unmanaged.passRetained(self).toOpaque()
      )
    )
  }

  private static func of(_ stream: UnsafeMutablePointer<ArrowArrayStream>?) -> CStreamWriter? {
    guard let data = stream?.pointee.private_data else { return nil }
    return Unmanaged<CStreamWriter>.fromOpaque(data).takeUnretainedValue()
  }

  private func next(_ out: UnsafeMutablePointer<ArrowArray>) -> Int32 {
    out.initialize(to: ArrowArray())
    if failure != nil { return EIO }
    do {
      guard let batch = try source.next() else { return 0 }
      guard batch.schema.fields.map(\.type) == source.schema.fields.map(\.type) else {
        throw TableError.malformed("a batch whose columns differ from the stream's schema")
      }
      rowCount += batch.rowCount
      batch.export(to: out)
      return 0
    } catch {
      failure = error
      message = strdup("\(error)")
      return EIO
    }
  }
}
