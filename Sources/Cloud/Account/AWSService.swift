/// A service of AWS: its names in addresses, signatures and settings.
package struct AWSService: Sendable, Hashable {
  /// For people: `S3`.
  package let name: String
  /// In signatures and host names: `s3`.
  package let signingName: String
  /// In `AWS_ENDPOINT_URL_…` and in settings files: `s3`.
  package let setting: String

  package init(_ name: String, signingName: String, setting: String) {
    self.name = name
    self.signingName = signingName
    self.setting = setting
  }

  package static let s3 = AWSService("S3", signingName: "s3", setting: "s3")
  package static let dynamoDB = AWSService(
    "DynamoDB",
    signingName: "dynamodb",
    setting: "dynamodb"
  )
  package static let athena = AWSService("Athena", signingName: "athena", setting: "athena")
  package static let glue = AWSService("Glue", signingName: "glue", setting: "glue")
  package static let sts = AWSService("STS", signingName: "sts", setting: "sts")
  /// Its requests carry a token instead of a signature.
  package static let signOn = AWSService("AWS SSO", signingName: "portal.sso", setting: "sso")
}

/// The address of a service: `https://dynamodb.eu-west-1.amazonaws.com`, or the one that is set.
package struct AWSEndpoint: Sendable, Hashable {
  package let isTLS: Bool
  /// The host, with the port where it is not the usual one.
  package let host: String
  /// A path before all others, without a `/` at its end; empty but for some servers of one's own.
  package let path: String
  /// Whether it was set rather than derived from the region.
  package let isCustom: Bool
  /// What requests are signed for.
  package let region: String

  package var url: String { "\(isTLS ? "https" : "http")://\(host)\(path)" }

  /// Finds the address of a service.
  ///
  /// A server of one's own needs no region: requests are signed for `us-east-1` then. Nor does STS, whose
  /// oldest address is every region's.
  ///
  /// - Parameters:
  ///   - service: The service.
  ///   - environment: What is set.
  ///   - named: The region, where it is another than the environment's.
  /// - Throws: `CloudError` for an address that is none, or when there is neither address nor region.
  package init(
    _ service: AWSService,
    in environment: AWSEnvironment,
    region named: String? = nil
  ) throws(CloudError) {
    guard let text = environment.endpoint(of: service) else {
      guard let region = named ?? environment.region else {
        if service == .sts {
          (isTLS, host, path, isCustom) = (true, "sts.amazonaws.com", "", false)
          region = "us-east-1"
          return
        }
        throw CloudError(
          .settings,
          "no region is set for \(service.name)",
          service: service.name,
          hint: "set AWS_REGION, or AWS_ENDPOINT_URL_\(service.setting.uppercased())"
            + " for a server of your own"
        )
      }
      let domain = region.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
      isTLS = true
      host = "\(service.signingName).\(region).\(domain)"
      path = ""
      isCustom = false
      self.region = region
      return
    }
    guard let parts = Self.parts(of: text) else {
      throw CloudError(
        .settings,
        "the address of \(service.name) is no URL that begins with http:// or https://",
        service: service.name,
        hint: "correct AWS_ENDPOINT_URL_\(service.setting.uppercased()) or AWS_ENDPOINT_URL"
      )
    }
    (isTLS, host, path) = parts
    isCustom = true
    region = named ?? environment.region ?? "us-east-1"
  }

  private static func parts(of text: String) -> (Bool, String, String)? {
    let isTLS = text.lowercased().hasPrefix("https://")
    guard isTLS || text.lowercased().hasPrefix("http://") else { return nil }
    let rest = text.dropFirst(isTLS ? 8 : 7)
    let host = rest.prefix { $0 != "/" }
    var path = rest[host.endIndex...]
    while path.last == "/" { path.removeLast() }
    let isPlain = { (text: Substring) in
      text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && !text.contains { "?#@\\".contains($0) }
    }
    guard !host.isEmpty, isPlain(host), isPlain(path) else { return nil }
    return (isTLS, String(host), String(path))
  }
}
