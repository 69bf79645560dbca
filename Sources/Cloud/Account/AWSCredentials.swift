/// Who asks: a key, its secret, and a session token where the key is a passing one.
package struct AWSCredentials: Sendable, Hashable {
  package let keyID: String
  package let secret: Secret
  package let sessionToken: Secret?
  /// When they end, in seconds since 1970; nil for lasting ones.
  package let expiry: Int?
  /// Where they came from, in words for people: `the profile 'lake' (credential_process)`.
  package let source: String

  package init(
    keyID: String,
    secret: Secret,
    sessionToken: Secret? = nil,
    expiry: Int? = nil,
    source: String
  ) {
    self.keyID = keyID
    self.secret = secret
    self.sessionToken = sessionToken
    self.expiry = expiry
    self.source = source
  }

  /// A set of settings with the names given for key, secret and token; nil when the key is not there.
  ///
  /// - Throws: `CloudError` for a key without its secret or the other way about.
  init?(
    _ settings: [String: String],
    _ names: (key: String, secret: String, token: String),
    in place: String
  ) throws(CloudError) {
    let (key, secret) = (settings[names.key], settings[names.secret])
    if key == nil && secret == nil { return nil }
    guard let key, let secret else {
      let missing = key == nil ? names.key : names.secret
      throw CloudError(
        .settings,
        "\(place) has half of a key: '\(missing)' is missing",
        hint: "set both \(names.key) and \(names.secret), or neither"
      )
    }
    self.init(
      keyID: key,
      secret: Secret(secret),
      sessionToken: settings[names.token].map(Secret.init),
      source: place
    )
  }

  /// Those that a service or a program gives as JSON; nil when key or secret is missing.
  ///
  /// `token` is the name of the session token's member. An end that cannot be read counts as `now`, so that
  /// they are asked for again.
  init?(_ json: JSONValue, token: String, now: Int, from source: String) {
    guard let key = json["AccessKeyId"]?.text, let secret = json["SecretAccessKey"]?.text else {
      return nil
    }
    self.init(
      keyID: key,
      secret: Secret(secret),
      sessionToken: json[token]?.text.map(Secret.init),
      expiry: json["Expiration"]?.text.map { AWSTime.seconds(iso: $0) ?? now },
      source: source
    )
  }

  /// The same with other words for where they came from.
  func from(_ source: String) -> AWSCredentials {
    AWSCredentials(
      keyID: keyID,
      secret: secret,
      sessionToken: sessionToken,
      expiry: expiry,
      source: source
    )
  }
}

extension AWSEnvironment {
  /// Those that the variables hold; nil when they hold none.
  ///
  /// - Throws: `CloudError` for a key without its secret.
  func credentials() throws(CloudError) -> AWSCredentials? {
    let names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
    return try AWSCredentials(variables, names, in: "the environment")
  }
}
