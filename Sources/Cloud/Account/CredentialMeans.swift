/// What credentials are looked for with: what is set, the way to ask over the network, and the clock.
struct CredentialMeans: Sendable {
  let environment: AWSEnvironment
  let http: any HTTPSending
  /// Seconds since 1970.
  let now: @Sendable () -> Int
}
