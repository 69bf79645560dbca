import Files
package import NIOCore

extension S3 {
  /// The object at a location, or nil when there is none.
  ///
  /// A missing bucket is told from a missing object only by listing: HEAD has no words.
  package func head(_ location: S3Location) async throws -> S3Object? {
    do {
      return try await naming(location) {
        object(location, try await client.send(request("HEAD", location)))
      }
    } catch let error as CloudError where error.kind == .missing {
      return nil
    }
  }

  /// The whole of a small object, or nil when there is none.
  package func get(_ location: S3Location, limit: Int = 64 << 20) async throws -> [UInt8]? {
    do {
      return try await naming(location) {
        let (answer, bytes) = try await client.bytes(request("GET", location))
        try Self.check(bytes.count, answer)
        return bytes
      }
    } catch let error as CloudError where error.code == "NoSuchKey" {
      return nil
    }
  }

  /// Reads an object's bytes in order; a connection that breaks is taken up where it broke.
  ///
  /// `consume` gets them in parts of any size. Fails also when the object was replaced while it was
  /// read. The answer is the object that was read, whole.
  @discardableResult
  package func read(
    _ location: S3Location,
    _ consume: (ByteBuffer) async throws -> Void
  ) async throws -> S3Object {
    var first: S3Object?
    var offset: Int64 = 0
    var failures = 0
    while true {
      let headers = offset == 0 ? [] : [("range", "bytes=\(offset)-")]
      let answer = try await naming(location) {
        try await client.send(request("GET", location, headers: headers))
      }
      let isRest = answer.status == 206
      let start = isRest ? offset : 0
      let found = object(location, answer, before: start)
      if let first, found != first {
        throw CloudError(
          .conflict,
          "the object '\(location)' was replaced while it was read",
          service: "S3",
          hint: "run it again"
        )
      }
      first = found
      // A server that knows no ranges begins again: what is known already is passed over.
      var surplus = offset - start
      do {
        for try await var part in answer.body {
          let skipped = min(surplus, Int64(part.readableBytes))
          part.moveReaderIndex(forwardBy: Int(skipped))
          surplus -= skipped
          guard part.readableBytes > 0 else { continue }
          offset += Int64(part.readableBytes)
          failures = 0
          try await consume(part)
        }
        guard offset >= found.byteCount else {
          throw CloudError(.unreachable, "the connection ended too early", service: "S3")
        }
        guard offset == found.byteCount else {
          throw CloudError(.unexpected, "'\(location)' is longer than S3 said", service: "S3")
        }
        return found
      } catch let error as CloudError where error.kind == .unreachable {
        failures += 1
        guard failures < client.backoff.attempts else { throw failure(error, at: location) }
        try await client.backoff.pause(after: failures)
      }
    }
  }

  /// The first bytes of an object: `count` of them, or all it has.
  package func beginning(of location: S3Location, count: Int) async throws -> [UInt8] {
    do {
      return try await naming(location) {
        let range = [("range", "bytes=0-\(count - 1)")]
        let (_, bytes) = try await client.bytes(
          request("GET", location, headers: range),
          upTo: count
        )
        return bytes
      }
    } catch let error as CloudError where error.status == 416 {
      // An empty object has no first byte.
      return []
    }
  }

  /// Copies an object to a file that appears whole or not at all.
  package func get(_ location: S3Location, to path: String) async throws -> S3Object {
    do {
      let file = try NewFile(path)
      var pending: [UInt8] = []
      let object = try await read(location) { part in
        pending.append(contentsOf: part.readableBytesView)
        guard pending.count >= 4 << 20 else { return }
        let bytes = pending
        pending = []
        try await OffPool.run("s3 file") { try file.write(bytes) }
      }
      let rest = pending
      try await OffPool.run("s3 file") {
        try file.write(rest)
        try file.publish()
      }
      return object
    } catch let error as SystemError {
      throw CloudError(error)
    }
  }

  private func object(
    _ location: S3Location,
    _ answer: HTTPAnswer,
    before offset: Int64 = 0
  ) -> S3Object {
    let rest = answer.headers["content-length"].flatMap(Int64.init) ?? 0
    return S3Object(
      location: location,
      etag: Self.etag(answer.headers) ?? "",
      byteCount: offset + rest
    )
  }

  private static func check(_ count: Int, _ answer: HTTPAnswer) throws(CloudError) {
    guard let length = answer.headers["content-length"].flatMap(Int.init), length != count else {
      return
    }
    throw CloudError(.unexpected, "S3 sent \(count) of \(length) bytes", service: "S3")
  }
}
