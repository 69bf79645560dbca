import Files
import Foundation

/// Where AWS's services are and who is asking, as AWS's own tools find it out.
///
/// Variables come before the files `~/.aws/config` and `~/.aws/credentials` (or those that
/// `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` name), in the profile that `AWS_PROFILE` names,
/// else `default`.
package struct AWSEnvironment: Sendable {
  let variables: [String: String]
  /// `AWS_PROFILE`, or `default`.
  package let profileName: String
  /// The profile's settings in both files, those of the credentials file winning.
  let profile: [String: String]
  private let config: SettingsFile
  private let shared: SettingsFile

  /// Reads the settings of the process.
  ///
  /// - Throws: `CloudError` when a file cannot be read, or when `AWS_PROFILE` names a profile that
  ///   neither file has.
  package init() throws(CloudError) { try self.init(ProcessInfo.processInfo.environment) }

  /// Reads the settings of given variables; without `HOME` only files that are named are read.
  package init(_ variables: [String: String]) throws(CloudError) {
    self.variables = variables.filter { !$0.value.isEmpty }
    let home = self.variables["HOME"]
    config = try Self.file(self.variables["AWS_CONFIG_FILE"], home, "config")
    shared = try Self.file(self.variables["AWS_SHARED_CREDENTIALS_FILE"], home, "credentials")
    let chosen = self.variables["AWS_PROFILE"] ?? self.variables["AWS_DEFAULT_PROFILE"]
    profileName = chosen ?? "default"
    let found = Self.profile(profileName, config, shared)
    if let chosen, found == nil {
      throw CloudError(
        .settings,
        "no profile '\(chosen)' in AWS's settings files",
        hint: "correct AWS_PROFILE, or add the profile to ~/.aws/config"
      )
    }
    profile = found ?? [:]
  }

  /// The settings of a profile in both files; nil when neither has it.
  func settings(ofProfile name: String) -> [String: String]? {
    Self.profile(name, config, shared)
  }

  /// The settings of a section `[sso-session NAME]`.
  func settings(ofSignOn name: String) -> [String: String]? {
    config.sections["sso-session \(name)"]
  }

  private static func profile(
    _ name: String,
    _ config: SettingsFile,
    _ shared: SettingsFile
  ) -> [String: String]? {
    let found = (config.profile(name), shared.profile(name))
    if found.0 == nil && found.1 == nil { return nil }
    return (found.0 ?? [:]).merging(found.1 ?? [:]) { $1 }
  }

  /// The region: `AWS_REGION`, `AWS_DEFAULT_REGION`, or the profile's; nil when none is set.
  package var region: String? {
    variables["AWS_REGION"] ?? variables["AWS_DEFAULT_REGION"] ?? profile["region"]
  }

  /// The address that is set for a service, from the most particular setting to the most general:
  /// `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`, the profile's `services` section, its `endpoint_url`.
  package func endpoint(of service: AWSService) -> String? {
    if isOn("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") { return nil }
    if let own = variables["AWS_ENDPOINT_URL_\(service.setting.uppercased())"] { return own }
    if let all = variables["AWS_ENDPOINT_URL"] { return all }
    if let name = profile["services"],
      let own = config.sections["services \(name)"]?["\(service.setting).endpoint_url"]
    {
      return own
    }
    return profile["endpoint_url"]
  }

  /// Whether anything says who asks: a variable that names credentials or a profile, or a profile `default`.
  package var isSet: Bool {
    let names = [
      "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_DEFAULT_PROFILE",
      "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
      "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ]
    return !profile.isEmpty || names.contains { variables[$0] != nil }
  }

  /// How often a request is tried in all: `AWS_MAX_ATTEMPTS`, or 5.
  var attempts: Int { max(1, variables["AWS_MAX_ATTEMPTS"].flatMap(Int.init) ?? 5) }

  /// Whether a variable is set to `true` or `1`.
  func isOn(_ variable: String) -> Bool {
    ["true", "1"].contains(variables[variable]?.lowercased() ?? "")
  }

  private static func file(
    _ named: String?,
    _ home: String?,
    _ usual: String
  ) throws(CloudError) -> SettingsFile {
    guard let path = named ?? home.map({ "\($0)/.aws/\(usual)" }) else { return SettingsFile([]) }
    do { return SettingsFile(try FileSystem.contents(of: path) ?? []) } catch {
      throw CloudError(error)
    }
  }
}
