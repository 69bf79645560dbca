package import Files

/// A request to a cloud service, or its preparation, that failed: what it was, why, and what to do.
///
/// Neither `message` nor `hint` ever holds a secret. Messages are in the style of diagnostics: lower
/// case, names in single quotes, no full stop.
package struct CloudError: Error, Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// The settings of this machine do not say enough, or contradict themselves.
    case settings
    /// No credentials were found.
    case noCredentials
    /// The service does not believe who we are, or does not let us do this.
    case denied
    /// A bucket, object, table … that is not there.
    case missing
    /// A condition of the request does not hold, such as "only if it is not there yet".
    case conflict
    /// The service asks for fewer requests, and did so to the last attempt.
    case throttled
    /// Nobody answers at the service's address, or the connection broke.
    case unreachable
    /// The service says that the request is wrong.
    case refused
    /// The service failed.
    case server
    /// An answer that is not what the protocol says, or bytes that are not those that were promised.
    case unexpected
    /// A file of this machine that could not be read or written.
    case file(SystemError)
  }

  package let kind: Kind
  /// `S3`, `DynamoDB` …, or nil for what is before any service.
  package let service: String?
  /// The service's own name of the error (`NoSuchBucket`), or nil.
  package let code: String?
  package let message: String
  package let hint: String?
  /// The number under which the service's operators find the request.
  package let requestID: String?
  /// The HTTP status, when there was an answer.
  package let status: Int?

  package init(
    _ kind: Kind,
    _ message: String,
    service: String? = nil,
    code: String? = nil,
    hint: String? = nil,
    requestID: String? = nil,
    status: Int? = nil
  ) {
    self.kind = kind
    self.message = message
    self.service = service
    self.code = code
    self.hint = hint
    self.requestID = requestID
    self.status = status
  }

  /// The same error with a message and a hint that know more of what was tried.
  package func saying(_ message: String, hint: String?) -> CloudError {
    CloudError(
      kind,
      message,
      service: service,
      code: code,
      hint: hint,
      requestID: requestID,
      status: status
    )
  }
}

extension CloudError {
  /// A file of this machine that stands in the way.
  package init(_ error: SystemError) {
    self.init(.file(error), "cannot \(error.action) '\(error.path)': \(error.words)")
  }

  /// Whether the same request may succeed when it is sent again.
  var isPassing: Bool {
    switch kind {
    case .throttled, .unreachable, .server: true
    default: false
    }
  }
}
