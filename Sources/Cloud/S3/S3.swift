/// The objects of S3, or of a server that speaks its protocol.
///
///     let s3 = try S3(in: AWSEnvironment())
///     for object in try await s3.list(below: S3Location(bucket: "lake", key: "study/")) { … }
///     try await s3.put(file: "part.parquet", to: location)
///
/// AWS's buckets are addressed by host (`bucket.s3.region.amazonaws.com`), those of a server of one's
/// own, and those with a dot in the name, by path. Every call throws `CloudError` or
/// `CancellationError`.
package struct S3: Sendable {
  package let client: AWSClient

  package init(in environment: AWSEnvironment) throws(CloudError) {
    client = try AWSClient(.s3, in: environment)
  }

  package init(_ client: AWSClient) { self.client = client }

  /// Whether objects are addressed by path rather than by the bucket's own host.
  package func isAddressedByPath(_ bucket: String) -> Bool {
    client.endpoint.isCustom || bucket.contains(".")
  }

  func request(
    _ method: String,
    _ location: S3Location,
    query: [(String, String)] = [],
    headers: [(String, String)] = [],
    body: [UInt8]? = nil
  ) -> AWSRequest {
    var request = AWSRequest(method: method, query: query, headers: headers, body: body)
    request.signsPayload = true
    if isAddressedByPath(location.bucket) {
      request.path = "/\(location.bucket)" + (location.key.isEmpty ? "" : "/\(location.key)")
    } else {
      request.path = "/\(location.key)"
      request.host = "\(location.bucket).\(client.endpoint.host)"
    }
    return request
  }

  /// The same failure, said of the place.
  func failure(_ error: CloudError, at location: S3Location) -> CloudError {
    let hint: String?
    switch error.code {
    case "NoSuchBucket":
      return error.saying(
        "there is no bucket '\(location.bucket)'",
        hint: error.hint ?? "correct the name, or make the bucket"
      )
    case "NoSuchKey": return error.saying("there is no object '\(location)'", hint: error.hint)
    default: hint = error.hint
    }
    switch error.kind {
    case .settings, .noCredentials, .file: return error
    case .missing: return error.saying("there is no object '\(location)'", hint: hint)
    case .denied where error.code == nil:
      // An answer to HEAD has no words.
      return error.saying("S3 does not let us at '\(location)'", hint: hint)
    default: return error.saying("\(error.message) ('\(location)')", hint: hint)
    }
  }

  func naming<Result>(
    _ location: S3Location,
    _ body: () async throws -> Result
  ) async throws -> Result {
    do { return try await body() } catch let error as CloudError {
      throw failure(error, at: location)
    }
  }

  static func etag(_ headers: [String: String]) -> String? {
    headers["etag"].map(bare)
  }

  /// An ETag without its quotes.
  static func bare(_ etag: String) -> String { etag.filter { $0 != "\"" } }
}
