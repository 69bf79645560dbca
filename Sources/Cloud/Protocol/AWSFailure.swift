/// Reads what a service says of a request that failed.
struct AWSFailure {
  let service: AWSService
  let answer: HTTPAnswer
  let body: [UInt8]

  var error: CloudError {
    let (code, words) = said
    let kind = Self.kind(code, status: answer.status)
    let message =
      words.map(Self.oneLine) ?? code.map { "it says \($0)" } ?? "status \(answer.status)"
    return CloudError(
      kind,
      "\(service.name): \(message)",
      service: service.name,
      code: code,
      hint: hint(kind, code),
      requestID: answer.headers["x-amz-request-id"] ?? answer.headers["x-amzn-requestid"],
      status: answer.status
    )
  }

  /// The code and the message, from JSON or XML; an answer to HEAD has only its status.
  private var said: (String?, String?) {
    if let json = try? JSONValue(parsing: body), json.members != nil {
      let type = json["__type"]?.text ?? json["code"]?.text
      let code = type?.split(separator: "#").last.map(String.init)
      return (code, json["message"]?.text ?? json["Message"]?.text)
    }
    if let root = XMLNode.parse(body) {
      let error = root["Error"] ?? root
      return (error["Code"]?.text, error["Message"]?.text)
    }
    return (nil, nil)
  }

  /// Whether a code says that passing credentials have ended.
  static func isOutdated(_ code: String?) -> Bool {
    ["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"].contains(code ?? "")
  }

  private static let throttling: Set<String> = [
    "BandwidthLimitExceeded", "LimitExceededException", "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException", "RequestLimitExceeded", "RequestThrottled",
    "RequestThrottledException", "SlowDown", "Throttling", "ThrottlingException",
    "TooManyRequestsException", "TransactionInProgressException",
  ]

  private static let denials: Set<String> = [
    "AccessDenied", "AccessDeniedException", "AllAccessDisabled", "ExpiredToken",
    "ExpiredTokenException", "IncompleteSignature", "IncompleteSignatureException",
    "InvalidAccessKeyId", "InvalidClientTokenId", "InvalidSignatureException", "InvalidToken",
    "MissingAuthenticationToken", "MissingAuthenticationTokenException", "RequestTimeTooSkewed",
    "SignatureDoesNotMatch", "TokenRefreshRequired", "UnrecognizedClientException",
  ]

  private static func kind(_ code: String?, status: Int) -> CloudError.Kind {
    if let code {
      if throttling.contains(code) { return .throttled }
      if denials.contains(code) { return .denied }
      if code.hasPrefix("NoSuch") || code == "ResourceNotFoundException" { return .missing }
      if code == "RequestTimeout" || code == "InternalError" { return .server }
    }
    switch status {
    case 401, 403: return .denied
    case 404: return .missing
    case 409, 412: return .conflict
    case 429: return .throttled
    case 500...: return .server
    default: return .refused
    }
  }

  private func hint(_ kind: CloudError.Kind, _ code: String?) -> String? {
    switch (kind, code) {
    case (_, "RequestTimeTooSkewed"): return "set this machine's clock"
    case (_, let code) where Self.isOutdated(code): return "fetch new credentials and try again"
    case (.denied, "AccessDenied"?), (.denied, "AccessDeniedException"?):
      return "ask for the right to do this, or use other credentials"
    case (.denied, _):
      return "check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile's"
    case (.throttled, _): return "try again later, or raise AWS_MAX_ATTEMPTS"
    case (.server, _): return "try again later"
    default: break
    }
    if let region = answer.headers["x-amz-bucket-region"], [301, 400].contains(answer.status) {
      return "the bucket is in \(region): set AWS_REGION"
    }
    return nil
  }

  /// The service's words in our style, at most 300 letters.
  private static func oneLine(_ text: String) -> String {
    var line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    while line.last == "." { line.removeLast() }
    return line.count > 300 ? String(line.prefix(300)) + "…" : line
  }
}
