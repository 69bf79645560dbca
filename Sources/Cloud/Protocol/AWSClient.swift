/// Sends signed requests to one service, again when it is worth it, and reads its errors.
///
///     let client = try AWSClient(.dynamoDB, in: AWSEnvironment())
///     let answer = try await client.json("DynamoDB_20120810.ListTables", version: "1.0", ["Limit": 10])
///
/// Connections that break, 429, 5xx and throttling are tried again with back-off, `AWS_MAX_ATTEMPTS`
/// times in all (5). Everything ends at once when the task is cancelled.
package struct AWSClient: Sendable {
  package let service: AWSService
  package let endpoint: AWSEndpoint
  package let chain: CredentialChain
  let backoff: Backoff
  private let http: any HTTPSending
  private let now: @Sendable () -> Int

  /// A client over the network.
  ///
  /// - Throws: `CloudError` of kind `settings` when the service's address is not known.
  package init(_ service: AWSService, in environment: AWSEnvironment) throws(CloudError) {
    try self.init(service, in: environment, http: Network(environment))
  }

  package init(
    _ service: AWSService,
    in environment: AWSEnvironment,
    http: any HTTPSending,
    backoff: Backoff? = nil,
    now: (@Sendable () -> Int)? = nil
  ) throws(CloudError) {
    let now = now ?? { AWSTime.now }
    try self.init(
      service,
      in: environment,
      http: http,
      backoff: backoff,
      now: now,
      chain: CredentialChain(environment, http: http, now: now),
      region: nil
    )
  }

  init(
    _ service: AWSService,
    in environment: AWSEnvironment,
    http: any HTTPSending,
    backoff: Backoff? = nil,
    now: @escaping @Sendable () -> Int,
    chain: CredentialChain,
    region: String?
  ) throws(CloudError) {
    self.service = service
    endpoint = try AWSEndpoint(service, in: environment, region: region)
    self.chain = chain
    self.backoff = backoff ?? Backoff(attempts: environment.attempts)
    self.http = http
    self.now = now
  }

  /// Sends a request until it succeeds (status 2xx) or fails for good.
  ///
  /// The answer's body is not read yet: the connection may still break.
  func send(_ request: AWSRequest) async throws -> HTTPAnswer {
    var failures = 0
    var hasNewCredentials = false
    while true {
      let failure: CloudError
      do {
        return try await attempt(request)
      } catch let error as CloudError {
        failure = error
      }
      failures += 1
      if AWSFailure.isOutdated(failure.code), !hasNewCredentials {
        // Once: passing credentials may have ended earlier than they said.
        hasNewCredentials = true
        await chain.forget()
        continue
      }
      guard failure.isPassing, failures < backoff.attempts else { throw failure }
      try await backoff.pause(after: failures)
    }
  }

  /// Sends a request and reads the whole answer; the connection may break at any point before.
  ///
  /// With `count` the reading ends after so many bytes, for servers that send all of an object.
  func bytes(_ request: AWSRequest, upTo count: Int? = nil) async throws -> (HTTPAnswer, [UInt8]) {
    var failures = 0
    while true {
      let answer = try await send(request)
      do {
        if let count { return (answer, try await answer.beginning(count)) }
        return (answer, try await answer.bytes())
      } catch let error as CloudError where error.kind == .unreachable {
        failures += 1
        guard failures < backoff.attempts else { throw error }
        try await backoff.pause(after: failures)
      }
    }
  }

  private func attempt(_ request: AWSRequest) async throws -> HTTPAnswer {
    try Task.checkCancellation()
    let answer = try await http.send(try await call(request))
    if (200..<300).contains(answer.status) { return answer }
    let bytes = try await answer.bytes(limit: 1 << 20)
    throw AWSFailure(service: service, answer: answer, body: bytes).error
  }

  /// The call with its address, credentials and signature as they are now.
  private func call(_ request: AWSRequest) async throws -> HTTPCall {
    let host = request.host ?? endpoint.host
    let path = PercentEncoding.path(endpoint.path + request.path)
    var headers = request.headers + [("host", host)]
    if request.isSigned { headers = try await signed(request, headers, path) }
    let query = PercentEncoding.query(request.query)
    let scheme = endpoint.isTLS ? "https" : "http"
    return HTTPCall(
      request.method,
      "\(scheme)://\(host)\(path)" + (query.isEmpty ? "" : "?\(query)"),
      headers: headers,
      body: request.body,
      seconds: request.seconds
    )
  }

  /// The headers with those of the signature.
  private func signed(
    _ request: AWSRequest,
    _ plain: [(String, String)],
    _ path: String
  ) async throws -> [(String, String)] {
    var headers = plain
    let credentials: AWSCredentials
    do { credentials = try await chain.credentials() } catch let error as CloudError {
      // Whoever gives credentials was asked often enough; and its refusal is not the service's.
      let kind: CloudError.Kind =
        error.isPassing || error.kind == .denied || error.kind == .refused
        ? .noCredentials : error.kind
      throw CloudError(kind, error.message, service: service.name, hint: error.hint)
    }
    let hash = SHA256Text.of(request.body ?? [])
    if request.signsPayload { headers.append(("x-amz-content-sha256", hash)) }
    let signature = SignatureV4(
      credentials: credentials,
      region: endpoint.region,
      service: service.signingName
    )
    return signature.headers(
      method: request.method,
      path: path,
      query: request.query,
      headers: headers,
      payloadHash: hash,
      time: now()
    )
  }
}

extension AWSClient {
  /// Calls an operation of a service that speaks AWS's JSON protocol.
  ///
  /// - Parameters:
  ///   - target: `DynamoDB_20120810.PutItem`, `AmazonAthena.StartQueryExecution`.
  ///   - version: `1.0` for DynamoDB, `1.1` for Athena and Glue.
  ///   - body: The operation's input.
  /// - Returns: The answer's body; an empty object when it has none.
  /// - Throws: `CloudError` with the service's code and message; `CancellationError`.
  package func json(
    _ target: String,
    version: String,
    _ body: JSONValue
  ) async throws -> JSONValue {
    let request = AWSRequest(
      method: "POST",
      headers: [("content-type", "application/x-amz-json-\(version)"), ("x-amz-target", target)],
      body: body.bytes
    )
    let (_, bytes) = try await bytes(request)
    return bytes.isEmpty ? [:] : try JSONValue(parsing: bytes)
  }
}
