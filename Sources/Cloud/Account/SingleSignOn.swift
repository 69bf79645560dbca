import Crypto
import Files

/// Single sign-on: credentials for the token that `aws sso login` has left in `~/.aws/sso/cache`.
struct SingleSignOn {
  let means: CredentialMeans

  /// Asks for the credentials of the profile's account and role.
  ///
  /// - Parameters:
  ///   - settings: The profile's; those of its `sso_session` are looked up.
  ///   - profile: Its name, for the command that signs on.
  /// - Returns: Passing credentials.
  /// - Throws: `CloudError`, `CancellationError`.
  func credentials(
    _ settings: [String: String],
    profile: String
  ) async throws -> AWSCredentials {
    var all = settings
    if let session = settings["sso_session"] {
      guard let section = means.environment.settings(ofSignOn: session) else {
        throw CloudError(
          .settings,
          "no section 'sso-session \(session)', which the profile '\(profile)' names, in AWS's settings",
          hint: "run: aws configure sso --profile \(profile)"
        )
      }
      all.merge(section) { $1 }
    }
    func value(_ name: String) throws(CloudError) -> String {
      if let value = all[name] { return value }
      throw CloudError(
        .settings,
        "the profile '\(profile)' has no '\(name)', which single sign-on needs",
        hint: "run: aws configure sso --profile \(profile)"
      )
    }
    let (account, role) = (try value("sso_account_id"), try value("sso_role_name"))
    let region = try value("sso_region")
    let token = try token(settings["sso_session"] ?? value("sso_start_url"), profile)
    return try await ask(account, role, region, token, profile)
  }

  /// The token in the cache: the file is named by the SHA-1 of the session's name, or of its address.
  private func token(_ name: String, _ profile: String) throws(CloudError) -> Secret {
    let digest = SHA256Text.hex(Insecure.SHA1.hash(data: Array(name.utf8)))
    let path = "\(means.environment.variables["HOME"] ?? "~")/.aws/sso/cache/\(digest).json"
    let bytes: [UInt8]?
    do throws(SystemError) { bytes = try FileSystem.contents(of: path) } catch {
      throw CloudError(error)
    }
    guard let json = bytes.flatMap({ try? JSONValue(parsing: $0) }),
      let token = json["accessToken"]?.text, let end = json["expiresAt"]?.text,
      let expiry = AWSTime.seconds(iso: end.replacing("UTC", with: "Z"))
    else { throw signOn("nobody has signed on for the profile '\(profile)'", profile) }
    guard expiry > means.now() else {
      throw signOn("the sign-on of the profile '\(profile)' has ended", profile)
    }
    return Secret(token)
  }

  private func ask(
    _ account: String,
    _ role: String,
    _ region: String,
    _ token: Secret,
    _ profile: String
  ) async throws -> AWSCredentials {
    let client = try AWSClient(
      .signOn,
      in: means.environment,
      http: means.http,
      now: means.now,
      chain: CredentialChain(means),
      region: region
    )
    var request = AWSRequest(method: "GET", path: "/federation/credentials")
    request.query = [("account_id", account), ("role_name", role)]
    request.headers = [("x-amz-sso_bearer_token", token.reveal())]
    request.isSigned = false
    request.seconds = 30
    let bytes: [UInt8]
    do { (_, bytes) = try await client.bytes(request) } catch let error as CloudError {
      if error.status == 401 {
        throw signOn("the sign-on of the profile '\(profile)' has ended", profile)
      }
      throw error.saying(
        "the profile '\(profile)' gets no credentials by single sign-on: \(error.message)",
        hint: error.kind == .denied
          ? "check its sso_account_id and sso_role_name, and who may use them" : error.hint
      )
    }
    guard let found = (try? JSONValue(parsing: bytes))?["roleCredentials"],
      let key = found["accessKeyId"]?.text, let secret = found["secretAccessKey"]?.text
    else { throw CloudError(.unexpected, "AWS SSO: the answer holds no credentials") }
    return AWSCredentials(
      keyID: key,
      secret: Secret(secret),
      sessionToken: found["sessionToken"]?.text.map(Secret.init),
      // In thousandths of a second.
      expiry: found["expiration"]?.integer.map { $0 / 1000 } ?? means.now(),
      source: "the profile '\(profile)' (single sign-on)"
    )
  }

  private func signOn(_ message: String, _ profile: String) -> CloudError {
    CloudError(.noCredentials, message, hint: "run: aws sso login --profile \(profile)")
  }
}
