import Crypto
import NIOCore

extension S3 {
  /// The SHA-256 of an object's bytes in hexadecimal digits; reads it all.
  package func digest(of location: S3Location) async throws -> String {
    var hash = SHA256()
    try await read(location) { part in hash.update(data: Array(part.readableBytesView)) }
    return SHA256Text.hex(hash.finalize())
  }
}
