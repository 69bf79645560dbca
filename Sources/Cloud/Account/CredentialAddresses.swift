import Files

/// The addresses at which a container or a machine of AWS gets its own credentials.
struct CredentialAddresses {
  let means: CredentialMeans

  /// Asks the container's address when one is set, else the machine's; nil when there is none.
  func credentials() async throws -> AWSCredentials? {
    if let own = try await container() { return own }
    if means.environment.isOn("AWS_EC2_METADATA_DISABLED") { return nil }
    return try await machine()
  }

  /// Asks the container's address; nil when none is set.
  func container() async throws -> AWSCredentials? {
    let variables = means.environment.variables
    if let path = variables["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] {
      return try await container("http://169.254.170.2" + path)
    }
    if let url = variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] { return try await container(url) }
    return nil
  }

  private func container(_ url: String) async throws -> AWSCredentials {
    var headers: [(String, String)] = [("accept", "application/json")]
    if let token = try containerToken() { headers.append(("authorization", token)) }
    let answer: HTTPAnswer
    do {
      answer = try await means.http.send(HTTPCall("GET", url, headers: headers, seconds: 5))
    } catch let error as CloudError {
      throw error.saying(
        "the container's credentials cannot be fetched: \(error.message)",
        hint: nil
      )
    }
    guard answer.status == 200,
      let found = read(try await answer.bytes(limit: 1 << 20), "the container's role")
    else {
      throw CloudError(
        .noCredentials,
        "the container's address gives no credentials",
        hint: "check the role of the task or pod",
        status: answer.status
      )
    }
    return found
  }

  private func containerToken() throws(CloudError) -> String? {
    let variables = means.environment.variables
    guard let path = variables["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] else {
      return variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"]
    }
    do throws(SystemError) {
      guard let bytes = try FileSystem.contents(of: path) else { throw SystemError.absent(path) }
      return String(decoding: bytes.filter { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    } catch {
      throw CloudError(error)
    }
  }

  /// IMDSv2: a token first, then the role's name, then its credentials; nil on other machines.
  func machine() async throws -> AWSCredentials? {
    let base =
      means.environment.variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] ?? "http://169.254.169.254"
    let root = base.hasSuffix("/") ? String(base.dropLast()) : base
    do {
      let lifetime = ("x-aws-ec2-metadata-token-ttl-seconds", "21600")
      let url = root + "/latest/api/token"
      let token = try await means.http.send(HTTPCall("PUT", url, headers: [lifetime], seconds: 1))
      guard token.status == 200 else { return nil }
      let text = String(decoding: try await token.bytes(limit: 4096), as: UTF8.self)
      let headers = [("x-aws-ec2-metadata-token", text)]
      let roles = root + "/latest/meta-data/iam/security-credentials/"
      let list = try await means.http.send(HTTPCall("GET", roles, headers: headers, seconds: 5))
      guard list.status == 200 else { return nil }
      let names = String(decoding: try await list.bytes(limit: 4096), as: UTF8.self)
      guard let role = names.split(whereSeparator: \.isNewline).first else { return nil }
      let answer = try await means.http.send(
        HTTPCall("GET", roles + role, headers: headers, seconds: 5)
      )
      guard answer.status == 200 else { return nil }
      return read(try await answer.bytes(limit: 1 << 20), "the machine's role")
    } catch is CloudError {
      return nil
    }
  }

  private func read(_ bytes: [UInt8], _ source: String) -> AWSCredentials? {
    (try? JSONValue(parsing: bytes)).flatMap {
      AWSCredentials($0, token: "Token", now: means.now(), from: source)
    }
  }
}
