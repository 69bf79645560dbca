import Cloud
import Synchronization

/// Answers calls from a list, in order, and keeps what was asked.
final class FakeHTTP: HTTPSending {
  struct Reply {
    var status = 200
    var headers: [String: String] = [:]
    var body = ""
    /// Thrown instead of an answer.
    var failure: CloudError?
  }

  private struct State {
    var replies: [Reply]
    var calls: [HTTPCall] = []
  }

  private let state: Mutex<State>

  init(_ replies: [Reply]) { state = Mutex(State(replies: replies)) }

  var calls: [HTTPCall] { state.withLock { $0.calls } }

  func send(_ call: HTTPCall) async throws -> HTTPAnswer {
    let reply = state.withLock { state in
      state.calls.append(call)
      return state.replies.isEmpty
        ? Reply(status: 404) : state.replies.removeFirst()
    }
    if let failure = reply.failure { throw failure }
    return HTTPAnswer(
      status: reply.status,
      headers: reply.headers,
      body: HTTPBody(Array(reply.body.utf8))
    )
  }

  static let lost = Reply(failure: CloudError(.unreachable, "the connection is gone"))
}

extension AWSEnvironment {
  /// Keys and a server of one's own, and whatever else is given.
  static func testing(_ variables: [String: String] = [:]) throws -> AWSEnvironment {
    try AWSEnvironment(
      [
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        "AWS_REGION": "eu-west-1", "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9000",
      ].merging(variables) { $1 }
    )
  }
}

extension AWSClient {
  /// A client at 2024-05-17 09:08:07 UTC that waits for nothing.
  static func testing(
    _ service: AWSService = .s3,
    _ http: FakeHTTP,
    _ variables: [String: String] = [:],
    onWait: @escaping @Sendable (Duration) -> Void = { _ in }
  ) throws -> AWSClient {
    try AWSClient(
      service,
      in: .testing(variables),
      http: http,
      backoff: Backoff(attempts: 4) { onWait($0) },
      now: { 1_715_936_887 }
    )
  }
}
