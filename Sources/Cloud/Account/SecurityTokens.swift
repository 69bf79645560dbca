import Files

/// A role that somebody asks for.
struct AssumedRole: Sendable {
  let arn: String
  /// What the role's use is called in AWS's records; nil for a name of ours.
  var session: String?
  var externalID: String?
  /// How many seconds its credentials are to last; nil for AWS's own, an hour.
  var duration: Int?
}

/// AWS's Security Token Service: gives passing credentials for a role.
struct SecurityTokens {
  let means: CredentialMeans

  /// Assumes a role with the credentials of somebody who may.
  ///
  /// `source` says where the new ones came from. Throws `CloudError`, `CancellationError`.
  func credentials(
    _ role: AssumedRole,
    by credentials: AWSCredentials,
    for source: String
  ) async throws -> AWSCredentials {
    var fields = form("AssumeRole", role)
    if let id = role.externalID { fields.append(("ExternalId", id)) }
    let chain = CredentialChain(credentials, in: means.environment, http: means.http)
    return try await ask(fields, role, source, chain, isSigned: true)
  }

  /// Assumes a role with the token that a file holds; it is read anew each time, for tokens are replaced.
  func credentials(
    _ role: AssumedRole,
    byTokenFile path: String,
    for source: String
  ) async throws -> AWSCredentials {
    let token: String
    do throws(SystemError) {
      guard let bytes = try FileSystem.contents(of: path) else { throw SystemError.absent(path) }
      token = String(decoding: bytes.filter { $0 > 0x20 }, as: UTF8.self)
    } catch {
      throw CloudError(error)
    }
    let fields = form("AssumeRoleWithWebIdentity", role) + [("WebIdentityToken", token)]
    let chain = CredentialChain(means)
    return try await ask(fields, role, source, chain, isSigned: false)
  }

  private func form(_ action: String, _ role: AssumedRole) -> [(String, String)] {
    var fields = [
      ("Action", action), ("Version", "2011-06-15"), ("RoleArn", role.arn),
      ("RoleSessionName", role.session ?? "quire-\(means.now())"),
    ]
    if let duration = role.duration { fields.append(("DurationSeconds", String(duration))) }
    return fields
  }

  private func ask(
    _ fields: [(String, String)],
    _ role: AssumedRole,
    _ source: String,
    _ chain: CredentialChain,
    isSigned: Bool
  ) async throws -> AWSCredentials {
    let client = try AWSClient(
      .sts,
      in: means.environment,
      http: means.http,
      now: means.now,
      chain: chain,
      region: nil
    )
    let type = "application/x-www-form-urlencoded; charset=utf-8"
    var request = AWSRequest(
      method: "POST",
      headers: [("content-type", type)],
      body: Array(PercentEncoding.query(fields).utf8)
    )
    request.isSigned = isSigned
    request.seconds = 30
    let bytes: [UInt8]
    do { (_, bytes) = try await client.bytes(request) } catch let error as CloudError {
      throw error.saying(
        "the role '\(role.arn)' cannot be assumed: \(error.message)",
        hint: error.kind == .denied ? "ask for the right to assume it" : error.hint
      )
    }
    guard let root = XMLNode.parse(bytes),
      let found = root.children.lazy.compactMap({ $0["Credentials"] }).first,
      let key = found["AccessKeyId"]?.text, let secret = found["SecretAccessKey"]?.text,
      let token = found["SessionToken"]?.text
    else { throw CloudError(.unexpected, "STS: the answer holds no credentials") }
    return AWSCredentials(
      keyID: key,
      secret: Secret(secret),
      sessionToken: Secret(token),
      expiry: found["Expiration"].map { AWSTime.seconds(iso: $0.text) ?? means.now() },
      source: source
    )
  }
}
