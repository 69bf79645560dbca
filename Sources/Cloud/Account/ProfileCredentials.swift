/// The credentials of a profile, in the order in which AWS's own tools look for them.
///
/// A role to assume, with `source_profile` or `credential_source`, or with a `web_identity_token_file`; single
/// sign-on (`sso_session`, or `sso_start_url` in the profile); keys; a `credential_process`. A role that asks
/// for the code of a device (`mfa_serial`) is refused: nobody is there to type it.
struct ProfileCredentials {
  let means: CredentialMeans

  /// Nil for a profile that says nothing of credentials.
  func credentials(of name: String) async throws -> AWSCredentials? {
    try await credentials(of: name, after: [])
  }

  /// `after`: the profiles whose roles are to be assumed with these.
  private func credentials(of name: String, after: [String]) async throws -> AWSCredentials? {
    let settings = means.environment.settings(ofProfile: name) ?? [:]
    let place = "the profile '\(name)'"
    if let arn = settings["role_arn"], !after.contains(name) {
      return try await role(arn, settings, name, after)
    }
    if settings["sso_session"] != nil || settings["sso_start_url"] != nil {
      return try await SingleSignOn(means: means)
        .credentials(settings, profile: name)
    }
    let fields = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")
    if let own = try AWSCredentials(settings, fields, in: place) { return own }
    if let command = settings["credential_process"] {
      return try await CredentialProcess(
        command,
        of: name,
        means.environment.variables,
        now: means.now()
      )
      .credentials()
    }
    return nil
  }

  private func role(
    _ arn: String,
    _ settings: [String: String],
    _ name: String,
    _ after: [String]
  ) async throws -> AWSCredentials {
    if settings["mfa_serial"] != nil {
      throw CloudError(
        .noCredentials,
        "the role of the profile '\(name)' asks for the code of a device (mfa_serial), "
          + "which quire cannot ask you for",
        hint: "run: eval \"$(aws configure export-credentials --profile \(name) --format env)\""
      )
    }
    let role = AssumedRole(
      arn: arn,
      session: settings["role_session_name"],
      externalID: settings["external_id"],
      duration: try duration(settings, name)
    )
    let tokens = SecurityTokens(means: means)
    let source = "the profile '\(name)' (role_arn)"
    if let file = settings["web_identity_token_file"] {
      return try await tokens.credentials(role, byTokenFile: file, for: source)
    }
    let own = try await basis(settings, name, after)
    return try await tokens.credentials(role, by: own, for: "\(source), by \(own.source)")
  }

  /// The credentials with which the profile's role is assumed.
  private func basis(
    _ settings: [String: String],
    _ name: String,
    _ after: [String]
  ) async throws -> AWSCredentials {
    switch (settings["source_profile"], settings["credential_source"]) {
    case (let other?, nil): return try await source(other, name, after)
    case (nil, let source?): return try await named(source, name)
    default:
      throw CloudError(
        .settings,
        "the role of the profile '\(name)' needs either 'source_profile' or 'credential_source'",
        hint: "name in ~/.aws/config who assumes it"
      )
    }
  }

  private func source(
    _ other: String,
    _ name: String,
    _ after: [String]
  ) async throws -> AWSCredentials {
    guard means.environment.settings(ofProfile: other) != nil else {
      throw CloudError(
        .settings,
        "no profile '\(other)', the source_profile of '\(name)', in AWS's settings files",
        hint: "correct it in ~/.aws/config, or add the profile"
      )
    }
    // A profile may name itself: then its own keys assume its role.
    if after.contains(other) {
      throw CloudError(
        .settings,
        "the profiles \((after + [name]).map { "'\($0)'" }.joined(separator: ", ")) are each "
          + "other's source_profile",
        hint: "let the last of them have keys"
      )
    }
    guard let found = try await credentials(of: other, after: after + [name]) else {
      throw CloudError(
        .noCredentials,
        "the profile '\(other)', the source_profile of '\(name)', has no credentials",
        hint: "give it keys, a role, single sign-on or a credential_process"
      )
    }
    return found
  }

  private func named(_ source: String, _ name: String) async throws -> AWSCredentials {
    let addresses = CredentialAddresses(means: means)
    let found: AWSCredentials?
    switch source {
    case "Environment": found = try means.environment.credentials()
    case "EcsContainer": found = try await addresses.container()
    case "Ec2InstanceMetadata": found = try await addresses.machine()
    default:
      throw CloudError(
        .settings,
        "the profile '\(name)' has an unknown credential_source",
        hint: "it is Environment, EcsContainer or Ec2InstanceMetadata"
      )
    }
    guard let found else {
      throw CloudError(
        .noCredentials,
        "the credential_source of the profile '\(name)', \(source), has no credentials"
      )
    }
    return found
  }

  private func duration(
    _ settings: [String: String],
    _ name: String
  ) throws(CloudError) -> Int? {
    guard let text = settings["duration_seconds"] else { return nil }
    guard let seconds = Int(text), (900...43_200).contains(seconds) else {
      throw CloudError(
        .settings,
        "the duration_seconds of the profile '\(name)' are no number from 900 to 43200"
      )
    }
    return seconds
  }
}
