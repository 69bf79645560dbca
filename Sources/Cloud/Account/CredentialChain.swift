import Files
import Foundation

/// Finds credentials where AWS's own tools find them, and keeps them until shortly before they end.
///
/// In this order: the variables `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`; the role
/// that the profile assumes; the token file of a pod (`AWS_WEB_IDENTITY_TOKEN_FILE`); the rest of the profile
/// (see `ProfileCredentials`); the container's own address (ECS, EKS); the machine's own (EC2, by IMDSv2).
package actor CredentialChain {
  private let means: CredentialMeans
  private var known: AWSCredentials?
  private var search: Task<AWSCredentials, any Error>?
  private let isFixed: Bool

  init(
    _ environment: AWSEnvironment,
    http: any HTTPSending,
    now: @escaping @Sendable () -> Int = { AWSTime.now }
  ) {
    self.init(CredentialMeans(environment: environment, http: http, now: now))
  }

  init(_ means: CredentialMeans) {
    self.means = means
    isFixed = false
  }

  /// A chain over the network.
  package init(_ environment: AWSEnvironment) {
    self.init(environment, http: Network(environment))
  }

  /// A chain that has one set of credentials and looks for no other.
  init(_ credentials: AWSCredentials, in environment: AWSEnvironment, http: any HTTPSending) {
    means = CredentialMeans(environment: environment, http: http) { AWSTime.now }
    known = credentials
    isFixed = true
  }

  /// The credentials to sign with now.
  ///
  /// - Throws: `CloudError` of kind `noCredentials` or `settings`.
  ///
  /// Those that end in less than `margin` seconds are asked for again; five minutes, for a long upload that
  /// begins now should still be let finish. The new ones are given however long they last.
  package func credentials(lasting margin: Int = 300) async throws -> AWSCredentials {
    if let known, isFixed || lasts(known, margin) { return known }
    let search = self.search ?? Task { try await find() }
    self.search = search
    defer { self.search = nil }
    do {
      let found = try await withTaskCancellationHandler {
        try await search.value
      } onCancel: {
        search.cancel()
      }
      known = found
      return found
    } catch is CancellationError where !Task.isCancelled {
      // Somebody else who waited for the same search was cancelled.
      return try await credentials(lasting: margin)
    } catch {
      // Whoever gives new ones may be back before the old ones end.
      if let known, lasts(known, 30), !(error is CancellationError) { return known }
      throw error
    }
  }

  private func lasts(_ credentials: AWSCredentials, _ seconds: Int) -> Bool {
    credentials.expiry.map { $0 - means.now() > seconds } ?? true
  }

  /// Forgets what is known, after a service called it outdated.
  func forget() { if !isFixed { known = nil } }

  private func find() async throws -> AWSCredentials {
    let environment = means.environment
    if let own = try environment.credentials() { return own }
    let profiles = ProfileCredentials(means: means)
    let name = environment.profileName
    let assumesRole =
      environment.profile["role_arn"] != nil
      && environment.profile["web_identity_token_file"] == nil
    if !assumesRole, let own = try await ofPod() { return own }
    if let own = try await profiles.credentials(of: name) { return own }
    if let own = try await CredentialAddresses(means: means).credentials() {
      return own
    }
    throw CloudError(
      .noCredentials,
      "no credentials for AWS were found",
      hint: "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
    )
  }

  /// What Kubernetes and others set: a role and a file with a token that is worth it.
  private func ofPod() async throws -> AWSCredentials? {
    let variables = means.environment.variables
    guard let file = variables["AWS_WEB_IDENTITY_TOKEN_FILE"] else { return nil }
    guard let role = variables["AWS_ROLE_ARN"] else {
      throw CloudError(
        .settings,
        "AWS_WEB_IDENTITY_TOKEN_FILE is set, and AWS_ROLE_ARN is not",
        hint: "set both, or neither"
      )
    }
    return try await SecurityTokens(means: means).credentials(
      AssumedRole(arn: role, session: variables["AWS_ROLE_SESSION_NAME"]),
      byTokenFile: file,
      for: "the role '\(role)' (AWS_WEB_IDENTITY_TOKEN_FILE)"
    )
  }
}
