package import NIOCore

/// One HTTP request.
package struct HTTPCall: Sendable {
  package let method: String
  /// The whole address; path and query percent-encoded.
  package let url: String
  /// Names in lower case.
  package let headers: [(String, String)]
  package let body: [UInt8]?
  /// How long the whole call may take, its body's reading included; a silence of a minute ends it
  /// in any case.
  package let seconds: Int

  package init(
    _ method: String,
    _ url: String,
    headers: [(String, String)] = [],
    body: [UInt8]? = nil,
    seconds: Int
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.seconds = seconds
  }
}

/// The answer to a call; its body comes as it is read.
package struct HTTPAnswer: Sendable {
  package let status: Int
  /// Names in lower case; of a header that comes twice the last.
  package let headers: [String: String]
  package let body: HTTPBody

  package init(status: Int, headers: [String: String], body: HTTPBody) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The whole body.
  ///
  /// - Throws: `CloudError` for a connection that breaks and a body above `limit` bytes.
  package func bytes(limit: Int = 64 << 20) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await part in body {
      bytes.append(contentsOf: part.readableBytesView)
      guard bytes.count <= limit else {
        throw CloudError(.unexpected, "the answer is longer than \(limit) bytes", status: status)
      }
    }
    return bytes
  }
}

extension HTTPAnswer {
  /// The first bytes of the body; the rest is not read.
  func beginning(_ count: Int) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await part in body {
      bytes.append(contentsOf: part.readableBytesView.prefix(count - bytes.count))
      if bytes.count >= count { break }
    }
    return bytes
  }
}

/// A body's bytes, in parts of any size, once.
package struct HTTPBody: AsyncSequence, Sendable {
  package typealias Element = ByteBuffer
  private let make: @Sendable () -> AsyncIterator

  /// Bytes that are there already.
  package init(_ bytes: [UInt8]) {
    make = {
      var rest: ByteBuffer? = ByteBuffer(bytes: bytes)
      return AsyncIterator {
        defer { rest = nil }
        return rest
      }
    }
  }

  init(_ make: @escaping @Sendable () -> AsyncIterator) {
    self.make = make
  }

  package struct AsyncIterator: AsyncIteratorProtocol {
    private let read: () async throws -> ByteBuffer?
    init(_ read: @escaping () async throws -> ByteBuffer?) { self.read = read }
    package mutating func next() async throws -> ByteBuffer? { try await read() }
  }

  package func makeAsyncIterator() -> AsyncIterator { make() }
}

/// Whoever sends calls: the network, or a test.
package protocol HTTPSending: Sendable {
  /// Sends a call once and returns when the head of the answer is there.
  ///
  /// - Throws: `CloudError` of kind `unreachable`; `CancellationError`.
  func send(_ call: HTTPCall) async throws -> HTTPAnswer
}
